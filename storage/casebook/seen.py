"""What the author of an edit has seen: the heads of the records on a screen, handed back by a save.

The law: an op supersedes what its author saw. A form reads its record inside ``casebook.looking()``
and takes ``casebook.heads(record_id)`` there, of the same state; it hands those to its edits. What
came from elsewhere since stays beside the edit, as a conflict. What this device itself wrote in
place of what was seen (an edit before, an undo) counts as seen: one vault has one author, who sat
here. The trail that tells so is kept in memory; what it has forgotten is a conflict, never a loss.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from storage.journal.merge import RecordState
    from storage.journal.op import Op
    from storage.journal.write import Done

LONGEST = 5000
Ops = tuple["Op", ...]
Key = TypeVar("Key")


class Trail:
    """What this device wrote in place of what, since the vault was opened; the newest only."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self._after: dict[bytes, Ops] = {}
        self._begun: dict[tuple[bytes, str], Ops] = {}

    def note(self, done: "Done") -> None:
        """Remember a change that was written: what its ops replaced, or began in a known record."""
        for record, after in done.after.items():
            before = done.before[record].heads
            for op in after.heads - before:
                for gone in op.supersedes:
                    self._after[gone] = (*self._after.get(gone, ()), op)
                if before and not op.supersedes:
                    field = (record, op.group)
                    self._begun[field] = (*self._begun.get(field, ()), op)
        _shorten(self._after)
        _shorten(self._begun)

    def begun(self, record: bytes, group: str) -> Ops:
        """Return what was written here into a field group in which nothing stood."""
        return self._begun.get((record, group), ())

    def newest(self, ops: Iterable["Op"]) -> list["Op"]:
        """Follow ``ops`` to what this device wrote in their place, as far as it goes."""
        todo, met, found = list(ops), set(), []
        while todo:
            op = todo.pop()
            if op.id in met:
                continue
            met.add(op.id)
            after = self._after.get(op.id, ())
            todo.extend(after)
            if not after:
                found.append(op)
        return found


class Heads:
    """The living ops of some records at one moment. Opaque to whoever shows them."""

    __slots__ = ("_is_blank", "_states", "_trail")

    def __init__(
        self, states: "Mapping[bytes, RecordState]", trail: Trail, *, is_blank: bool = False
    ) -> None:
        """Hold the states, by record id, and the trail of the device that reads them.

        ``is_blank``: the records are known to be there, and nothing of them was on the screen.
        """
        self._states = states
        self._trail = trail
        self._is_blank = is_blank

    def blank(self) -> "Heads":
        """Return the heads of somebody who has seen nothing of these records yet."""
        return Heads(self._states, self._trail, is_blank=True)

    def holds(self, record: bytes) -> bool:
        """Say whether the record was there when the heads were taken."""
        return bool(self.groups(record))

    def groups(self, record: bytes) -> frozenset[str]:
        """Return the field groups in which something stood."""
        state = self._states.get(record)
        return frozenset() if state is None else frozenset(op.group for op in state.heads)

    def front(self, record: bytes, group: str) -> Ops:
        """Return what the author has seen last of a field group: the ops of one value.

        Where several values stood, only the shown one is on the screen.
        """
        state = self._states.get(record)
        seen = frozenset() if state is None or self._is_blank else state.heads
        stood = [op for op in seen if op.group == group]
        if not stood:
            return _shown(self._trail.newest(self._trail.begun(record, group)))
        on_screen = _shown(stood)
        newest = self._trail.newest(on_screen)
        same = tuple(op for op in newest if op.raw == on_screen[0].raw)
        return same or _shown(newest)


def _shown(ops: Iterable["Op"]) -> Ops:
    """Return the ops of the value that is shown: of the highest rank that is not purged."""
    ranked = sorted(ops, key=lambda op: (op.raw is not None, op.rank), reverse=True)
    return tuple(op for op in ranked if op.raw == ranked[0].raw)


def _shorten(kept: dict[Key, Ops]) -> None:
    while len(kept) > LONGEST:
        del kept[next(iter(kept))]
