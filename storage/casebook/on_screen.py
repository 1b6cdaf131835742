"""Edits over what was on their author's screen, within one change.

The law: such an edit is laid over the values its author saw, not over those that came since, and
supersedes only what its author saw (``seen``). A record that another device deleted since is back:
deleted there, edited here, for a person to decide. One that this device deleted stays away.
"""

from collections.abc import Collection, Mapping
from typing import Any

from storage.casebook.seen import Heads, Ops
from storage.errors import RecordMissing
from storage.journal.merge import RecordState, view
from storage.journal.op import LIFE
from storage.journal.rows import row_of
from storage.journal.upcast import UPCASTERS
from storage.journal.write import Writer
from storage.records.kind import Kind
from storage.records.values import defaults

Fields = dict[str, Any]


class OnScreen:
    """What the authors of one change saw, by record and field group."""

    def __init__(self, writer: Writer) -> None:
        """Belong to one change."""
        self._writer = writer
        self._fronts: dict[tuple[bytes, str], Ops] = {}
        self._passed: set[tuple[bytes, str]] = set()

    def under(
        self,
        kind: Kind,
        record: bytes,
        kept: Fields | None,
        seen: Heads | None,
        names: Collection[str],
    ) -> Fields:
        """Return the fields that an edit of ``names`` is laid over; ``kept``: as they are now.

        Raises RecordMissing.
        """
        if seen is None or not seen.holds(record):
            if kept is None:
                raise RecordMissing(kind.name)
            return kept
        groups = {kind.group_of(name) for name in names}
        if kept is None:
            self._need_deleted_elsewhere(kind, record)
            groups |= seen.groups(record) & kind.groups.keys()
            kept = defaults(kind.table) | {"id": record}
        for group in sorted(groups):
            if (record, group) not in self._fronts:
                ops = self._fronts[record, group] = seen.front(record, group)
                kept = kept | (_fields_of(kind, group, ops) if ops else {})
        return kept

    def front(self, record: bytes, group: str) -> Ops | None:
        """Return what is to be superseded in a group; None: what is shown now."""
        return self._fronts.get((record, group))

    def groups(self, record: bytes) -> tuple[str, ...]:
        """Return the groups of a record that are laid over what was seen."""
        return tuple(group for one, group in self._fronts if one == record)

    def stands_beside(self, after: Mapping[bytes, RecordState]) -> bool:
        """Say whether an edit now stands in conflict with what its author had not seen."""
        for (record, group), ops in self._fronts.items():
            if record not in after:
                continue
            before = self._writer.current(record)
            standing = [op for op in before.heads if op.group == group]
            passed = view(before).deleted or (
                any(op not in ops for op in standing) and not any(op in standing for op in ops)
            )
            now = {one.group for one in view(after[record]).conflicts}
            if passed and now & {group, LIFE}:
                return True
        return False

    def _need_deleted_elsewhere(self, kind: Kind, record: bytes) -> None:
        """Raise RecordMissing unless the record is gone because another device deleted it."""
        state = self._writer.current(record)
        lives = [op for op in state.heads if op.group == LIFE]
        own = any(op.device == self._writer.device for op in lives)
        if own or not view(state).deleted:
            raise RecordMissing(kind.name)


def _fields_of(kind: Kind, group: str, ops: Ops) -> Fields:
    """Return the fields of a group as ``ops`` say them; none where they cannot be read."""
    fields = row_of(kind, ops[0].record, {group: ops[0]}, UPCASTERS).fields
    return {} if fields is None else {name: fields[name] for name in kind.groups[group]}
