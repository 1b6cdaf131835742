"""Agenda, minutes and record text: each copy holds what its tier may see, and no more."""

import pytest
from hypothesis import given, settings

from storage.documents import minutes, record_text
from storage.documents.handout import SideBySide, Table
from storage.documents.markdown import as_markdown
from storage.documents.minutes import agenda_handout, minutes_handout
from storage.documents.minutes_data import MinutesData, copy_for
from storage.documents.pdf_page import page_data
from storage.documents.text import as_text
from storage.errors import Invalid
from tests.storage.documents.meetings import MEETING, WORDS, meetings

RANKS = {"client": 0, "shared": 1, "own": 2, "of-a-newer-version": 2}
COPIES = ("client", "shared", "own")

CLIENT_TEXT = """\
minutes
=======
Verkostopalaveri

Aika: 24.11.2026 klo 9.30
Asiakas: Testi Testinen
copy: for client

present
-------

- name: Testi Testinen
  role: asiakas
  presence: paikalla
- name: Malli Esimerkki
  role: ohjaaja
  organisation: Keksitty ry
  presence: etänä
- name: Aino Keksitty
  role: sisko
  presence: paikalla

Työ
---

Testi Testinen: ”Haluan töihin.”

question: Kuka maksaa kortin?

Asuminen
--------

Malli Esimerkki: Tuettu asunto.

agreements
----------

- what: Haetaan takuuvuokraa
  doer: Malli Esimerkki
  due: 27.11.2026

next_meeting
------------

8.12.2026 klo 10

was_read_back
for client
"""

RECORD = """\
Verkostopalaveri, minutes
Aika: 24.11.2026 klo 9.30
Asiakas: Testi Testinen
present: Testi Testinen (asiakas, paikalla); Malli Esimerkki (ohjaaja,
  Keksitty ry, etänä); Aino Keksitty (sisko, paikalla)

Asuminen
- Malli Esimerkki: Jono on - kuulemma... pitkä.
- Huoli päihteistä. (written_later 25.11.2026)
- Malli Esimerkki: Tuettu asunto.
- Aino Keksitty: Oma asunto heti.

Työ
- Testi Testinen: "Haluan töihin."
- question: Kuka maksaa kortin?

Talous
- Velkaa 900 e.

other
- Muuta.

agreements
- Haetaan takuuvuokraa
  doer: Malli Esimerkki
  due: 27.11.2026
- Kysytään tupaa
  doer: open_doer
- Oma pari keskustelee
  doer: Malli Esimerkki

next_meeting: 8.12.2026 klo 10

was_read_back
"""


def every_form(data: MinutesData, tier: str) -> str:
    """Return all that leaves for a copy of ``tier``, in every form, as one text."""
    handouts = [minutes_handout(data, tier, WORDS), agenda_handout(data, tier, WORDS)]
    forms = [render(handout) for handout in handouts for render in (as_text, as_markdown)]
    forms += [
        str(page_data(handout, is_large=is_large))
        for handout in handouts
        for is_large in (False, True)
    ]
    return "\n".join([*forms, record_text.record_text(data, tier, WORDS)])


def leaks(data: MinutesData, tiers: dict[str, str]) -> list[str]:
    """Return the marks that got into a copy of a lower tier."""
    return [
        mark
        for copy in COPIES
        for mark, tier in tiers.items()
        if RANKS[tier] > RANKS[copy] and mark in every_form(data, copy)
    ]


@settings(deadline=None, max_examples=60)
@given(meetings())
def test_no_higher_tier_in_a_lower_copy(made: tuple[MinutesData, dict[str, str]]) -> None:
    """Nothing of an entry, agreement or contact of a higher tier gets into any form of a copy."""
    assert leaks(*made) == []


@settings(deadline=None, max_examples=40)
@given(meetings())
def test_all_of_the_own_copy_is_there(made: tuple[MinutesData, dict[str, str]]) -> None:
    """Our own copy of the minutes holds every mark there is."""
    data, tiers = made
    text = as_text(minutes_handout(data, "own", WORDS))
    assert [mark for mark in tiers if mark not in text] == []


def test_without_the_gate_it_leaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with ``copy_for`` taken out, the check above sees the leaks."""
    for module in (minutes, record_text):
        monkeypatch.setattr(module, "copy_for", lambda _tier, data: data)
    tiers = {"Huoli": "own", "Oma pari": "own", "050 333": "own", "Kysytään": "shared"}
    assert set(leaks(MEETING, tiers)) == set(tiers)


def test_client_copy() -> None:
    """The client's copy: their own item first, nothing of others' tiers, no contact details."""
    assert as_text(minutes_handout(MEETING, "client", WORDS)) == CLIENT_TEXT


def test_a_hidden_view_leaves_no_trace() -> None:
    """When only one of two views may be seen, it stands as a plain entry."""
    client, shared = (minutes_handout(MEETING, tier, WORDS) for tier in ("client", "shared"))
    assert not any(isinstance(block, SideBySide) for one in client.sections for block in one.blocks)
    views = [
        block for one in shared.sections for block in one.blocks if isinstance(block, SideBySide)
    ]
    assert [speaker for speaker, _text in views[0].views] == ["Malli Esimerkki", "Aino Keksitty"]


def test_contacts_in_the_shared_copy() -> None:
    """The network sees how to reach those there for their work, not the client's sister."""
    text = as_text(minutes_handout(MEETING, "shared", WORDS))
    assert "050 222" in text
    assert "050 333" not in text
    assert "050 333" in as_text(minutes_handout(MEETING, "own", WORDS))


def test_agenda() -> None:
    """The agenda numbers the items, says whose they are and how long; presence is not known yet."""
    sections = agenda_handout(MEETING, "shared", WORDS).sections
    assert [section.heading for section in sections] == ["invited", "agenda"]
    people, items = (section.blocks[0] for section in sections)
    assert isinstance(people, Table)
    assert isinstance(items, Table)
    assert "presence" not in people.headings
    assert items.rows == (
        ("1. Asuminen", "Malli Esimerkki", "10"),
        ("2. Työ", "from_client", ""),
        ("3. Talous", "", "5"),
    )


def test_title_holds_no_name() -> None:
    """What goes into a file's metadata comes from the words, never from the meeting."""
    for make in (agenda_handout, minutes_handout):
        assert make(MEETING, "own", WORDS).title in {"agenda", "minutes"}


def test_record_text() -> None:
    """The record text has plain signs, facts first, and every agreement with who and by when."""
    assert record_text.record_text(MEETING, "own", WORDS) == RECORD


def test_an_empty_meeting() -> None:
    """A meeting of which nothing is known yet makes documents without sections."""
    empty = MinutesData("sv", "Nätverksmöte")
    assert minutes_handout(empty, "client", WORDS).sections == ()
    assert record_text.record_text(empty, "client", WORDS) == "Nätverksmöte, minutes\n"


@pytest.mark.parametrize("tier", ["", "all", "of-a-newer-version"])
def test_an_unknown_copy_is_refused(tier: str) -> None:
    """There is no copy for a tier that we do not know."""
    with pytest.raises(Invalid) as refusal:
        copy_for(tier, MEETING)
    assert refusal.value.reason == "unknown"
