"""The papers of a visit: the pack to work on by hand, and what may lie in a cell."""

from pathlib import Path

import pytest

from storage.casebook import visit_paper
from storage.casebook.casebook import Casebook
from storage.casebook.visits import CELL, PACK
from tests.offices import SmallCase
from tests.storage.casebook.visiting import NOW, tell
from tui_app.i18n.visit_words import visit_words

WORDS = visit_words("fi")


@pytest.fixture
def told(casebook: Casebook, small: SmallCase) -> SmallCase:
    """Lend the small case with what was said in it."""
    return tell(casebook, small)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pack_holds_what_is_worked_on(
    casebook: Casebook, told: SmallCase, tmp_path: Path, language: str
) -> None:
    """Agenda, question, agreement with empty lines, step; as text and in large print; logged."""
    words = visit_words(language)
    text = casebook.visits.preview(told.case, PACK, "txt", words).decode()
    for part in ("Asuminen", "Saanko puhelimen?", "T. soittaa Kelaan", "Hoida", "________"):
        assert part in text, part
    assert not any(word in text for word in ("Esimerkki", "Malli", "K-0001", "Testi", "Sisäinen"))
    path = casebook.visits.write(told.case, PACK, "pdf", words, tmp_path, is_large=True)
    assert path.read_bytes().startswith(b"%PDF")
    (line,) = casebook.disclosures.lines(case_id=told.case)
    assert (line.way, line.what) == ("print", "visit-pack pdf")


def test_the_cell_safe_copy_tells_nothing_to_others(casebook: Casebook, told: SmallCase) -> None:
    """Neutral title, no name, offence, treatment, number or address; the harmless is there."""
    for text in (
        "Tuomio luetaan yhdessä", "Päihdehoito jatkuu", "Soita 040 123 4567", "Aino hakee sinut",
        "Avaimet 3.12.",
    ):  # fmt: skip
        casebook.minutes.add_agreement(told.meeting, text, NOW)
    text = casebook.visits.preview(told.case, CELL, "txt", WORDS).decode()
    assert "Avaimet 3.12." in text
    assert text.startswith("Muistilista\n")
    for word in (
        *("Tuomio", "hoito", "040", "Aino", "A. hakee", "Malli", "Esimerkki", "K-0001"),
        *("asiakas", "vankila", "Keksilä"),
    ):
        assert word.lower() not in text.lower(), word
    assert WORDS.files[CELL] == "muistilista"


def test_the_cell_copy_would_tell_without_the_rule(
    casebook: Casebook, told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the rule taken away the treatment stands in the copy."""
    casebook.minutes.add_agreement(told.meeting, "Päihdehoito jatkuu", NOW)
    monkeypatch.setattr(visit_paper, "cell_safe", lambda text, _stems: (text, 0))
    assert "Päihdehoito" in casebook.visits.preview(told.case, CELL, "txt", WORDS).decode()
