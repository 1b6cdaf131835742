"""Undo: a new change that puts back what a change replaced.

The law: the journal only grows, so undoing writes ops like any other change, and travels like one.
It is refused (UndoGone) when anything later stands on what is to be undone: another value in the
same field group, anything new in a record that was made, an op of another device, or a value purged
since. What was changed and undone in between does not stand in the way: the same value is there.
"""

from storage.errors import UndoGone
from storage.journal.batch import Draft
from storage.journal.canonical import encode
from storage.journal.draft import Field
from storage.journal.merge import RecordState, view
from storage.journal.op import ALIVE, LIFE, Op
from storage.journal.write import Done, Writer

Heads = frozenset[Op]
_NOTHING = frozenset({encode({}), encode(ALIVE)})  # reads as if no op stood there


def undo_into(writer: Writer, done: Done) -> None:
    """Put into ``writer`` what takes ``done`` back; ``writer.finish()`` then can itself be undone.

    Raises UndoGone.
    """
    writer.look_up(done.before)
    for record, before in done.before.items():
        after, now = done.after[record], writer.current(record)
        if before.heads:
            _put_back(writer, before, after, now)
        else:
            _need_unchanged(writer, after.heads, now.heads)
            for field in _lives(now):
                writer.delete(*field[:4])


def _put_back(writer: Writer, before: RecordState, after: RecordState, now: RecordState) -> None:
    if writer.is_purged(before.heads - after.heads):
        raise UndoGone
    was_deleted = view(before).deleted
    for field in sorted({_field(op) for op in after.heads - before.heads}):
        heads = _heads(now, field)
        _need_unchanged(writer, _heads(after, field), heads)
        if not (was_deleted and field.group == LIFE):
            writer.replace(field, _drafts(field, _heads(before, field), heads))
    if was_deleted:
        for field in _lives(now):
            writer.delete_last(field)


def _need_unchanged(writer: Writer, after: Heads, now: Heads) -> None:
    """Raise UndoGone unless ``now`` says what ``after`` said, in ops of this device."""
    if _content(now) != _content(after):
        raise UndoGone
    if any(op.device != writer.device or op.raw is None for op in now - after):
        raise UndoGone


def _content(heads: Heads) -> set[tuple[Field, bytes | None]]:
    return {(_field(op), op.raw) for op in heads if op.raw not in _NOTHING}


def _lives(state: RecordState) -> list[Field]:
    """Return the life of the record, for each kind and place that it has."""
    return sorted({_field(op)._replace(group=LIFE) for op in state.heads})


def _drafts(field: Field, old: Heads, new: Heads) -> list[Draft]:
    """Return the ops that supersede ``new``: each old value again, so an old conflict comes back.

    A group that did not stand before becomes empty; a record that had no life op becomes alive.
    """
    links = tuple(sorted(op.id for op in new))
    if not old:
        raw = encode(ALIVE if field.group == LIFE else {})
        schema = max(op.schema for op in new)
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


def _heads(state: RecordState, field: Field) -> Heads:
    return frozenset(op for op in state.heads if _field(op) == field)
