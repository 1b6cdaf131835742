"""Merging: what a record is, given the ops that have arrived. Pure; knows no database.

The law: the heads of a record are the ops that arrived and that no arrived op supersedes. That is a
set, so order, doubling and loss of batches cannot matter: an op superseded before it arrives is
remembered (``awaited``) and never becomes a head. Nobody's value goes because of a clock; a value
goes only by an op whose author had seen it.

A claim may stay in ``awaited`` after its op has come and gone (two ops superseded the same one):
that is harmless, since a batch is applied once, and saves knowing every op there ever was.
"""

from collections.abc import Iterable
from typing import NamedTuple

from storage.journal.op import LIFE, Op


class Claim(NamedTuple):
    """A superseded op: its id, and where it must stand; no claim reaches into another section."""

    id: bytes
    kind: str
    group: str
    scope: bytes
    section: str


class RecordState(NamedTuple):
    """One record: living ops of all its groups, and superseded ones that have not arrived."""

    heads: frozenset[Op] = frozenset()
    awaited: frozenset[Claim] = frozenset()


class GroupConflict(NamedTuple):
    """``what``: values (of the group) or deletion (group ``life``). ``heads`` by rank, shown first.

    For a deletion, ``heads`` are the life ops and the living ops that the deletion had not seen.
    """

    group: str
    what: str
    heads: tuple[Op, ...]


class RecordView(NamedTuple):
    """What to show: for each group the head of greatest rank; ``deleted``; the conflicts."""

    shown: dict[str, Op]
    deleted: bool
    conflicts: tuple[GroupConflict, ...]

    @property
    def values(self) -> dict[str, dict[str, object]]:
        """Return the shown values by group, as written; purged ones are left out."""
        found = {group: op.value for group, op in self.shown.items() if group != LIFE}
        return {group: dict(value) for group, value in found.items() if value is not None}


EMPTY = RecordState()


def merge(state: RecordState, op: Op) -> RecordState:
    """Return the record's state after ``op`` has arrived. Each op is to arrive once."""
    heads, awaited = state
    if not awaited and not op.supersedes:
        return RecordState(heads | {op})
    field = (op.kind, op.group, op.source.scope, op.source.section)
    mine = Claim(op.id, *field)
    if mine in awaited:
        awaited = awaited - {mine}
    else:
        heads = heads | {op}
    if not op.supersedes:
        return RecordState(heads, awaited)
    gone = [
        head
        for head in heads
        if head.id in op.supersedes and (head.kind, head.group, *head.place) == field
    ]
    met = {head.id for head in gone}
    claims = [Claim(one, *field) for one in op.supersedes if one not in met]
    return RecordState(heads.difference(gone), awaited.union(claims))


def merge_all(ops: Iterable[Op], state: RecordState = EMPTY) -> RecordState:
    """Return the state after all of ``ops``."""
    for op in ops:
        state = merge(state, op)
    return state


def view(state: RecordState) -> RecordView:
    """Return what to show of a record and what stands in conflict."""
    groups: dict[str, list[Op]] = {}
    for head in state.heads:
        groups.setdefault(head.group, []).append(head)
    shown: dict[str, Op] = {}
    conflicts: list[GroupConflict] = []
    for group, heads in groups.items():
        shown[group] = heads[0]
        if len(heads) > 1:
            heads.sort(key=_rank, reverse=True)
            if group != LIFE and differs(heads):
                conflicts.append(GroupConflict(group, "values", tuple(heads)))
            shown[group] = next((head for head in heads if head.raw is not None), heads[0])
    life = groups.get(LIFE)
    if life is None:
        return RecordView(shown, deleted=False, conflicts=tuple(sorted(conflicts, key=_group)))
    return _with_life(life, state, shown, conflicts)


def _with_life(
    life: list[Op], state: RecordState, shown: dict[str, Op], conflicts: list[GroupConflict]
) -> RecordView:
    """Judge: deleted only if all life ops say so and one of them had seen all other heads."""
    rest = {head.id: head for head in state.heads if head.group != LIFE}
    deleting = [head for head in life if head.deletes]
    if len(deleting) == len(life) and any(rest.keys() <= set(head.saw) for head in deleting):
        return RecordView(shown, deleted=True, conflicts=())
    if deleting:
        seen = set.intersection(*(set(head.saw) for head in deleting))
        unseen = [head for op_id, head in rest.items() if op_id not in seen]
        sides = sorted([*life, *unseen], key=_rank, reverse=True)
        conflicts.append(GroupConflict(LIFE, "deletion", tuple(sides)))
    return RecordView(shown, deleted=False, conflicts=tuple(sorted(conflicts, key=_group)))


def differs(heads: list[Op]) -> bool:
    """Say whether heads of one group hold different values; a purged one holds none."""
    held = {head.raw for head in heads if head.raw is not None}
    return len(held) > 1


def _rank(op: Op) -> tuple[int, bytes]:
    return op.rank


def _group(conflict: GroupConflict) -> str:
    return conflict.group
