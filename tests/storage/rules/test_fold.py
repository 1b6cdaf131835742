"""Folding: one spelling for what a searcher would call the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.fold import fold


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_folding_is_idempotent(text: str) -> None:
    """Folding a folded text changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aåäöéßøđłÅÄÖÉŠžA\u0308 "))
def test_case_does_not_matter(text: str) -> None:
    """A text and its capitals fold alike."""
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Mäkelä", "makela"),
        ("ÅSTRÖM", "astrom"),
        ("A\u0308iti", "äiti"),
        ("Đorđević", "dordevic"),
        ("Łukasz", "lukasz"),
        ("İnci", "inci"),
        ("Straße", "STRASSE"),
        ("ＡＢＣ", "abc"),  # noqa: RUF001 the wide letters are meant
        ("Søren", "soren"),
        ("Анна", "анна"),
    ],
)
def test_same_to_a_searcher(written: str, typed: str) -> None:
    """What is written is found by what is typed."""
    assert fold(written) == fold(typed)


def test_different_names_stay_different() -> None:
    """Negative control: folding joins no two different words."""
    assert len({fold(w) for w in ("Mäkelä", "Mäkinen", "Makkonen", "Anna", "Anne")}) == 5
    assert fold("कि") != fold("क")
