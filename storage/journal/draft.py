"""What an op to be written says: the value to write and what it replaces. Pure.

The law: an op supersedes what its author had on screen and nothing else. A save of a group that
stands in conflict therefore replaces the shown value and leaves the other living values alone;
only ``resolve`` replaces them all. A save that changes nothing writes nothing. Fields of the shown
value that this build does not know are carried on, so an older build loses nothing of a newer one.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from storage.errors import Invalid
from storage.journal.batch import Draft
from storage.journal.canonical import CborValue, NotCanonical, Value, check, encode
from storage.journal.limits import MAX_LINKS, MAX_VALUE
from storage.journal.merge import RecordState, view
from storage.journal.op import ALIVE, DELETED, LIFE, Op
from storage.journal.upcast import Upcasters, read_value
from storage.records.kind import Kind


class Field(NamedTuple):
    """One field group of one record: what an op is about."""

    kind: str
    scope: bytes
    section: str
    record: bytes
    group: str


class Schemas(NamedTuple):
    """What this build knows of kinds: the registry, and how old values are read."""

    kinds: Mapping[str, Kind]
    upcasters: Upcasters

    def of(self, kind: str) -> int:
        """Return the schema this build writes for ``kind``."""
        known = self.kinds.get(kind)
        return known.schema if known else 1

    def unknown_fields(self, op: Op) -> dict[str, CborValue]:
        """Return the fields of the op's value that this build does not know."""
        known = self.kinds.get(op.kind)
        names = known.groups.get(op.group, ()) if known else ()
        value = read_value(op, self.of(op.kind), self.upcasters) or {}
        return {name: held for name, held in value.items() if name not in names}


def living(state: RecordState, field: Field) -> list[Op]:
    """Return the living ops of one field group, the shown one first."""
    place = (field.scope, field.section)
    heads = [
        op
        for op in state.heads
        if op.group == field.group and op.kind == field.kind and op.place == place
    ]
    return sorted(heads, key=lambda op: (op.raw is not None, op.rank), reverse=True)


def draft_put(
    state: RecordState, field: Field, value: Value, schemas: Schemas, seen: Collection[Op] | None
) -> Draft | None:
    """Return the op that saves ``value``; None when the author changed nothing.

    ``seen``: the group's ops on the author's screen, which may have been superseded since; None
    means what is shown now. Raises Invalid.
    """
    if seen is None:
        heads = living(state, field)
        seen = [op for op in heads if op.raw == heads[0].raw]
    shown = max(seen, key=lambda op: op.rank, default=None)
    carried = schemas.unknown_fields(shown) if shown else {}
    raw = encoded(field, {**carried, **value})
    if shown is not None and raw == _present(shown, schemas):
        return None
    return _draft(field, schemas, raw, [op.id for op in seen])


def draft_resolve(state: RecordState, field: Field, value: Value, schemas: Schemas) -> Draft:
    """Return the op that replaces all living values of the group by ``value``."""
    heads = living(state, field)
    carried = schemas.unknown_fields(heads[0]) if heads else {}
    raw = encoded(field, {**carried, **value})
    return _draft(field, schemas, raw, [op.id for op in heads])


def draft_life(
    state: RecordState, field: Field, schemas: Schemas, *, deleted: bool
) -> Draft | None:
    """Return the op that deletes or brings back the record; None when it is so already."""
    seen = view(state)
    conflict = any(one.group == LIFE for one in seen.conflicts)
    if seen.deleted == deleted and not conflict:
        return None
    field = field._replace(group=LIFE)
    met = [op.id for op in living(state, field)]
    saw = sorted(op.id for op in state.heads if op.group != LIFE) if deleted else ()
    raw = encode(DELETED if deleted else ALIVE)
    return _draft(field, schemas, raw, met)._replace(saw=_links(field, saw))


def encoded(field: Field, value: Value) -> bytes:
    """Return the value's CBOR. Raises Invalid (too-long, not-allowed)."""
    try:
        check(dict(value))
        raw = encode(dict(value))
    except NotCanonical:
        raise Invalid(field.kind, field.group, "not-allowed") from None
    if len(raw) > MAX_VALUE:
        raise Invalid(field.kind, field.group, "too-long")
    return raw


def _present(op: Op, schemas: Schemas) -> bytes | None:
    if op.schema >= schemas.of(op.kind):
        return op.raw
    value = read_value(op, schemas.of(op.kind), schemas.upcasters)
    return None if value is None else encode(value)


def _draft(field: Field, schemas: Schemas, raw: bytes, met: Iterable[bytes]) -> Draft:
    links = _links(field, sorted(met))
    schema = schemas.of(field.kind)
    return Draft(field.kind, field.record, field.group, schema, links, (), raw)


def _links(field: Field, ids: Iterable[bytes]) -> tuple[bytes, ...]:
    links = tuple(ids)
    if len(links) > MAX_LINKS:
        raise Invalid(field.kind, field.group, "too-many-versions")
    return links
