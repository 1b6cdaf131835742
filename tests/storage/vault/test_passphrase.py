"""Passphrase rules and the generator."""

import secrets

import pytest

from storage.errors import WeakPassphrase
from storage.vault import passphrase as module
from storage.vault.passphrase import (
    check_passphrase,
    common_words,
    generate_passphrase,
    word_list,
)

PERSON = "Aino Keksitty"


def reason(text: str) -> str:
    """Return why a passphrase is refused, or nothing."""
    try:
        check_passphrase(text, PERSON)
    except WeakPassphrase as refused:
        return refused.reason
    return ""


def test_every_listed_word_is_refused_however_it_is_stretched() -> None:
    """T35: alone, with digits behind, and two together with a year."""
    words = sorted(common_words())
    assert len(words) >= 3000
    for word, other in zip(words, reversed(words), strict=True):
        for text in (word, word.title() + "1234567890123", f"{word} {other} 2026"):
            assert reason(text), text


def test_without_the_list_common_words_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of T35: with an empty list, long common words are accepted."""
    assert reason("salasanakesäkissa") == "listed"
    monkeypatch.setattr(module, "common_words", frozenset)
    assert reason("salasanakesäkissa") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "short"),
        ("lyhyt", "short"),
        ("viisitoista-1", "short"),
        ("a b c d e f g", "short"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeated"),
        ("kivipaperikivipaperi", "repeated"),
        ("P4ssw0rd L3tme1n 99", "listed"),
        ("qwertyuiopasdfghjkl", "listed"),
        ("1234567890 1234567890 a", "listed"),
        ("rikosseuraamuslaitos 2026", "listed"),
        ("kevät kesä syksy talvi joulu", "listed"),
        ("aino.keksitty.1234567", "personal"),
    ],
)
def test_weak_ones_are_refused_with_their_reason(text: str, why: str) -> None:
    """Short, repeated, listed, personal."""
    assert reason(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "yksisarvinen pesee hampaat hitaasti",
        "vihreä norppa laulaa aamuisin oopperaa",
        "Xq7#mLp2vRt9wZk4",
        "en kall älg dricker blåbärssoppa",
        "five odd llamas knit warm jumpers",
    ],
)
def test_good_ones_are_accepted(text: str) -> None:
    """Sentences and random signs pass."""
    assert reason(text) == ""


@pytest.mark.parametrize(("language", "least"), [("fi", 30_000), ("sv", 15_000), ("en", 7_000)])
def test_the_generator_draws_good_passphrases(language: str, least: int) -> None:
    """Enough words in the list, every one typed easily, no two passphrases alike."""
    assert len(word_list(language)) >= least
    made = {generate_passphrase(language) for _ in range(20)}
    assert len(made) == 20
    for text in made:
        assert reason(text) == ""
        assert len(text.split()) >= 5
        assert set(text) <= set("abcdefghijklmnopqrstuvwxyzåäö ")


def test_the_generator_draws_from_the_whole_list() -> None:
    """The words come evenly from ``secrets``, in an unknown language from the English list."""
    drawn = {word for _ in range(40) for word in generate_passphrase("xx").split()}
    assert drawn <= set(word_list("en"))
    assert len(drawn) > 200


def test_a_draw_of_common_words_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator never hands out what the rules refuse."""
    draws = iter(["kesä", "talvi", "syksy", "kevät", "joulu"] + ["norppa", "ooppera", "älykkö"] * 2)
    monkeypatch.setattr(module, "word_list", lambda _language: ("x",) * 40_000)
    monkeypatch.setattr(secrets, "choice", lambda _words: next(draws))
    assert generate_passphrase("fi") == "norppa ooppera älykkö norppa ooppera"
