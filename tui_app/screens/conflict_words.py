"""How edit conflicts are drawn: a row in the list, and the sides next to each other.

The law: no side stands above another, and none is called right; fields that differ have a ``!``.
In the list only the kind of record and the field are named until names are shown.
"""

from storage.lines.conflicts import ConflictLine, Side
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.field_words import choice_of, field_words, value_words
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.conflicts import WHAT
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.told_rows import Block

COLUMNS = (
    Column(N_("Case"), 8), Column(N_("Record"), 20), Column(N_("What differs"), 0),
    Column(N_("Written by"), 22),
)  # fmt: skip
PAGES = frozenset(
    {"case", "person", "organisation", "tie", "meeting", "action", "release-date", "entry",
     "agreement"}
)  # fmt: skip
"""The kinds of records that have a page of their own."""


def key_of(line: ConflictLine) -> bytes:
    """Return what the list knows a conflict by: a record may be in conflict in several groups."""
    return line.record_id + line.group.encode()


def is_choice(line: ConflictLine) -> bool:
    """Tell whether there are sides to choose from; else the record itself is to be mended."""
    return line.what in {"values", "deletion"}


def differing(line: ConflictLine) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the record's order."""
    names = dict.fromkeys(name for side in line.sides for name, _value in side.values)
    told = [dict(side.values) for side in line.sides]
    return tuple(name for name in names if len({str(each.get(name)) for each in told}) > 1)


def texts_only(line: ConflictLine) -> bool:
    """Tell whether only free texts differ, so that a person may join them."""
    fields = differing(line)
    values = [dict(side.values).get(name) for side in line.sides for name in fields]
    return (
        line.what == "values"
        and bool(fields)
        and all(isinstance(value, str) for value in values)
        and not any(choice_of(line.kind, name) or name.endswith("_id") for name in fields)
    )


def what_words(line: ConflictLine) -> str:
    """Return what kind of conflict it is, and in which fields."""
    fields = joined(field_words(line.kind, name) for name in differing(line))
    if line.what == "values" and fields:
        return fields
    return _("deleted and edited") if line.what == "deletion" else _(WHAT["invalid"])


def conflict_cells(line: ConflictLine, *, names: bool) -> Row:
    """Draw a conflict in the list."""
    record = choice_word("record", line.kind)
    what = joined((line.title if names else "", what_words(line)), ": ")
    sides = joined(dict.fromkeys(side_name(side, names=names) for side in line.sides), " | ")
    return Row((line.case_label, record, what, sides), sign="!")


def side_name(side: Side, *, names: bool) -> str:
    """Return who wrote a side, and on which device."""
    return joined((shown_name(side.person, names=names), side.mark), " ")


def shown_sides(line: ConflictLine) -> tuple[Side, ...]:
    """Return the sides, mine first; of a record that does not fit together what can be mended."""
    sides = sorted(line.sides, key=lambda side: not side.is_mine)
    if is_choice(line):
        return tuple(sides)
    return tuple(
        side for side in sides if any(field_words(line.kind, n) != n for n, _value in side.values)
    )


def side_block(line: ConflictLine, side: Side, *, names: bool) -> Block:
    """Draw one side: whose, when, and every field of the group."""
    at = side.at.astimezone()
    head = [
        (_("Mine") if side.is_mine else _("Theirs")).upper() + f"  {side_name(side, names=names)}",
        f"{full_date(at)} {clock_time(at)}",
    ]
    if side.is_future:
        head.append(_("written by a clock ahead of ours"))
    return Block(side.op, "\n".join([*head, "", *_field_rows(line, side)]), beside=True)


def _field_rows(line: ConflictLine, side: Side) -> list[str]:
    if side.deleted:
        return [_("deleted")]
    if side.erased:
        return [_("The text of this side has been erased.")]
    if line.what == "deletion":
        return [_("kept, and edited")]
    fields = differing(line) if is_choice(line) else ()
    return [
        f"{'! ' if name in fields else '  '}{field_words(line.kind, name)}: "
        f"{value_words(line.kind, name, value) or '-'}"
        for name, value in side.values
    ]
