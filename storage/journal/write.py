"""The Writer: one change on its way into the journal.

The law: a change is one Writer inside one write transaction. What it collects becomes one signed
batch for each stream it touches (see ``chain``), all with the same change id and clock. Within a
change the last word on a field group counts. Nothing is written before ``finish``.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.batch import Batch, Draft, Signer
from storage.journal.canonical import Value
from storage.journal.chain import Chain, Drafts, Pending
from storage.journal.clock import HybridClock
from storage.journal.draft import Field, Schemas, draft_life, draft_put, draft_resolve
from storage.journal.erased import Erased
from storage.journal.heads import write_last_clock
from storage.journal.merge import EMPTY, RecordState, merge, view
from storage.journal.op import LIFE, Op
from storage.journal.states import Held, read_states, write_states
from storage.journal.upcast import UPCASTERS, Upcasters
from storage.records.kind import Kind
from storage.records.kinds import KINDS


class Done(NamedTuple):
    """A change that was written: its batches, and each record's state before and after."""

    batches: tuple[Batch, ...]
    before: Mapping[bytes, RecordState]
    after: Mapping[bytes, RecordState]

    @property
    def records(self) -> frozenset[bytes]:
        """Return the ids of the records it touched."""
        return frozenset(self.after)


class Writer:
    """Collects one change. All methods are to be called inside one write transaction."""

    def __init__(  # noqa: PLR0913 — a change has this many sides
        self,
        connection: Connection,
        signer: Signer,
        clock: HybridClock,
        person: str,
        change_id: bytes,
        *,
        kinds: Mapping[str, Kind] = KINDS,
        upcasters: Upcasters = UPCASTERS,
    ) -> None:
        """Begin the change ``change_id`` (16 bytes) of ``person`` on the signer's device."""
        self._connection = connection
        self._signer = signer
        self._clock = clock
        self._change = change_id
        self._person = person
        self._schemas = Schemas(kinds, upcasters)
        self._held = Held()
        self._pending: Pending = {}
        self._groups: dict[bytes, set[str]] = {}  # drafted, by record: a change may hold thousands
        self._last: list[Field] = []

    def current(self, record: bytes) -> RecordState:
        """Return the record's state before this change."""
        self.look_up((record,))
        return self._held.states[record]

    def look_up(self, records: Iterable[bytes]) -> None:
        """Read the states of many records at once, before they are asked for one by one."""
        unread = [one for one in records if one not in self._held.states]
        if unread:
            found = read_states(self._connection, unread)
            self._held.states.update(found.states)
            self._held.rows.update(found.rows)

    def expect_new(self, record: bytes) -> None:
        """Take ``record`` for one nobody can know: its id was just drawn. Saves looking it up."""
        self._held.states.setdefault(record, EMPTY)

    def put(  # noqa: PLR0913 — the parts of a field and its value
        self,
        kind: str,
        scope: bytes,
        section: str,
        record: bytes,
        group: str,
        value: Value,
        *,
        seen: Collection[Op] | None = None,
    ) -> None:
        """Save a field group. ``seen``: the ops on screen; by default what is shown now.

        A value equal to the shown one writes nothing, nor does an empty one where nothing stands.
        A record that is deleted now is brought back, unless ``seen`` says that the author had it
        on screen alive: then it is for a person to decide (a conflict). Raises Invalid.
        """
        field = Field(kind, scope, section, record, group)
        state = self.current(record)
        self._forget(field, LIFE)
        if seen is None and state.heads and view(state).deleted:
            self._live(field, deleted=False)
        draft = draft_put(state, field, value, self._schemas, seen)
        if draft is not None and (value or draft.supersedes or not self._has(state, field)):
            self._set(field, [draft])
        else:
            self._forget(field, group)

    def resolve(
        self, kind: str, scope: bytes, section: str, record: bytes, group: str, value: Value
    ) -> None:
        """Replace all living values of the group by ``value``. Raises Invalid.

        A conflict about a deletion is resolved by ``delete`` or ``undelete``.
        """
        field = Field(kind, scope, section, record, group)
        self._set(field, [draft_resolve(self.current(record), field, value, self._schemas)])

    def delete(self, kind: str, scope: bytes, section: str, record: bytes) -> None:
        """Delete the record as it is known here; what this change put into it is dropped."""
        self._live(Field(kind, scope, section, record, LIFE), deleted=True)

    def undelete(self, kind: str, scope: bytes, section: str, record: bytes) -> None:
        """Take a deletion back."""
        self._live(Field(kind, scope, section, record, LIFE), deleted=False)

    def replace(self, field: Field, drafts: list[Draft]) -> None:
        """Write ``drafts`` for the field group as they are: for ``undo``, which brings back."""
        self._set(field, drafts)

    def delete_last(self, field: Field) -> None:
        """Delete the record after all else of this change, which the deletion then has seen."""
        self._last.append(field)

    @property
    def device(self) -> bytes:
        """Return the device that writes."""
        return self._signer.device_id

    def is_purged(self, ops: Iterable[Op]) -> bool:
        """Say whether a value of ``ops`` was purged since they were read: for ``undo``."""
        return Erased(self._connection).holds(ops)

    def finish(self) -> Done:
        """Sign, chain and store what was collected. Raises DeviceForked."""
        clock = self._clock.tick()
        chain = Chain(self._connection, self._signer, self._change, self._person, clock)
        after: dict[bytes, RecordState] = {}
        self._merge(chain.append(self._pending), after)
        self._pending = {}
        for field in self._last:
            state = after.get(field.record) or self.current(field.record)
            draft = draft_life(state, field, self._schemas, deleted=True)
            if draft is not None:
                self._set(field._replace(group=LIFE), [draft])
        self._merge(chain.append(self._pending), after)
        write_states(self._connection, self._held, after, chain.rows)
        write_last_clock(self._connection, clock)
        return Done(tuple(chain.batches), {one: self.current(one) for one in after}, after)

    def _merge(self, batches: Iterable[Batch], after: dict[bytes, RecordState]) -> None:
        for batch in batches:
            for op in batch.ops:
                after[op.record] = merge(after.get(op.record) or self.current(op.record), op)

    def _live(self, field: Field, *, deleted: bool) -> None:
        state = self.current(field.record)
        drafts = self._drafts(field)
        if deleted:
            for group in self._groups.pop(field.record, ()):
                drafts.pop((field.record, group), None)
        self._forget(field, LIFE)
        draft = draft_life(state, field, self._schemas, deleted=deleted)
        if draft is not None and state.heads:
            self._set(field._replace(group=LIFE), [draft])

    def _drafts(self, field: Field) -> Drafts:
        return self._pending.setdefault((field.scope, field.section), {})

    def _set(self, field: Field, drafts: list[Draft]) -> None:
        self._drafts(field)[field.record, field.group] = drafts
        self._groups.setdefault(field.record, set()).add(field.group)

    def _forget(self, field: Field, group: str) -> None:
        self._drafts(field).pop((field.record, group), None)

    def _has(self, state: RecordState, field: Field) -> bool:
        drafts = self._drafts(field)
        groups = self._groups.get(field.record, ())
        return bool(state.heads) or any((field.record, group) in drafts for group in groups)
