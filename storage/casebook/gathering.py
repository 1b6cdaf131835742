"""Records gathered in a change, and written once at its end: one op for a field group.

The law: a record read again inside the change is the one last saved. A record's scope and section
are fixed when it is made. An edit with ``seen`` is written over what its author saw: what came from
elsewhere since stays beside it, and a record that another device deleted since is back, both for a
person to decide (``seen.py``).
"""

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from storage.casebook.kept import AnyRecord, changed_groups, find_record, id_of
from storage.casebook.on_screen import OnScreen
from storage.casebook.prepare import prepared
from storage.casebook.seen import Heads
from storage.errors import RecordMissing
from storage.journal.write import Writer
from storage.lines.change import Identity
from storage.records.disclosures import Disclosure
from storage.records.identity import new_id
from storage.records.kind import Kind
from storage.records.kinds import KIND_OF_TABLE
from storage.records.log import LOG_LINE
from storage.records.values import to_value


class Gathering:
    """Takes records and deletions; ``kinds`` and ``scopes`` say what was touched.

    ``progress``, where somebody waits for a large change, hears of the writing at its end and may
    raise Stopped: nothing is written then.
    """

    def __init__(self, me: Identity, connection: Connection, writer: Writer) -> None:
        """Belong to one transaction."""
        self.connection = connection
        self.kinds: set[str] = set()
        self.scopes: set[bytes] = set()
        self._me = me
        self._writer = writer
        self._saved: dict[bytes, SQLModel | None] = {}
        self._kept: dict[bytes, SQLModel | None] = {}
        self._lines: list[SimpleNamespace] = []
        self._screen = OnScreen(writer)
        self.progress: Callable[[int, int], None] | None = None

    def find(self, table: type[AnyRecord], record: bytes) -> AnyRecord | None:
        """Return a record as this change leaves it so far, or None."""
        if record in self._saved:
            saved = self._saved[record]
            return saved if isinstance(saved, table) else None
        return find_record(self.connection, table, record)

    def read(self, table: type[AnyRecord], record: bytes) -> AnyRecord:
        """Return a record as this change leaves it so far; raises RecordMissing."""
        found = self.find(table, record)
        if found is None:
            raise RecordMissing(KIND_OF_TABLE[table].name)
        return found

    def save(self, record: AnyRecord) -> AnyRecord:
        """Take the record into the change; returns it cleaned. Raises Invalid."""
        kind = KIND_OF_TABLE[type(record)]
        kept = self._keep(type(record), id_of(record))
        whole = prepared(kind, record, kept)
        if kept is not None and self._stream(kind, kept) != self._stream(kind, whole):
            message = f"a {kind.name} cannot move to another section"
            raise ValueError(message)
        self._saved[id_of(whole)] = whole
        return whole

    def edit(
        self, table: type[AnyRecord], record: bytes, *, seen: Heads | None = None, **fields: Any
    ) -> AnyRecord:
        """Write the named fields of one record; raises RecordMissing and Invalid.

        ``seen``: what its author had on the screen; by default what is kept now.
        """
        return self.save(self.edited(table, record, seen, fields))

    def edited(
        self, table: type[AnyRecord], record: bytes, seen: Heads | None, fields: Mapping[str, Any]
    ) -> AnyRecord:
        """Return the record with the named fields, to be saved. Raises RecordMissing."""
        kept = self.find(table, record)
        held = None if kept is None else {n: getattr(kept, n) for n in table.model_fields}
        under = self._screen.under(KIND_OF_TABLE[table], record, held, seen, fields)
        return table(**{**under, **fields})

    def delete(self, record: SQLModel) -> None:
        """Delete the record; its values stay in the journal until they are purged."""
        self._keep(type(record), id_of(record))
        self._saved[id_of(record)] = None

    def add_line(self, case_id: bytes | None, **fields: Any) -> None:
        """Take in a use log line: new, our own words, so never a record to clean and to check."""
        self._lines.append(SimpleNamespace(id=new_id(), case_id=case_id, **fields))

    def make(self, record: AnyRecord) -> AnyRecord:
        """Take in a record whose id was just drawn; returns it cleaned. Raises Invalid."""
        self._expect(id_of(record))
        return self.save(record)

    def _expect(self, record: bytes) -> None:
        self._kept[record] = None
        self._writer.expect_new(record)

    def touched(self) -> dict[bytes | None, tuple[str, bytes]]:
        """Return, for each case (None: the directory), a record that was saved there."""
        cases: dict[bytes | None, tuple[str, bytes]] = {}
        for record_id, whole in self._saved.items():
            some = whole or self._kept[record_id]
            if some is not None and not isinstance(some, Disclosure):
                kind = KIND_OF_TABLE[type(some)]
                cases.setdefault(kind.scope(some), (kind.name, record_id))
        return cases

    def write_saved(self) -> None:
        """Put what was gathered into the writer."""
        for done, (record_id, whole) in enumerate(self._saved.items(), 1):
            self._write(record_id, whole, self._kept[record_id])
            self.tell(done, 2 * len(self._saved))
        for line in self._lines:
            self._writer.expect_new(line.id)
            self._put(LOG_LINE, line.id, line, ("line",))

    def tell(self, done: int, total: int) -> None:
        """Tell whoever waits how far the writing is."""
        if self.progress is not None:
            self.progress(done, total)

    def _keep(self, table: type[AnyRecord], record: bytes) -> AnyRecord | None:
        if record not in self._kept:
            self._kept[record] = find_record(self.connection, table, record)
        kept = self._kept[record]
        return kept if isinstance(kept, table) else None

    def _write(self, record_id: bytes, whole: SQLModel | None, kept: SQLModel | None) -> None:
        some = whole or kept
        if some is None:
            return
        kind = KIND_OF_TABLE[type(some)]
        if whole is None:
            self._writer.delete(kind.name, *self._touch_stream(kind, some), record_id)
        else:
            changed = changed_groups(kind, whole, kept)
            seen = () if kept is not None else self._screen.groups(record_id)
            self._put(kind, record_id, whole, dict.fromkeys((*changed, *seen)))

    def _put(self, kind: Kind, record_id: bytes, whole: object, groups: Iterable[str]) -> None:
        scope, section = self._touch_stream(kind, whole)
        for group in groups:
            value = dict(to_value(kind, group, whole))
            seen = self._screen.front(record_id, group)
            self._writer.put(kind.name, scope, section, record_id, group, value, seen=seen)

    def _touch_stream(self, kind: Kind, record: object) -> tuple[bytes, str]:
        scope, section = self._stream(kind, record)
        self.kinds.add(kind.name)
        self.scopes.add(scope)
        return scope, section

    def _stream(self, kind: Kind, record: object) -> tuple[bytes, str]:
        return kind.scope(record) or self._me.office_id, kind.section(record)
