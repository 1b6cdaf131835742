"""Closing with a door-open card, opening again with one key: old permissions do not wake up."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import gate
from storage.casebook.door_paper import SAID, DoorWords
from storage.errors import Invalid, RecordMissing
from storage.records.sharing import BasisKind
from storage.rules.sharing import Passage, Receiver, Way

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

NGO = Receiver(sector="ngo", organisation="Esimerkkiyhdistys")
WORDS = DoorWords("fi", {key: key.upper() for key in SAID}, dt.date.isoformat, "kortti")
MAY_SAY = "Voit soittaa koska vain."


def may_have(casebook: "Casebook", small: "SmallCase") -> bool:
    """Say whether follow-ups may go to the association by now."""
    sections = frozenset({"follow-ups"})
    passage = Passage(small.case, sections, frozenset(), NGO, Way.PARCEL)
    return casebook.gate.judge(passage).allowed


def close(casebook: "Casebook", small: "SmallCase") -> None:
    """Close the case with a card."""
    casebook.closing.close(small.case, "muutti", MAY_SAY, "Testi Testinen", "050 000 0000")


def test_one_change_closes_and_leaves_the_card(casebook: "Casebook", small: "SmallCase") -> None:
    """The reason, the card and the end of the bases come together and are undone together."""
    casebook.follow_ups.add(small.case, "soitto", dt.date(2026, 12, 9))
    assert casebook.closing.still_planned(small.case) == 1
    with pytest.raises(Invalid):
        casebook.closing.close(small.case, " ", MAY_SAY)
    close(casebook, small)
    card = casebook.closing.card(small.case)
    assert card is not None
    assert (card.words, card.contact, card.phone) == (MAY_SAY, "Testi Testinen", "050 000 0000")
    assert casebook.cases.read(small.case).closing_reason == "muutti"
    casebook.undo()
    assert casebook.closing.card(small.case) is None
    assert casebook.cases.read(small.case).closed_on is None


def test_old_permissions_do_not_wake_up(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch
) -> None:
    """After opening again a basis is asked anew; negative control: without the end it opens."""
    fields = {"kind": BasisKind.CONSENT, "organisation": NGO.organisation,
              "sections": ("follow-ups",)}  # fmt: skip
    casebook.bases.add(small.case, **fields)
    assert may_have(casebook, small)
    close(casebook, small)
    assert not may_have(casebook, small)
    casebook.cases.reopen(small.case)
    assert not may_have(casebook, small)
    with monkeypatch.context() as patched:
        patched.setattr(gate, "last_end", lambda _connection, _case_id: None)
        assert may_have(casebook, small)
    assert not may_have(casebook, small)
    casebook.bases.add(small.case, **fields)
    assert may_have(casebook, small)


def test_reopening_needs_no_new_intake(casebook: "Casebook", small: "SmallCase") -> None:
    """The same case with its number, network, contacts and card; nothing is asked."""
    before = casebook.cases.line(small.case)
    casebook.follow_ups.add(small.case, "soitto", dt.date(2026, 12, 9))
    ties = len(casebook.network.lines(small.case))
    close(casebook, small)
    casebook.cases.reopen(small.case)
    after = casebook.cases.line(small.case)
    assert (after.label, after.name, after.phase) == (before.label, before.name, "after")
    assert len(casebook.network.lines(small.case)) == ties
    assert len(casebook.follow_ups.lines(small.case)) == 1
    assert casebook.closing.card(small.case) is not None


def test_the_card_names_nobody_but_whom_to_call(
    casebook: "Casebook", small: "SmallCase", tmp_path: Path
) -> None:
    """The file holds no client and no case; it goes through the gate, and both logs know."""
    with pytest.raises(RecordMissing):
        casebook.closing.preview(small.case, "txt", WORDS)
    close(casebook, small)
    text = casebook.closing.write(small.case, "txt", WORDS, tmp_path).read_text()
    for part in (MAY_SAY, "Testi Testinen", "050 000 0000", "NO-APPLICATION"):
        assert part in text
    for hidden in ("Malli", "Esimerkki", "K-0001", "muutti"):
        assert hidden not in text
    assert casebook.closing.write(small.case, "pdf", WORDS, tmp_path).read_bytes()[:4] == b"%PDF"
    (line, *_rest) = casebook.disclosures.lines(case_id=small.case)
    assert (line.what, line.sections) == ("door-card pdf", ("follow-ups",))


def test_reachability_in_words(casebook: "Casebook", small: "SmallCase") -> None:
    """Closed words and one's own; an unknown word is refused; the words are found."""
    casebook.reach.tell(small.case, ("shelter", "no-phone"), "lainaa puhelinta vastaanotossa")
    sheet = casebook.cases.read(small.case)
    assert sheet.reach == ("no-phone", "shelter")
    assert casebook.search.find("vastaanotossa").hits[0].record_id == small.case
    casebook.reach.tell(small.case, ())
    assert casebook.cases.read(small.case).reach_words == "lainaa puhelinta vastaanotossa"
    with pytest.raises(Invalid):
        casebook.reach.tell(small.case, ("unlucky",))
