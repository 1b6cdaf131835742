"""The gate in a real vault: it judges by what is kept now, and logs in the same transaction."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from storage.casebook.kept import read_record
from storage.records.disclosures import Disclosure, Ground
from storage.records.identity import new_id
from storage.records.protections import Protection
from storage.records.sharing import Basis, BasisKind
from storage.refusals import Barred, BasisMissing
from storage.rules.sharing import Passage, Receiver, Way

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

NGO = Receiver(sector="ngo", organisation="Esimerkkijärjestö ry", name="Esimerkkijärjestö ry")


def minutes_to(small: "SmallCase", receiver: Receiver) -> Passage:
    """Return the passage of a meeting's minutes."""
    return Passage(
        small.case, frozenset({"meetings"}), frozenset(), receiver, Way.MINUTES, "verkostotyö"
    )


def consent(small: "SmallCase", **fields: Any) -> Basis:  # noqa: ANN401 — a record's fields
    """Return a consent for ``NGO``, recorded long ago."""
    told: dict[str, Any] = {
        "kind": BasisKind.CONSENT,
        "organisation": NGO.organisation,
        "sections": "meetings",
        "recorded_at": dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        "purpose": "yhteinen suunnitelma",
    }
    return Basis(id=new_id(), case_id=small.case, **{**told, **fields})


def lines(casebook: "Casebook") -> list[Disclosure]:
    """Return the disclosure log."""
    with casebook.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM disclosure ORDER BY rowid").all()
        return [read_record(connection, Disclosure, bytes(row[0])) for row in rows]


def test_nothing_goes_out_without_a_basis(casebook: "Casebook", small: "SmallCase") -> None:
    """Without a basis the gate refuses, says which would do, and logs nothing."""
    with pytest.raises(BasisMissing) as refused, casebook.change("test") as change:
        casebook.gate.let_out(change, minutes_to(small, NGO))
    assert refused.value.needs == ("consent", "statutory")
    assert refused.value.case == "K-0001"
    assert lines(casebook) == []


def test_a_passage_writes_its_line(casebook: "Casebook", small: "SmallCase") -> None:
    """On a basis the passage is let out, and the line says whose, what, to whom and on what."""
    basis = consent(small)
    with casebook.change("basis.add") as change:
        change.save(basis)
    with casebook.change("test", can_undo=False) as change:
        verdict = casebook.gate.let_out(change, minutes_to(small, NGO))
    assert verdict.basis_id == basis.id
    (line,) = lines(casebook)
    assert (line.case_id, line.sections, line.ground) == (small.case, "meetings", Ground.CONSENT)
    assert (line.receiver, line.purpose, line.way) == (NGO.name, "verkostotyö", "minutes")


def test_a_withdrawal_works_at_once(casebook: "Casebook", small: "SmallCase") -> None:
    """What was let out a moment ago is refused after the withdrawal."""
    basis = consent(small)
    with casebook.change("basis.add") as change:
        change.save(basis)
    assert casebook.gate.judge(minutes_to(small, NGO)).allowed
    with casebook.change("basis.withdraw") as change:
        change.edit(Basis, basis.id, withdrawn_at=dt.datetime.now(dt.UTC))
    assert casebook.gate.judge(minutes_to(small, NGO)).why == "withdrawn"


def test_an_override_needs_a_reason_and_stands_out(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Blank words are no reason; with one the line is an override, and no undo takes it away."""
    with pytest.raises(BasisMissing), casebook.change("test") as change:
        casebook.gate.let_out(change, minutes_to(small, NGO), override="  ")
    with casebook.change("test") as change:
        casebook.gate.let_out(change, minutes_to(small, NGO), override="henki vaarassa")
    (line,) = lines(casebook)
    assert (line.ground, line.override) == (Ground.OVERRIDE, "henki vaarassa")
    assert casebook.undoable is None or casebook.undoable.what != "test"


def test_a_protected_person_gets_nothing(casebook: "Casebook", small: "SmallCase") -> None:
    """Neither a basis nor a reason opens a way to a protected person."""
    receiver = Receiver(sector="close", person_id=small.mother, name="Aino")
    with casebook.change("test") as change:
        change.save(Protection(id=new_id(), case_id=small.case, person_id=small.mother))
        change.save(consent(small, organisation="", person_id=small.mother))
    with pytest.raises(Barred), casebook.change("test") as change:
        casebook.gate.let_out(change, minutes_to(small, receiver), override="syy")
    assert casebook.gate.shielded(small.case) == {small.mother}
    assert lines(casebook) == []


def test_old_bases_do_not_wake_up(casebook: "Casebook", small: "SmallCase") -> None:
    """Closing a case ends its bases; reopening wakes none; one recorded after it counts."""
    fields = {"kind": "consent", "organisation": NGO.organisation, "sections": ("meetings",)}
    casebook.bases.add(small.case, **fields)
    assert casebook.gate.judge(minutes_to(small, NGO)).allowed
    casebook.cases.close(small.case, "muutti")
    assert casebook.gate.judge(minutes_to(small, NGO)).why == "ended"
    casebook.cases.reopen(small.case)
    assert casebook.gate.judge(minutes_to(small, NGO)).why == "ended"
    casebook.bases.add(small.case, **fields)
    assert casebook.gate.judge(minutes_to(small, NGO)).allowed
