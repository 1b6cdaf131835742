"""The rows of Case, Sharing: bases, bars, protected people, shares; what counts comes first.

The law: ``!`` never stands without words that say why: a bar, a protection, a basis that ends soon
or has no paragraph. What is over stays, paler.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from storage.lines.delivery import ShareLine
from storage.lines.sharing import BarLine, BasisLine, ProtectionLine, SharingLines
from storage.refusals import Barred, BasisMissing
from storage.rules.sharing import Verdict
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.i18n.sentences import sentence
from tui_app.plain.shares import HELD, gone_row, is_on, share_row, state_words
from tui_app.plain.sharing import (
    bar_row,
    basis_row,
    protection_row,
    recipient_words,
    sections_words,
)
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Column, Row

COLUMNS = (
    Column(N_("What"), 23),
    Column(N_("Whom"), 19, most=30),
    Column(N_("Parts"), 0),
    Column(N_("State"), 15),
)
SOON = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SharingRow:
    """One row: ``cells`` and ``told`` are words in the language of the moment."""

    id: bytes
    kind: str
    cells: tuple[str, str, str, str]
    told: str
    is_live: bool
    sign: str = ""


def sharing_rows(
    sheet: SharingLines, shares: Sequence[ShareLine], today: dt.date, *, names: bool
) -> tuple[SharingRow, ...]:
    """Return the rows of a case's sharing: what is in force, then what is over."""
    rows = [
        *(_protection(line, names=names) for line in sheet.protections),
        *(_bar(line, names=names) for line in sheet.bars),
        *(_share(line, names=names) for line in shares),
        *(_basis(line, today, names=names) for line in sheet.bases),
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_live))


def _basis(line: BasisLine, today: dt.date, *, names: bool) -> SharingRow:
    state, sign = choice_word("basis-state", line.state), ""
    if line.state == "draft":
        sign = "!"
    elif line.state == "live" and line.ends is not None:
        sign = "!" * (line.ends - today <= SOON)
        state = _("until {date}").format(date=full_date(line.ends))
    cells = (
        choice_word("basis", line.kind),
        recipient_words(line, names=names),
        sections_words(line.sections, line.areas),
        state,
    )
    is_live = line.state in {"live", "draft", "not-yet"}
    return SharingRow(line.id, "basis", cells, basis_row(line, names=names), is_live, sign)


def _share(line: ShareLine, *, names: bool) -> SharingRow:
    cells = (
        _("shared"),
        shown_name(line.name, names=names),
        sections_words(line.sections),
        state_words(line),
    )
    told = f"{share_row(line, names=names)}\n{gone_row(line, names=names)}"
    return SharingRow(line.id, "share", cells, told, is_on(line), "!" * (line.state == "held-back"))


def standing_words(
    label: str, verdict: Verdict, held: str, basis: BasisLine | None, *, names: bool
) -> str:
    """Say on what a share would stand, or what is missing, and what would hold it back."""
    if verdict.allowed:
        ground = choice_word("ground", verdict.ground)
        said = ground if basis is None else basis_row(basis, names=names)
        rows = [_("On the basis: {basis}").format(basis=said)]
    elif verdict.is_barred:
        rows = ["! " + sentence(Barred(label))]
    else:
        rows = ["! " + sentence(BasisMissing(label, verdict.needs, verdict.why))]
        kinds = joined(choice_word("basis", kind) for kind in verdict.needs)
        rows.append(_("What would do: {kinds}.").format(kinds=kinds))
    if held:
        rows.append("! " + _("It waits until then: {reason}.").format(reason=_(HELD[held])))
    return "\n".join(rows)


def _bar(line: BarLine, *, names: bool) -> SharingRow:
    against = recipient_words(line, names=names) if line.recipient or line.sector != "other" else ""
    is_live = line.state in {"live", "not-yet"}
    cells = (
        choice_word("record", "bar"),
        against or _("everybody outside"),
        joined((line.target, sections_words(line.sections, line.areas))) or _("everything"),
        choice_word("basis-state", line.state),
    )
    told = bar_row(line, names=names)
    return SharingRow(line.id, "bar", cells, told, is_live, "!" * (line.state == "live"))


def _protection(line: ProtectionLine, *, names: bool) -> SharingRow:
    is_live = line.state in {"live", "not-yet"}
    cells = (
        choice_word("protection", line.kind),
        shown_name(line.name, names=names),
        line.note,
        choice_word("basis-state", line.state),
    )
    told = protection_row(line, names=names)
    return SharingRow(line.id, "protection", cells, told, is_live, "!" * (line.state == "live"))


def sharing_cells(row: SharingRow) -> Row:
    """Draw a row."""
    return Row(row.cells, sign=row.sign, quiet=not row.is_live)
