"""Random sharing in a real vault: nothing passes the gate without a basis, none skips the log."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.casebook import gate
from storage.errors import StorageError
from storage.records.disclosures import Disclosure, Ground
from storage.records.identity import new_id
from storage.refusals import Barred, BasisMissing
from storage.rules.sharing import Passage, Verdict, Way
from tests.storage.rules.sharing_worlds import TODAY, World, worlds

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.casebook.casebook import Casebook
    from storage.casebook.change import Change
    from tests.offices import SmallCase

IN_VAULT = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
REASONS = ("", "  ", "henki vaarassa")


class OutAgainError(StorageError):
    """Ends a change so that nothing of it stays."""

    code = "stopped"


class Tried(NamedTuple):
    """What came of one passage: judged before, what went through, and its lines."""

    judged: Verdict
    passed: Verdict | None
    lines: list[Disclosure]


def put(connection: "Connection", case_id: bytes, world: World) -> None:
    """Write the world's records as rows of the case; what belongs to another stays another's."""
    elsewhere = new_id()
    records: tuple[Any, ...] = (*world.bases, *world.bars, *world.protections)
    for record in records:
        held = dict(record) | {"id": new_id()}
        held["case_id"] = case_id if record.case_id == world.passage.case_id else elsewhere
        connection.execute(type(record).__table__.insert().values(**held))


def tried(casebook: "Casebook", passage: Passage, world: World, override: str) -> Tried:
    """Try one passage in a change that leaves nothing behind."""
    found: list[Tried] = []

    def attempt(change: "Change") -> None:
        put(change.connection, passage.case_id or b"", world)
        judged, passed = casebook.gate.judge(passage, today=TODAY), None
        try:
            passed = casebook.gate.let_out(change, passage, override=override, today=TODAY)
        except (BasisMissing, Barred):
            passed = None
        lines = [one for one in change._saved.values() if isinstance(one, Disclosure)]
        found.append(Tried(judged, passed, lines))
        raise OutAgainError

    with pytest.raises(OutAgainError), casebook.change("test") as change:
        attempt(change)
    return found[0]


def look_for_leaks(casebook: "Casebook", case_id: bytes) -> None:
    """Pass through the gate at random; raises AssertionError at the first leak."""

    @settings(IN_VAULT, database=None)
    @given(worlds(), st.sampled_from(tuple(Way)), st.sampled_from(REASONS))
    def pass_through(world: World, way: str, override: str) -> None:
        passage = replace(world.passage, case_id=case_id, way=way)
        judged, passed, lines = tried(casebook, passage, world, override)
        outside = not (passage.receiver.is_own_office or passage.receiver.is_client)
        if passed is None:
            assert not lines
            assert not judged.allowed
            return
        assert len(lines) == 1  # nothing goes without its line
        line = lines[0]
        assert (line.case_id, line.ground, line.way) == (case_id, passed.ground, way)
        if outside and passage.sections and not override.strip():
            assert passed.basis_id is not None
        if passed.ground == Ground.OVERRIDE:
            assert line.override == override.strip() != ""
            assert not judged.is_barred

    pass_through()


def test_none_without_a_basis_and_none_without_its_line(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """By every way out: let out and logged by one line, or refused and not logged at all."""
    look_for_leaks(casebook, small.case)
    assert casebook.disclosures.count() == 0


def allow(*_arguments: object, **_words: object) -> Verdict:
    """Let everything out."""
    return Verdict(allowed=True, ground=Ground.DUTY)


@pytest.mark.parametrize("taken_out", ["rule", "line"])
def test_without_the_rule_or_the_line_it_goes_red(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch, taken_out: str
) -> None:
    """Negative control: a gate that judges nothing, or writes no line, is seen."""
    if taken_out == "rule":
        monkeypatch.setattr(gate, "judge", allow)
    else:
        monkeypatch.setattr("storage.casebook.change.Change.make", lambda _change, record: record)
    with pytest.raises(AssertionError):
        look_for_leaks(casebook, small.case)
