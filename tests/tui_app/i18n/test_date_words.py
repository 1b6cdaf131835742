"""Date words in three languages: read right, asked when unclear, refused with a reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_app.i18n.date_words import (
    Choice,
    DateRead,
    Language,
    NotADate,
    Unclear,
    read_date,
)

TODAY = date(2026, 11, 24)  # a Tuesday, in week 48
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

# The date rows of the vocabulary: what each word is, from a Tuesday.
VOCABULARY = {
    0: "tänään;i dag;today",
    1: "huomenna|keskiviikko|ke|arkipäivä;i morgon|imorgon|onsdag|ons|on|vardag;"
    "tomorrow|Wednesday|Wed|working day",
    2: "ylihuomenna|torstai|to;i övermorgon|torsdag|tors|to;day after tomorrow|Thursday|Thu",
    3: "perjantai|pe;fredag|fre|fr;Friday|Fri",
    4: "lauantai|la;lördag|lör|lö;Saturday|Sat",
    5: "sunnuntai|su;söndag|sön|sö;Sunday|Sun",
    6: "maanantai|ma|ensi viikolla;måndag|må|nästa vecka;Monday|Mon|next week",
    7: "viikko|vk|vko;vecka|v;week|wk",
    8: "keskiviikko vk 49|ke vk 49;onsdag v 49|ons v 49|on v 49;Wednesday wk 49|Wed week 49",
    9: "torstai vko 49|to vk 49;torsdag v 49|tors v 49|to v 49;Thursday wk 49|Thu wk 49",
    30: "kuukausi|kk;månad;month",
}
WORDS = [
    (language, word, days)
    for days, row in VOCABULARY.items()
    for language, words in zip(LANGUAGES, row.split(";"), strict=True)
    for word in words.split("|")
]


@pytest.mark.parametrize(("language", "word", "days"), WORDS)
def test_every_word_of_the_vocabulary(language: Language, word: str, days: int) -> None:
    """Each date word of the vocabulary is read in its language, also in capitals."""
    expected = DateRead(TODAY + timedelta(days=days))
    assert read_date(word, TODAY, language) == expected
    assert read_date(f"  {word.upper()} ", TODAY, language) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "tiistai|ti"),
        ("sv", "tisdag|tis|ti"),
        ("en", "Tuesday|Tue"),
    ],
)
def test_todays_weekday_is_asked_about(language: Language, words: str) -> None:
    """On a Tuesday, "ti" may be today or in a week: the field asks."""
    choices = (Choice(TODAY, "today"), Choice(date(2026, 12, 1), "coming"))
    for word in words.split("|"):
        assert read_date(word, TODAY, language) == Unclear(choices)


@pytest.mark.parametrize(("language", "word"), [("sv", "mån"), ("en", "mo")])
def test_monday_or_month_is_asked_about(language: Language, word: str) -> None:
    """Where one word is Monday and month, the field asks; with a number it is a month."""
    monday, month = date(2026, 11, 30), date(2026, 12, 24)
    expected = Unclear((Choice(monday, "coming"), Choice(month, "month")))
    assert read_date(word, TODAY, language) == expected
    assert read_date(f"1 {word}", TODAY, language) == DateRead(month)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "+3", date(2026, 11, 27)),
        ("sv", "+3", date(2026, 11, 27)),
        ("en", "-2", date(2026, 11, 22)),
        ("fi", "2 vk", date(2026, 12, 8)),
        ("fi", "+2 kk", date(2027, 1, 24)),
        ("fi", "2kk", date(2027, 1, 24)),
        ("fi", "2 v", date(2028, 11, 24)),
        ("sv", "2 v", date(2026, 12, 8)),
        ("sv", "v. 48", date(2026, 11, 23)),
        ("fi", "v 1 vk", None),
        ("fi", "viikon päästä", date(2026, 12, 1)),
        ("fi", "kahden viikon kuluttua", date(2026, 12, 8)),
        ("sv", "om en vecka", date(2026, 12, 1)),
        ("sv", "för 2 veckor sedan", date(2026, 11, 10)),
        ("en", "a week ago", date(2026, 11, 17)),
        ("fi", "2 vk sitten", date(2026, 11, 10)),
        ("sv", "i måndags", date(2026, 11, 23)),
        ("fi", "3.12.", date(2026, 12, 3)),
        ("fi", "3. 12. 2026", date(2026, 12, 3)),
        ("sv", "3.12.26", date(2026, 12, 3)),
        ("fi", "24.11.", TODAY),
        ("fi", "23.11.", date(2027, 11, 23)),
        ("fi", "31.12", date(2026, 12, 31)),
        ("en", "2026-12-03", date(2026, 12, 3)),
        ("en", "20261203", date(2026, 12, 3)),
        ("fi", "1.1.69", date(1969, 1, 1)),
        ("fi", "to 3.12.", date(2026, 12, 3)),
        ("fi", "to 3.12", date(2026, 12, 3)),
        ("fi", "15.", date(2026, 12, 15)),
        ("fi", "3. joulukuuta", date(2026, 12, 3)),
        ("fi", "joulukuun 3.", date(2026, 12, 3)),
        ("sv", "den 3 december 2026", date(2026, 12, 3)),
        ("en", "December 3rd", date(2026, 12, 3)),
        ("en", "Dec 3 2027", date(2027, 12, 3)),
        ("fi", "ensi ma", date(2026, 11, 30)),
        ("fi", "ensi viikon pe", date(2026, 12, 4)),
        ("sv", "fredag nästa vecka", date(2026, 12, 4)),
        ("en", "this Friday", date(2026, 11, 27)),
        ("fi", "viime viikolla", date(2026, 11, 16)),
        ("fi", "ensi kuussa", date(2026, 12, 1)),
        ("fi", "ensi vuonna", date(2027, 1, 1)),
        ("fi", "seuraava arkipäivä", date(2026, 11, 25)),
        ("fi", "ensi kuussa pe", None),
        ("fi", "vk 3", date(2027, 1, 18)),
        ("sv", "v 53 2026", date(2026, 12, 28)),
        ("fi", "5 arkipäivää", date(2026, 12, 1)),
        ("sv", "vardag", date(2026, 11, 25)),
        ("en", "2 working days", date(2026, 11, 26)),
        ("en", "13/12", date(2026, 12, 13)),
        ("en", "12/13", date(2026, 12, 13)),
        ("sv", "3/12", date(2026, 12, 3)),
        ("en", "-3 working days", date(2026, 11, 19)),
        ("fi", "0", TODAY),
        ("fi", "99", date(2027, 3, 3)),
    ],
)
def test_one_likely_reading(language: Language, text: str, expected: date | None) -> None:
    """What has one likely reading is read, in the language's own sense."""
    found = read_date(text, TODAY, language)
    assert found == (NotADate("unknown") if expected is None else DateRead(expected))


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("fi", "9.10", ["2027-10-09 day-month"]),
        ("fi", "3", ["2026-11-27 days", "2026-12-03 day-of-month"]),
        ("fi", "ensi pe", ["2026-11-27 coming", "2026-12-04 next-week"]),
        ("sv", "nästa fredag", ["2026-11-27 coming", "2026-12-04 next-week"]),
        ("fi", "viime ma", ["2026-11-23 gone", "2026-11-16 last-week"]),
        ("en", "3/12", ["2026-12-03 day-month", "2027-03-12 month-day"]),
        ("fi", "pe 3.12.", ["2026-12-03 other-weekday"]),
        ("fi", "pe 3. joulukuuta", ["2026-12-03 other-weekday"]),
        ("fi", "ma 3.12", ["2026-12-03 day-month"]),
    ],
)
def test_what_is_unclear_is_asked(language: Language, text: str, readings: list[str]) -> None:
    """Two likely readings become choices, the likelier first."""
    found = read_date(text, TODAY, language)
    assert isinstance(found, Unclear)
    assert [f"{each.date} {each.reading}" for each in found.choices] == readings


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("fi", "", "empty"),
        ("fi", " \t ", "empty"),
        ("fi", "hopsu", "unknown"),
        ("fi", "x" * 5000, "unknown"),
        ("fi", "mån", "unknown"),
        ("sv", "huomenna", "unknown"),
        ("fi", "v 48", "unknown"),
        ("fi", "tällä viikolla", "unknown"),
        ("fi", "31.2.", "no-such-day"),
        ("fi", "31.2.2028", "no-such-day"),
        ("fi", "29.2.", "no-such-day"),
        ("fi", "0.12.", "no-such-day"),
        ("fi", "31. helmikuuta", "no-such-day"),
        ("fi", "300 joulukuuta", "no-such-day"),
        ("fi", "32.", "no-such-day"),
        ("fi", "13.13.", "no-such-month"),
        ("fi", "vk 54", "no-such-week"),
        ("sv", "v 53 2027", "no-such-week"),
        ("fi", "1.1.1800", "far"),
        ("fi", "999 v", "far"),
        ("fi", "+99999", "far"),
        ("fi", "+9999999999", "far"),
        ("fi", "9999 vuotta sitten", "far"),
    ],
)
def test_no_date_has_a_reason(language: Language, text: str, reason: str) -> None:
    """What is no date is refused with a stable reason, never guessed."""
    assert read_date(text, TODAY, language) == NotADate(reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.12.", date(2025, 12, 3)),
        ("24.11.", TODAY),
        ("pe", date(2026, 11, 20)),
        ("2 vk", date(2026, 11, 10)),
        ("+2", date(2026, 11, 26)),
        ("vk 48", date(2026, 11, 23)),
        ("vk 49", date(2025, 12, 1)),
        ("15.", date(2026, 11, 15)),
        ("1.3.2030", date(2030, 3, 1)),
    ],
)
def test_a_day_that_has_been(text: str, expected: date) -> None:
    """A told-on date without a year or a sign looks back; a written year is taken as written."""
    assert read_date(text, TODAY, "fi", past=True) == DateRead(expected)


