"""Texts without other people: sentences that name them go, and are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.third_persons import name_stems, without_people

STEMS = name_stems(["Aino Keksitty", "Heikki Malli"])


@pytest.mark.parametrize(
    ("text", "left", "gone"),
    [
        ("Asunto on valmis. Ainon luona voi olla.", "Asunto on valmis.", 1),
        ("Tämä on ainoa ehto.", "Tämä on ainoa ehto.", 0),
        ("Heikin auto lainataan.\nKela soittaa.", "Kela soittaa.", 1),
        ("Keksitylle soitetaan! Vuokra haetaan.", "Vuokra haetaan.", 1),
        ("", "", 0),
    ],
)
def test_sentences_that_name_somebody_go(text: str, left: str, gone: int) -> None:
    """Every form of a name counts; a common word that only looks like it does not."""
    assert without_people(text, STEMS) == (left, gone)


@given(st.text(), st.sampled_from(["Aino", "Keksitty", "Heikki", "Malli"]))
def test_no_name_is_left(text: str, name: str) -> None:
    """Wherever a name stands, it is not there afterwards."""
    left, _gone = without_people(f"{text} {name} {text}", STEMS)
    assert name not in left.split()


def test_nobody_to_leave_out_changes_nothing() -> None:
    """Without names the text is as it was."""
    assert without_people("Aino tuli.", frozenset()) == ("Aino tuli.", 0)
