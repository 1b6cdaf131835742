"""The plain twin of the exchange: what came, what went, what was not read, what to look at."""

from collections.abc import Iterable, Iterator

from storage.lines.delivery import Exchanged
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.plain.shares import HELD
from tui_app.plain.words import joined, shown_name

KINDS = {
    "card": N_("contact card"),
    "revocation": N_("device taken back"),
    "grant": N_("share"),
    "actors": N_("people of the network"),
    "message": N_("message"),
    "receipt": N_("read receipt"),
    "changes": N_("changes"),
    "erasure": N_("erasure"),
}
UNREAD = {
    "again": N_("has been read in before"),
    "not-for-us": N_("is not for this device, or was damaged"),
    "unknown-sender": N_("comes from somebody unknown: take their contact card first"),
    "signature": N_("is not what its sender signed"),
    "recipients": N_("was not written for this device"),
    "large": N_("is too large"),
    "newer": N_("was written by a newer Nivel"),
    "broken": N_("is broken"),
    "sync-copy": N_("is a copy that the synchronising program made"),
    "unfinished": N_("is not finished yet"),
    "held-here": N_("speaks of a case that lives here"),
    "own": N_("is our own"),
    "card": N_("is a contact card: nivel card import FILE"),
    "changes": N_("is a file of changes"),
    "foreign": N_("is none of Nivel's"),
}
TROUBLE = {
    "full": N_("The folder is full. What was written whole stays; make room and go on."),
    "gone": N_("The folder cannot be reached any more. Put the stick back and go on."),
    "read-only": N_("The folder cannot be written to."),
    "rolled-back": N_("This casebook was put back from an older copy. If you have the newer one, "
                      "use that. Nothing is sent until the recovery sheet has certified this one "
                      "as a new device."),
    "copied": N_("This casebook was copied or moved here, so it is a new device. Nothing is sent "
                 "until the recovery sheet has certified it. If the first one is still in use, "
                 "go on there."),
}  # fmt: skip
ALARMS = {
    "fork": N_("{name}: two histories of one device. Its later changes are set aside. Ask them."),
    "own-fork": N_("This casebook has been used from a copy: {name}."),
    "rolled-back": N_("This casebook is older than {name} has seen."),
    "copied": N_("This casebook was copied or moved here: it is a new device."),
    "set-aside": N_("{name}: changes without the right to write there are set aside ({count})."),
    "late": N_("{name} has acknowledged nothing for {count} days."),
}


def what_words(what: Iterable[tuple[str, int]]) -> str:
    """Say what a parcel holds."""
    return joined(f"{_(KINDS.get(kind, kind))} {count}" for kind, count in what)


def exchanged_text(found: Exchanged, *, names: bool) -> Iterator[str]:
    """Yield what came of one exchange."""
    for came in found.came:
        told = joined((shown_name(came.name, names=names), what_words(came.what)), ": ")
        yield _("In: {what}").format(what=told)
    for went in found.went:
        people = joined(shown_name(name, names=names) for name in went.names)
        yield _("Out: {what}").format(what=joined((people, what_words(went.what)), ": "))
    for unread in found.unread:
        reason = _(UNREAD.get(unread.reason, UNREAD["broken"]))
        yield f"{unread.file} {reason}"
    for held in found.held_back:
        who = joined((shown_name(held.name, names=names), held.case_label))
        yield _("Held back: {what}").format(what=joined((who, _(HELD[held.reason])), ": "))
    for alarm in found.alarms:
        name = shown_name(alarm.name, names=names)
        yield "! " + _(ALARMS[alarm.kind]).format(name=name, count=alarm.count)
    if found.conflicts:
        count = found.conflicts
        words = ngettext(
            "{count} edit conflict to decide", "{count} edit conflicts to decide", count
        )
        yield words.format(count=count)
    if found.not_written:
        yield "! " + _(TROUBLE[found.not_written])
    elif found.is_safe:
        yield _("All that was written was read back. The stick may be removed.")
