"""The week's desk: seven days from Monday, each with what stands on it."""

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tui_app.i18n.catalogue import set_language
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


def test_the_plain_week_names_holidays(casebook: "Casebook", small: "SmallCase") -> None:
    """Independence Day has its name, the client has initials."""
    set_language("fi")
    told = "\n".join(week_text(casebook.week.read(dt.date(2026, 12, 6)), names=False))
    assert "Viikko 49" in told
    assert "tsenäisyyspäivä" in told
    assert "M.E." in told
    assert "Esimerkki" not in told


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_in_its_week(day: dt.date) -> None:
    """Monday first, whatever the year's end does."""
    monday = day - day.weekday() * dt.timedelta(days=1)
    assert monday.weekday() == 0
    assert monday.isocalendar()[:2] == day.isocalendar()[:2]