def test_a_month_end_stays_a_month_end() -> None:
    """One month from 31.1. is the last day of February."""
    assert read_date("1 kk", date(2027, 1, 31), "fi") == DateRead(date(2027, 2, 28))
    assert read_date("29.2.", date(2027, 11, 1), "fi") == DateRead(date(2028, 2, 29))


@given(
    st.text(max_size=30)
    | st.text(alphabet="0123456789.-+/ vkmopetiånen", max_size=12)
    | st.lists(st.sampled_from(["2", "vk", "pe", "ensi", "+", "v", "3.12.", "om"])).map(" ".join),
    st.dates(),
    st.sampled_from(LANGUAGES),
    st.booleans(),
)
def test_no_text_raises(text: str, today: date, language: Language, past: bool) -> None:
    """Any text on any day gives a reading; a date read lies in the years a case can have."""
    found = read_date(text, today, language, past=past)
    if isinstance(found, DateRead):
        assert 1900 <= found.date.year <= 2199


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from(LANGUAGES)
)
def test_a_shown_date_reads_back(day: date, language: Language) -> None:
    """The date as the field echoes it, and in ISO form, reads as itself."""
    assert read_date(f"{day.day}.{day.month}.{day.year}", TODAY, language) == DateRead(day)
    assert read_date(day.isoformat(), TODAY, language) == DateRead(day)
