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


def conflict_number(line: ConflictLine) -> str:
    """Return what names a conflict to a command."""
    return f"{line.record_id.hex()[:8]}/{line.group}"


def numbers_text(lines: Iterable[ConflictLine]) -> Iterator[str]:
    """Yield the numbers that name conflicts to a command, in their order."""
    numbers = ", ".join(map(conflict_number, lines))
    if numbers:
        yield _("Numbers, in this order: {numbers}").format(numbers=numbers)


def conflict_text(line: ConflictLine, *, names: bool) -> Iterator[str]:
    """Yield one conflict with its sides, numbered, and how it is decided."""
    yield conflict_row(line, names=names)
    for number, side in enumerate(line.sides, 1):
        yield f"{number} {side_row(side, names=names)}"
    if not names:
        yield _("What was written is shown with --names; that is logged.")
    yield _(
        "Keep one: nivel conflicts keep {number} --side 1. Or decide later: nothing is lost."
    ).format(number=conflict_number(line))
