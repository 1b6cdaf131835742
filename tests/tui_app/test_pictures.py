"""Every screen as a text picture: what is kept is what is drawn, and nothing is cut or English.

``python -m tests.tui_app.draw_pictures`` draws them anew.
"""

import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.tui_app import picture_checks
from tests.tui_app.draw_pictures import ALL, FOLDER, LOOKS, MARKED, Look, draw
from tests.tui_app.picture_list import EMPTY
from tui_app.i18n.catalogue import LANGUAGES
from tui_app.i18n.cells import MORE

FIRST_DAY = {picture.name for picture in EMPTY} - {"first-meeting"}  # its agenda is cut in rows
BY_NAME = {look.name: look for look in LOOKS}
CLIENT = ("Malli", "Esimerkki", "M.E.", "K-0001")


@cache
def drawn(name: str) -> dict[str, str]:
    """Draw a look once; the three languages draw every screen."""
    with tempfile.TemporaryDirectory() as place:
        return draw(BY_NAME[name], Path(place), whole=name in LANGUAGES)


def differences(kept: str, new: str) -> Iterator[str]:
    """Name the lines that differ."""
    pairs = zip_longest(kept.splitlines(), new.splitlines(), fillvalue="(no line)")
    for number, (old, now) in enumerate(pairs, 1):
        if old != now:
            yield f"line {number}\n  was {old}\n  is  {now}"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_pictures_are_what_is_drawn(look: Look) -> None:
    """Each kept picture is drawn today line by line as it was."""
    told = []
    for name in look.names:
        path = FOLDER / look.name / f"{name}.txt"
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        told += [
            f"{look.name}/{name}: {each}" for each in differences(kept, drawn(look.name)[name])
        ]
    assert not told, "\n".join([*told, "If this is meant: python -m tests.tui_app.draw_pictures"])


def test_no_picture_is_kept_that_is_not_drawn() -> None:
    """The folder holds the pictures of the looks and nothing else."""
    kept = {f"{path.parent.name}/{path.stem}" for path in FOLDER.rglob("*.txt")}
    assert kept == {f"{look.name}/{name}" for look in LOOKS for name in look.names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_or_english(language: str) -> None:
    """Every screen of 80x24 in this language: whole frame, free edge, no English word left."""
    found = {
        name: picture_checks.faults(text, language, 80) for name, text in drawn(language).items()
    }
    assert set(found) == set(ALL)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_day_is_whole(language: str) -> None:
    """Where nobody has written anything yet, no word of ours is cut anywhere."""
    shown = {name: text for name, text in drawn(language).items() if name in FIRST_DAY}
    assert len(shown) == len(FIRST_DAY)
    assert {name: text for name, text in shown.items() if MORE in text} == {}


@pytest.mark.parametrize(
    "row",
    ["x" * 81, " [1 Tänään]  2 Asia~", " " * 76 + "Teht", " Meetings", " 1 Prepare"],
)
def test_the_checks_see_a_broken_row(row: str) -> None:
    """Negative control: a wide row, a cut tab, a word at the edge and English words are seen."""
    assert picture_checks.faults(f"\n{row}\n F1 Ohje\n", "fi", 80)


def test_a_changed_line_is_named() -> None:
    """Negative control: the line that differs is told with both its forms."""
    assert list(differences("a\nb\n", "a\nc\n")) == ["line 2\n  was b\n  is  c"]


def test_night_and_day_stand_out_alike() -> None:
    """The same words are cursor, key, field or sign in both themes; none wears a stray colour."""
    for name in BY_NAME["night-100x30"].names:
        night, day = (drawn(f"{theme}-100x30")[name] for theme in ("night", "day"))
        assert night == day
        assert "?" not in {line[:1] for line in night.partition(MARKED)[2].splitlines()}


def test_the_privacy_screen_tells_nothing() -> None:
    """Nothing of the client below is on it: no name, no initials, no number."""
    for language in LANGUAGES:
        shown = drawn(language)
        assert any(word in shown["case"] for word in CLIENT)
        assert [word for word in CLIENT if word in shown["privacy"]] == []
