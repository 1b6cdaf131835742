"""The week's desk: seven days from Monday, each with what stands on it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.casebook import week
from storage.casebook.gate import Gate
from storage.casebook.week import monday_of
from storage.errors import DiskFull
from tui_app.i18n.catalogue import set_language
from tui_app.i18n.week_words import week_words
from tui_app.plain.week import week_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

TODAY = dt.date(2026, 11, 24)


def test_a_week_from_monday(casebook: "Casebook", small: "SmallCase") -> None:
    """The meeting, the item and the release stand on their days and on no other."""
    item = casebook.actions.add(small.case, "Soittaa", due=dt.date(2026, 11, 29))
    casebook.actions.add(small.case, "Myöhemmin", due=dt.date(2026, 11, 30))
    days = casebook.week.read(TODAY)
    assert [one.day for one in days] == [
        dt.date(2026, 11, 23) + dt.timedelta(days=number) for number in range(7)
    ]
    assert [line.id for line in days[1].meetings] == [small.meeting]
    assert [line.id for line in days[6].due] == [item]
    assert sum(len(one.meetings) + len(one.due) + len(one.releases) for one in days) == 2
    (release,) = casebook.week.read(dt.date(2026, 12, 3))[3].releases
    assert release.id == small.case


def test_a_week_that_holds_more_says_so(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not all is listed, each day says how much is missing."""
    for day in (24, 24, 24, 26):
        casebook.actions.add(small.case, "Soittaa", due=dt.date(2026, 11, day))
    assert {one.more for one in casebook.week.read(TODAY)} == {0}
    monkeypatch.setattr(week, "MOST", 2)
    assert [one.more for one in casebook.week.read(TODAY)] == [0, 1, 0, 1, 0, 0, 0]
    set_language("en")
    assert "and 1 more" in "\n".join(week_text(casebook.week.read(TODAY), TODAY, names=False))


def test_the_plain_week_names_holidays(casebook: "Casebook", small: "SmallCase") -> None:
    """Independence Day has its name, the client has initials, what is late is called so."""
    set_language("fi")
    casebook.actions.add(small.case, "Soittaa", due=dt.date(2026, 11, 23))
    assert "myöhässä" in "\n".join(week_text(casebook.week.read(TODAY), TODAY, names=False))
    told = "\n".join(week_text(casebook.week.read(dt.date(2026, 12, 6)), TODAY, names=False))
    assert "Viikko 49" in told
    assert "tsenäisyyspäivä" in told
    assert "M.E." in told
    assert "Esimerkki" not in told


@settings(max_examples=50)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_in_its_week(day: dt.date) -> None:
    """Monday first, whatever the year's end does."""
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert monday.isocalendar()[:2] == day.isocalendar()[:2]


def _written(casebook: "Casebook", folder: Path) -> tuple[str, Path]:
    path = casebook.week.write(TODAY, week_words("fi"), folder)
    return path.read_text(encoding="utf-8").replace("\r\n ", ""), path


def test_the_calendar_file_has_labels_and_no_names(
    casebook: "Casebook", small: "SmallCase", tmp_path: Path
) -> None:
    """Times and case numbers; no name, place, words or release day; taken in again it replaces."""
    casebook.actions.add(small.case, "Aino Keksitty soittaa", due=dt.date(2026, 11, 26))
    other = casebook.cases.open_case("Toinen", "Tekaistu")
    casebook.cases.tell_release(other, day=dt.date(2026, 11, 28))
    told, path = _written(casebook, tmp_path)
    assert path.name == "viikko-2026-48.ics"
    assert "SUMMARY:Tapaaminen K-0001" in told
    assert "DTSTART;TZID=Europe/Helsinki:20261124T093000" in told
    assert "SUMMARY:Tehtävä K-0001" in told
    assert "DTSTART;VALUE=DATE:20261126" in told
    for secret in ("Aino", "Keksitty", "Malli", "Tapaamishuone", "K-0002", "20261128", "soittaa"):
        assert secret not in told
    again, second = _written(casebook, tmp_path)
    assert second.name == "viikko-2026-48-2.ics"
    assert _uids(again) == _uids(told)
    assert len(set(_uids(told))) == 2


def _uids(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("UID:")]


def test_every_case_of_the_file_is_logged(
    casebook: "Casebook", small: "SmallCase", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both logs of both cases say it; where the gate cannot log, there is no file."""
    other = casebook.cases.open_case("Toinen", "Tekaistu")
    casebook.actions.add(other, "Soittaa", due=TODAY)
    _written(casebook, tmp_path)
    for case in (small.case, other):
        assert [one.what for one in casebook.disclosures.lines(0, 9, case_id=case)] == ["week ics"]
        uses = casebook.log.lines(0, 99, case_id=case)
        assert [one.detail for one in uses if one.what == "exported"] == ["week ics"]
    monkeypatch.setattr(Gate, "let_out", _refuse)
    with pytest.raises(DiskFull):
        _written(casebook, tmp_path)
    assert len(list(tmp_path.glob("*.ics"))) == 1


def _refuse(*_given: object, **_named: object) -> None:
    raise DiskFull(Path("vault"))
