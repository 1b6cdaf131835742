"""The order of names: å ä ö after z, whatever the case; family name first."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from storage.rules.name_order import name_order

IN_ORDER = [
    ("aalto", "Åke"),
    ("Aalto-Malli", "Aada"),
    ("Esimerkki", "Äiti"),
    ("Ésimerkkilä", "Aada"),
    ("Keksitty", ""),
    ("Keksitty", "Aino"),
    ("KEKSITTY", "Åke"),
    ("Keksitty", "Öljymäki"),
    ("Testinen", "Åke"),
    ("Wirtanen", "Malli"),
    ("Üli", "Malli"),
    ("Ylätalo", "Malli"),
    ("Zelenko", "Malli"),
    ("Åberg", "Malli"),
    ("Äijälä", "Malli"),
    ("Ærø", "Malli"),
    ("öhman", "Malli"),
    ("Özer", "Malli"),
]


def test_names_stand_as_in_a_telephone_book() -> None:
    """Case and foreign marks count for nothing; the three letters of ours come last."""
    by_bytes = sorted(IN_ORDER)
    assert by_bytes != IN_ORDER
    assert sorted(by_bytes, key=lambda name: name_order(*name)) == IN_ORDER


def test_a_part_that_is_missing_leaves_its_place_to_the_next() -> None:
    """Who has no family name stands where the given name would."""
    assert name_order("", "Öljymäki", None) == name_order("Öljymäki")
    assert name_order(None, "") == ""


@given(st.text(max_size=8))
def test_one_name_has_one_place(name: str) -> None:
    """Capitals and the way in which marks are written change nothing in Latin names."""
    latin = "".join(sign for sign in name if "LATIN" in unicodedata.name(sign, ""))
    assert name_order(unicodedata.normalize("NFD", latin)) == name_order(
        unicodedata.normalize("NFC", latin)
    )
