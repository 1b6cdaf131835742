"""Undo: a new change that puts back what a change replaced.

The law: the journal only grows, so undoing writes ops like any other change, and travels like one.
It is refused (UndoGone) when anything later stands on what is to be undone: another edit of the
same field group, any edit of a record that was made, or a value purged since.
"""

from storage.errors import UndoGone
from storage.journal.batch import Draft
from storage.journal.canonical import encode
from storage.journal.draft import Field
from storage.journal.merge import RecordState, view
from storage.journal.op import ALIVE, LIFE, Op
from storage.journal.write import Done, Writer


def undo_into(writer: Writer, done: Done) -> None:
    """Put into ``writer`` what takes ``done`` back; ``writer.finish()`` then can itself be undone.

    Raises UndoGone.
    """
    for record, before in done.before.items():
        after = done.after[record]
        now = writer.current(record)
        if not before.heads:
            _unmake(writer, after, now)
            continue
        fields = sorted({_field(op) for op in after.heads - before.heads})
        if any(_heads(now, field) != _heads(after, field) for field in fields):
            raise UndoGone
        if writer.is_purged(before.heads - after.heads):
            raise UndoGone
        if view(before).deleted:
            _delete(writer, now)  # a deletion must have seen what stands: old values stay unseen
            continue
        for field in fields:
            writer.replace(field, _drafts(field, _heads(before, field), _heads(after, field)))


def _unmake(writer: Writer, after: RecordState, now: RecordState) -> None:
    """Delete a record that the change made, if it still is as the change left it."""
    if now.heads != after.heads:
        raise UndoGone
    _delete(writer, now)


def _delete(writer: Writer, now: RecordState) -> None:
    for kind, scope, section, record in sorted({_field(op)[:4] for op in now.heads}):
        writer.delete(kind, scope, section, record)


def _drafts(field: Field, old: frozenset[Op], new: frozenset[Op]) -> list[Draft]:
    """Return the ops that supersede ``new``: each old value again, so an old conflict comes back.

    A group that did not stand before becomes empty; a record that had no life op becomes alive.
    """
    links = tuple(sorted(op.id for op in new))
    schema = max(op.schema for op in new)
    if not old:
        raw = encode(ALIVE if field.group == LIFE else {})
        return [Draft(field.kind, field.record, field.group, schema, links, (), raw)]
    drafts: dict[tuple[bytes, tuple[bytes, ...]], Draft] = {}
    for op in sorted(old):
        if op.raw is None:
            raise UndoGone
        draft = Draft(op.kind, op.record, op.group, op.schema, links, op.saw, op.raw)
        drafts[op.raw, op.saw] = draft
    return list(drafts.values())


def _field(op: Op) -> Field:
    return Field(op.kind, *op.place, op.record, op.group)


def _heads(state: RecordState, field: Field) -> frozenset[Op]:
    return frozenset(op for op in state.heads if _field(op) == field)
