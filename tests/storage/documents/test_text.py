"""A handout as plain text: 72 cells, read from top to bottom."""

from dataclasses import replace

from hypothesis import given, settings

from storage.documents.handout import Handout, Paragraph, Section
from storage.documents.text import WIDTH, as_text
from storage.documents.wrapping import width_of
from storage.rules.clean import is_clean
from tests.storage.documents.samples import HANDOUTS, WRITTEN

EXPECTED = """\
Muistio
=======
Verkostopalaveri, Testi Testinen

Aika: 24.11.2026 klo 9.30
Paikka: Keksitty tupa
  Toinen kerros

Läsnä
-----

- Nimi: Testi Testinen
  Rooli: asiakas
  Paikalla: paikalla

Asuminen
--------

Testi Testinen: ”Haluan oman oven. En soluun.”

- Malli: Tuettu asunto.
- Aino: Oma asunto heti.

- haetaan takuuvuokraa
- kysytään tupaa

Tyhjä
-----

Asiakkaan kappale
"""


def test_written_out() -> None:
    """The form is this one."""
    assert as_text(WRITTEN) == EXPECTED


def test_english_quotation_marks() -> None:
    """English opens a quotation with its own mark."""
    section = Section("Wishes", (Paragraph("A door.", verbatim=True),))
    assert "“A door.”" in as_text(replace(WRITTEN, language="en", sections=(section,)))


@settings(deadline=None, max_examples=100)
@given(HANDOUTS)
def test_any_handout(handout: Handout) -> None:
    """No line is wider than 72 cells, no unseen sign gets out, the file ends with one line end."""
    text = as_text(handout)
    assert all(width_of(line) <= WIDTH for line in text.split("\n"))
    assert is_clean(text)
    assert text.endswith("\n")
    assert "\n\n\n" not in text
