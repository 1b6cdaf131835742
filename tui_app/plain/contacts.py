"""The plain twin of the address book's preview: entries, whom they may double, what is broken."""

from collections.abc import Iterator

from storage.lines.contacts import ContactBook, ContactLine, DoubleLine
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import counted, joined, shown_name

BECAUSE = {
    "email": N_("the same e-mail"),
    "phone": N_("the same telephone number"),
    "name": N_("a name like it"),
}
BROKEN = {
    "unfinished": N_("the entry does not end"),
    "large": N_("the entry is too large"),
    "format": N_("the entry cannot be read"),
    "empty": N_("the entry has no name, number or address"),
}


def entry_row(line: ContactLine, *, names: bool) -> str:
    """Return one entry as one line: where it stands in the file, who, and whom it may double."""
    doubles = "; ".join(_double(double, names=names) for double in line.doubles)
    return joined(
        (
            _("line {number}: {name}").format(
                number=line.line, name=shown_name(line.name, names=names)
            ),
            line.title,
            line.organisation,
            line.phone if names else "",
            line.email if names else "",
            _("may be the same as {others}").format(others=doubles) if doubles else "",
            _("too long, shortened: {fields}").format(fields=", ".join(line.shortened))
            if line.shortened
            else "",
        )
    )


def _double(double: DoubleLine, *, names: bool) -> str:
    who = joined((shown_name(double.name, names=names), double.organisation))
    why = _(BECAUSE.get(double.because, double.because))
    return _("{who} ({why})").format(who=who, why=why)


def contacts_text(book: ContactBook, *, names: bool) -> Iterator[str]:
    """Yield the preview of an address book."""
    yield counted(_("Entries"), len(book.lines))
    for line in book.lines:
        yield entry_row(line, names=names)
    if book.broken:
        yield counted(_("Broken entries"), len(book.broken))
    for broken in book.broken:
        reason = _(BROKEN.get(broken.reason, broken.reason))
        yield _("line {number}: {reason}").format(number=broken.line, reason=reason)
    if book.stopped_at is not None:
        yield _("Not read from line {number} on: too many entries.").format(number=book.stopped_at)
