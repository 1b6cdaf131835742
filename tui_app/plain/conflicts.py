"""The plain twin of Exchange, Conflicts: both sides, one after the other, none above the other.

The law: masked, a conflict says where it stands, who wrote when, and not what they wrote.
"""

from collections.abc import Iterable, Iterator

from storage.lines.conflicts import ConflictLine, Side
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.words import counted, joined, shown_name

WHAT = {
    "values": N_("written differently"),
    "deletion": N_("deleted by one and edited by another"),
    "invalid": N_("does not fit together"),
}


def side_row(side: Side, *, names: bool) -> str:
    """Return one side as one line."""
    at = side.at.astimezone()
    values = joined(str(value) for _field, value in side.values if value not in (None, ""))
    told = _("deleted") if side.deleted else values if names else ""
    return joined(
        (
            _("mine") if side.is_mine else _("theirs"),
            joined((shown_name(side.person, names=names), side.mark), " "),
            f"{full_date(at)} {clock_time(at)}",
            _("written by a clock ahead of ours") if side.is_future else "",
            told,
        )
    )


def conflict_row(line: ConflictLine, *, names: bool) -> str:
    """Return where a conflict stands, as one line."""
    place = joined((line.case_label, choice_word("record", line.kind)), " ")
    return joined((place, line.title if names else "", _(WHAT.get(line.what, line.what))))


def conflicts_text(lines: Iterable[ConflictLine], *, names: bool) -> Iterator[str]:
    """Yield the open edit conflicts; each is followed by its sides."""
    found = tuple(lines)
    yield counted(_("Edit conflicts"), len(found))
    for line in found:
        yield conflict_row(line, names=names)
        yield from (side_row(side, names=names) for side in line.sides)
