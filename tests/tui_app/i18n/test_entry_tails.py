"""One typed line: the day at its end, the case's number in it, when a contact was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui_app.i18n.test_date_words import WORDS
from tui_app.i18n.date_vocabulary import Language
from tui_app.i18n.date_words import Unclear, read_date
from tui_app.i18n.entry_tails import Entry, Told, read_entry, read_told

TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(("language", "word", "days"), WORDS)
@pytest.mark.parametrize("begin", ["Soita Kelaan", "Ring!", "x"])
def test_every_date_word_is_understood_at_the_end(
    language: Language, word: str, days: int, begin: str
) -> None:
    """Each date word of the vocabulary, in each language, behind any words, also in capitals."""
    for said in (word, word.upper()):
        entry = read_entry(f"{begin} {said}", TODAY, language)
        assert (entry.text, entry.due) == (begin, TODAY + timedelta(days=days))
        assert entry.whole == f"{begin} {said}"


@given(st.sampled_from(WORDS), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_what_is_ambiguous_is_asked(row: tuple[Language, str, int], today: date) -> None:
    """On any day: the line reads as its last words read alone, and two readings are never one."""
    language, word, _days = row
    entry, alone = read_entry(f"soita {word}", today, language), read_date(word, today, language)
    assert entry.reading == alone
    assert (entry.due is None) == isinstance(alone, Unclear)


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [
        ("fi", "Vie paperit perjantaihin mennessä", "Vie paperit"),
        ("fi", "Vie paperit viimeistään pe", "Vie paperit"),
        ("fi", "Vie paperit, 27.11.", "Vie paperit"),
        ("fi", "Vie paperit pe 27.11.2026", "Vie paperit"),
        ("fi", "Vie paperit +3", "Vie paperit"),
        ("sv", "Ta papperen senast fredag", "Ta papperen"),
        ("sv", "Ta papperen på fredag", "Ta papperen"),
        ("en", "Take the papers by Friday", "Take the papers"),
        ("en", "Take the papers on Fri", "Take the papers"),
    ],
)
def test_the_words_before_the_day_go_with_it(language: Language, line: str, text: str) -> None:
    """By, at the latest, a comma: none of them is left hanging at the end."""
    entry = read_entry(line, TODAY, language)
    assert (entry.text, entry.due) == (text, FRIDAY)


@pytest.mark.parametrize(
    "line", ["tuo 3", "soita klo 9.10", "soita klo 9", "huomenna", "pe", "", "  ", "koodi 2026"]
)
def test_what_is_no_day_stays(line: str) -> None:
    """A bare number, a time, a line that would be left empty."""
    assert read_entry(line, TODAY, "fi") == Entry(line.strip(), line.strip())


def test_a_day_that_there_is_not_is_named() -> None:
    """31.2. stays in the text, with the reason."""
    entry = read_entry("maksa vuokra 31.2.", TODAY, "fi")
    assert (entry.text, entry.trouble) == ("maksa vuokra 31.2.", "no-such-day")


@pytest.mark.parametrize("line", ["K-0142 Soita ke", "Soita k-0142 ke", "Soita ke K-0142",
                                  "Soita, K-0142, ke"])  # fmt: skip
def test_the_number_of_the_case_is_taken_out(line: str) -> None:
    """Wherever it stands, in capitals or not."""
    entry = read_entry(line, TODAY, "fi")
    assert (entry.text, entry.label, entry.due) == ("Soita", "K-0142", TODAY + timedelta(days=1))


def test_two_numbers_are_none() -> None:
    """Which one is meant is not guessed."""
    entry = read_entry("Vie K-0142 ja K-0097 tiedot", TODAY, "fi")
    assert (entry.label, entry.text) == ("", "Vie K-0142 ja K-0097 tiedot")


@given(st.text(max_size=90), st.sampled_from(LANGUAGES))
def test_no_text_raises_and_no_word_is_lost(line: str, language: Language) -> None:
    """Whatever is typed: the text with its day is what was typed, but for the number."""
    entry = read_entry(line, TODAY, language)
    if not entry.label:
        assert entry.whole.split() == line.split()
    assert entry.due is None or entry.text
    told = read_told(line, NOW, language)
    assert told.at is None or told.at <= NOW


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        ("fi", "", Told("")),
        ("fi", "kertoi asunnosta", Told("kertoi asunnosta")),
        ("fi", "kertoi asunnosta eilen klo 14",
         Told("kertoi asunnosta", datetime(2026, 11, 23, 14, tzinfo=UTC))),
        ("fi", "klo 9", Told("", datetime(2026, 11, 24, 9, tzinfo=UTC))),
        ("fi", "eilen", Told("", datetime(2026, 11, 23, 12, tzinfo=UTC), day_only=True)),
        ("fi", "pe", Told("", datetime(2026, 11, 20, 12, tzinfo=UTC), day_only=True)),
        ("fi", "tavataan huomenna", Told("tavataan huomenna")),
        ("fi", "soittaa takaisin klo 15", Told("soittaa takaisin klo 15")),
        ("fi", "tänään", Told("")),
        ("sv", "i går kl. 9.15", Told("", datetime(2026, 11, 23, 9, 15, tzinfo=UTC))),
        ("en", "left a word yesterday at 9",
         Told("left a word", datetime(2026, 11, 23, 9, tzinfo=UTC))),
    ],
)  # fmt: skip
def test_when_a_contact_was(language: Language, line: str, told: Told) -> None:
    """Days look back; what is to come is what was talked about; no words mean now."""
    assert read_told(line, NOW, language) == told


def test_todays_weekday_is_asked_about() -> None:
    """On a Tuesday, "ti" is today or a week ago."""
    assert read_told("soitin ti", NOW, "fi").asked == (TODAY, TODAY - timedelta(days=7))
