"""What may lie in a cell: whole sentences go, nothing dangerous stays, the rest is as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.rules import cell_safe as rule
from storage.rules.cell_safe import STEMS, cell_safe
from storage.rules.third_persons import masked_people, name_stems

STEMS_OF_AINO = name_stems(["Aino Keksitty"])
DANGEROUS = (
    *("Tuomio annettiin.", "Rikosasia on kesken.", "Huumeseula tiistaina.", "Brottet utreds."),
    *("Your sentence for assault.", "Päihdehoito alkaa.", "Lääkkeet mukaan.", "Terapi på måndag."),
    *("Osoite on uusi.", "Hämeenkatu 12 A 3", "Storgatan 5", "33100 Esimerkkilä", "a@b.example"),
    *("Soita 040 123 4567", "Ring +358 40 1234567", "Aino tulee hakemaan.", "Ainolta avain."),
)
SAFE = (
    *("Avaimet 3.12. klo 17.30", "Ensimmäinen vuokra: Kela", "Puhelin toimii 24.11.2026 asti."),
    *("Tapaaminen 2026-12-03", "Velka hoidetaan.", "Hyran betalas den 3.12.", "We meet at 9:30."),
    *("Huonekalut 2.12.", "Numero 1234", "Tie on auki", "Huone 5"),
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_each_dangerous_thing_goes(text: str) -> None:
    """Offence, treatment, address, number, name: the sentence goes and is counted."""
    assert cell_safe(f"Hyvä asia. {text}", STEMS_OF_AINO) == ("Hyvä asia.", 1)


@pytest.mark.parametrize("text", SAFE)
def test_what_is_harmless_stays(text: str) -> None:
    """Days, times, money and things stay as they were written."""
    assert cell_safe(text, STEMS_OF_AINO) == (text, 0)


def test_it_would_stay_without_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the words a treatment stands in the copy."""
    monkeypatch.setattr(rule, "STEMS", ())
    assert "hoito" in cell_safe("Päihdehoito alkaa.", frozenset())[0]


@settings(max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(["avain", "Kela", "vuokra", "ja", "3.12.", "😀", "ä"]), max_size=6
    ),
    bad=st.sampled_from(STEMS),
    end=st.sampled_from(["", "n", "sta", "EN"]),
)
def test_no_form_of_a_listed_word_is_left(words: list[str], bad: str, end: str) -> None:
    """However a listed word ends, and wherever it stands, nothing of its sentence is left."""
    text = " ".join([*words, bad.upper() + end, *words])
    left, gone = cell_safe(text, frozenset())
    assert bad not in left.lower()
    assert gone >= 1
    assert cell_safe(left, frozenset()) == (left, 0)


def test_names_are_cut_to_their_first_letter() -> None:
    """A name in any form is a letter and a point; the same letters as a plain word stay."""
    assert masked_people("Ainon luona. Aino Keksitty soittaa, ainoa asia.", STEMS_OF_AINO) == (
        "A. luona. A. K. soittaa, ainoa asia."
    )
    assert masked_people("Soita Aino.", STEMS_OF_AINO) == "Soita A."
    assert masked_people("Soita Aino...", frozenset()) == "Soita Aino..."
