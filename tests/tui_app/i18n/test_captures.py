"""A line typed in a live meeting: what it becomes, who does it, by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tui_app.i18n.captured_tails import Known
from tui_app.i18n.captures import KIND_OF, MARKS, Caught, Kind, marks_of, read_line
from tui_app.i18n.date_vocabulary import Language

TODAY = date(2026, 11, 24)  # a Tuesday
FRIDAY = date(2026, 11, 27)
TESTI, SANNA, AINO = b"t" * 16, b"s" * 16, b"a" * 16
PEOPLE = (
    Known(TESTI, "Testi Testinen"),
    Known(SANNA, "Sanna Keksitty", me=True),
    Known(AINO, "Aino Keksitty"),
)


def caught(line: str, language: Language = "fi") -> Caught:
    """Read a line in the meeting of ``PEOPLE``."""
    return read_line(line, PEOPLE, TODAY, language)


def test_no_letter_has_two_meanings() -> None:
    """Twelve marks, twelve letters: each works whatever language the screen speaks."""
    assert len(KIND_OF) == sum(len(marks) for marks in MARKS.values()) == 12
    for kind in MARKS["fi"]:
        assert len(set(marks_of(kind, "sv"))) == 3


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("letter", sorted(KIND_OF))
def test_every_mark_works_in_every_language(letter: str, language: Language) -> None:
    """``!t`` on a Swedish screen is an action item too, in capitals as well."""
    assert caught(f"!{letter} soitto", language).kind is KIND_OF[letter]
    assert caught(f"!{letter.upper()} soitto", language).kind is KIND_OF[letter]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fi", "!t soita Kelaan viim. 27.11. kuka T.T."),
        ("fi", "!t soita Kelaan, T.T., pe"),
        ("fi", "!t soita Kelaan kuka Testi Testinen perjantaihin mennessä"),
        ("fi", "!t T.T.: soita Kelaan pe"),
        ("sv", "!u soita Kelaan, vem Testinen, senast fredag"),
        ("sv", "!u soita Kelaan vem tt senast fre"),
        ("en", "!a soita Kelaan who Testi by Friday"),
        ("en", "!a soita Kelaan due 27.11. who T.T."),
        ("en", "!t soita Kelaan, +3, T.T."),
    ],
)
def test_who_and_when_are_taken_from_the_tail(language: Language, line: str) -> None:
    """Words, commas and the languages' own forms all give the same action item."""
    assert caught(line, language) == Caught(Kind.ACTION, "soita Kelaan", TESTI, FRIDAY)


def test_me_is_whoever_types() -> None:
    """``minä``, ``jag`` and ``me`` name the reader."""
    assert caught("!t soita, minä").person == SANNA
    assert caught("!u ring, jag", "sv").person == SANNA
    assert caught("!a call who me", "en").person == SANNA


def test_a_name_that_two_people_have_is_a_doubt() -> None:
    """Two people called Keksitty: nobody is chosen, the words stay, the doubt is named."""
    found = caught("!t soita kuka Keksitty")
    assert (found.person, found.text, found.doubts) == (None, "soita kuka Keksitty", ("who",))


def test_a_day_that_is_not_one_day_is_a_doubt() -> None:
    """31.2. after its word stays in the text and is named."""
    found = caught("!t maksa vuokra viim. 31.2.")
    assert (found.due, found.text, found.doubts) == (None, "maksa vuokra viim. 31.2.", ("day",))


def test_words_that_only_look_like_a_tail_stay() -> None:
    """An agreement's last day is part of what was said; so is ``due to`` without a day."""
    assert caught("!s tavataan 10.12.").text == "tavataan 10.12."
    assert caught("!s tavataan 10.12.").due is None
    assert caught("!g rent stays due to illness", "en").text == "rent stays due to illness"
    assert caught("!t pe").text == "pe"


def test_a_sentence_that_begins_with_initials_keeps_them() -> None:
    """``S.K. soittaa`` names the doer and stays a sentence."""
    found = caught("!t S.K. soittaa toimistoon viim. 27.11.")
    assert (found.text, found.person, found.due) == ("S.K. soittaa toimistoon", SANNA, FRIDAY)


def test_a_speaker_before_a_colon() -> None:
    """A note, a question or a view may begin with who says it; another colon stays text."""
    assert caught("T.T.: asunto on valmis") == Caught(Kind.NOTE, "asunto on valmis", TESTI)
    assert caught("!n Aino: haluan tulla") == Caught(Kind.VIEW, "haluan tulla", AINO)
    assert caught("Kela: hakemus jätetään").text == "Kela: hakemus jätetään"


def test_an_unknown_mark_is_a_note() -> None:
    """Nothing is lost by a slip of the finger."""
    assert caught("!x moi") == Caught(Kind.NOTE, "!x moi")
    assert caught("!tehtävä").kind is Kind.NOTE
    assert caught("!t") == Caught(Kind.ACTION, "")


ANY_LINE = some.text(max_size=120) | some.builds(
    "{} {}".format, some.sampled_from([f"!{letter}" for letter in KIND_OF]), some.text(max_size=90)
)


@given(ANY_LINE, some.sampled_from(["fi", "sv", "en"]))
def test_no_text_raises_and_what_is_left_was_typed(line: str, language: Language) -> None:
    """Whatever is typed, what is kept as text is a part of it, whole and in order."""
    found = caught(line, language)
    assert found.text in line
    assert found.text == found.text.strip()


WORD = some.text("abcdefghijklmnoprstuvyäö", min_size=3, max_size=9).filter(
    lambda word: word not in {"kuka", "vem", "who", "viim", "due", "vastuu", "senast", "minä"}
)


@given(some.lists(WORD, min_size=2, max_size=6), some.booleans())
def test_a_plain_sentence_with_a_led_tail_gives_it_back(words: list[str], who_first: bool) -> None:
    """Text, doer and day come back as they were put together, in either order."""
    text = " ".join(words)
    tail = "kuka T.T. viim. 27.11." if who_first else "viim. 27.11. kuka T.T."
    assert caught(f"!s {text} {tail}") == Caught(Kind.AGREEMENT, text, TESTI, FRIDAY)
