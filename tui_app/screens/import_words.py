"""How an address book's entries are drawn: what becomes of each, and who they may be.

The law: the list is masked like every list; the entry under the cursor stands in full below, since
nobody can say whether two people are one by their initials.
"""

from storage.lines.contacts import BrokenLine, ContactBook, ContactLine, DoubleLine
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.cells import cut, fit
from tui_app.plain.contacts import BECAUSE, BROKEN
from tui_app.plain.words import joined, shown_name
from tui_app.screens.import_choices import ADD, FILL, SKIP, Choices
from tui_app.widgets.list_rows import Column, Row

COLUMNS = (
    Column(N_("What becomes"), 14), Column(N_("Name"), 22), Column(N_("Organisation"), 0),
    Column(N_("Line"), 6, right=True),
)  # fmt: skip
CHOICE_WORDS = {ADD: N_("add"), SKIP: N_("leave out"), FILL: N_("fill in")}
_NOTE = 76
Shown = ContactLine | BrokenLine


def key_of(line: Shown) -> bytes:
    """Return what the list knows an entry by."""
    if isinstance(line, BrokenLine):
        return b"broken %d" % line.line
    return b"%d" % line.index


def entry_cells(line: Shown, choices: Choices, *, names: bool) -> Row:
    """Draw an entry: ``=`` is somebody who may be here, ``!`` what could not be read."""
    if isinstance(line, BrokenLine):
        said = fit(_("broken"), COLUMNS[0].width)
        return Row((), sign="!", quiet=True, full=f"{said} {_broken(line)}")
    choice = choices.told[line.index]
    name = shown_name(line.name, names=names)
    return Row(
        (_(CHOICE_WORDS[choice]), name, line.organisation, str(line.line)),
        sign="=" if line.doubles else "",
        quiet=choice == SKIP,
    )


def entry_words(line: Shown | None, choices: Choices) -> str:
    """Tell the entry under the cursor in full."""
    if not isinstance(line, ContactLine):
        said = _("This entry cannot be brought in. Mend it in the file.")
        return "" if line is None else f"{_broken(line)}\n{said}"
    name = joined(dict.fromkeys((line.name, line.title, line.organisation)))
    reached = joined((line.phone, line.email, line.address), "  ")
    note = cut(" ".join(line.note.split()), _NOTE)
    short = joined(line.shortened)
    return "\n".join(
        part
        for part in (
            name,
            reached,
            note,
            _("too long, shortened: {fields}").format(fields=short) if short else "",
            *_double_rows(line, choices),
        )
        if part
    )


def _double_rows(line: ContactLine, choices: Choices) -> list[str]:
    chosen = choices.whom(line)
    others = [double for double in line.doubles if double is not chosen]
    rows = ["= " + _double(double) for double in (chosen, *others) if double is not None]
    if chosen is not None and choices.told[line.index] == FILL:
        who = joined((chosen.name, chosen.organisation))
        rows[0] = "= " + _("Fills in what is empty at: {who}").format(who=who)
    return rows


def _broken(line: BrokenLine) -> str:
    reason = _(BROKEN.get(line.reason, line.reason))
    return _("line {number}: {reason}").format(number=line.line, reason=reason)


def _double(double: DoubleLine) -> str:
    who = joined((double.name, double.organisation))
    why = _(BECAUSE.get(double.because, double.because))
    if double.person_id is None:
        return _("An earlier entry: {who} ({why})").format(who=who, why=why)
    return _("Here already: {who} ({why})").format(who=who, why=why)


def book_words(book: ContactBook, choices: Choices) -> str:
    """Count what becomes of the entries: ``120 add  5 leave out  1 fill in  2 broken``."""
    parts = [f"{_(CHOICE_WORDS[choice])} {choices.count(choice)}" for choice in (ADD, SKIP, FILL)]
    if book.broken:
        parts.append(f"{_('broken')} {len(book.broken)}")
    if book.stopped_at is not None:
        parts.append(_("not read from line {number} on").format(number=book.stopped_at))
    return "   ".join(parts)


def brought_words(written: int, left: int) -> str:
    """Say what came of it."""
    said = ngettext("{count} entry brought in.", "{count} entries brought in.", written)
    rest = _("Left out: {count}.").format(count=left) if left else ""
    return joined((said.format(count=written), rest, _("u undoes all of it.")), " ")
