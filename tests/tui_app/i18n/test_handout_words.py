"""The words of papers, in the meeting's language whatever the screen speaks."""

import dataclasses
import datetime as dt

import pytest

from tui_app.i18n.catalogue import set_language
from tui_app.i18n.handout_words import handout_words

START = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - a wall time


@pytest.mark.parametrize(
    ("language", "day", "kind"),
    [("fi", "tiistai", "verkostopalaveri"), ("sv", "tisdag", "nätverksmöte"),
     ("en", "Tuesday", "network meeting")],
)  # fmt: skip
def test_a_paper_speaks_its_own_language(language: str, day: str, kind: str) -> None:
    """The screen speaks another language, the paper does not care."""
    set_language("sv" if language == "fi" else "fi")
    words = handout_words(language)
    assert words.span(START, None) == f"{day} 24.11.2026 09:30"
    assert words.kinds["network"] == kind
    assert words.span(START, START.replace(hour=10)).endswith("09:30–10:30")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_word_is_empty(language: str) -> None:
    """Every word of every paper is written."""
    words = handout_words(language)
    for field in dataclasses.fields(words.minutes):
        assert all(getattr(words.minutes, field.name))
    assert all(words.action_headings)
    assert all(name.isascii() and name.isprintable() for name in words.file_names.values())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_file_name_and_the_invitation_tell_nothing(language: str) -> None:
    """Neither prison nor release nor client stands in what others may see in passing."""
    words = handout_words(language)
    told = " ".join((*words.file_names.values(), words.invitation)).casefold()
    for secret in ("vank", "fäng", "prison", "vapaut", "frigiv", "release", "asiakas", "klient"):
        assert secret not in told


def test_another_language_is_english() -> None:
    """A language that Nivel does not speak gets English words."""
    assert handout_words("xx").minutes.agenda == "Agenda"
