"""The plain twin of the exchange: what came, what went, what was not read, what to look at.

The law: what was not read in is named with its reason; of many alike the first few stand for all.
That a stick may be removed is said last, and only when all that was written was read back.
"""

from collections.abc import Iterable, Iterator

from storage.lines.delivery import Alarm, Exchanged, FolderLine, Unread, Waiting
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time
from tui_app.plain.shares import HELD
from tui_app.plain.words import counted, fact, joined, shown_name

KINDS = {
    "card": N_("contact card"),
    "revocation": N_("device taken back"),
    "grant": N_("share"),
    "actors": N_("people of the network"),
    "message": N_("message"),
    "receipt": N_("read receipt"),
    "changes": N_("changes"),
    "erasure": N_("erasure"),
    "refused": N_("refused"),
    "set-aside": N_("set aside"),
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
_FIRST = ("message", "changes", "grant", "card", "revocation", "receipt")
NAMED = 3
"""Of the files that were not read in for the same reason so many are named."""


def what_words(what: Iterable[tuple[str, int]]) -> str:
    """Say what a parcel holds; one with nothing to name acknowledges what came."""
    return joined(f"{kind_word(kind)} {count}" for kind, count in what) or _("acknowledgement")


def brief_words(what: Iterable[tuple[str, int]]) -> str:
    """Say the most telling thing that a parcel holds; dots where there is more."""
    found = sorted(what, key=lambda one: _FIRST.index(one[0]) if one[0] in _FIRST else len(_FIRST))
    return what_words(found[:1]) + (" …" if len(found) > 1 else "")


def kind_word(kind: str) -> str:
    """Say what kind of thing it is: one that travels, or a record; another's word as it stands."""
    return _(KINDS[kind]) if kind in KINDS else choice_word("record", kind)


def exchanged_text(found: Exchanged, *, names: bool) -> Iterator[str]:
    """Yield what came of one exchange."""
    for came in found.came:
        told = joined((shown_name(came.name, names=names), what_words(came.what)), ": ")
        yield _("In: {what}").format(what=told)
    for went in found.went:
        people = joined(shown_name(name, names=names) for name in went.names)
        yield _("Out: {what}").format(what=joined((people, what_words(went.what)), ": "))
    if not (found.came or found.went):
        yield _("Nothing new came, and nothing new had to go.")
    yield from unread_rows(found.unread)
    for held in found.held_back:
        who = joined((shown_name(held.name, names=names), held.case_label))
        yield _("Held back: {what}").format(what=joined((who, _(HELD[held.reason])), ": "))
    yield from _counted_rows(found)
    yield from alarm_rows(found.alarms, names=names)
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


def alarm_rows(alarms: Iterable[Alarm], *, names: bool) -> Iterator[str]:
    """Yield what a person must know."""
    for alarm in alarms:
        name = shown_name(alarm.name, names=names)
        yield "! " + _(ALARMS[alarm.kind]).format(name=name, count=alarm.count)


def unread_rows(unread: Iterable[Unread]) -> Iterator[str]:
    """Yield the files that were not read in, a row for each reason."""
    files: dict[str, list[str]] = {}
    for one in unread:
        files.setdefault(one.reason, []).append(one.file)
    for reason, found in files.items():
        told = _(UNREAD.get(reason, UNREAD["broken"]))
        if len(found) == 1:
            yield f"{found[0]} {told}"
            continue
        words = ngettext("{count} file: {reason}", "{count} files: {reason}", len(found))
        more = "  …" if len(found) > NAMED else ""
        some = "" if reason == "again" else f": {', '.join(found[:NAMED])}{more}"
        yield words.format(count=len(found), reason=told) + some


def _counted_rows(found: Exchanged) -> Iterator[str]:
    counts = (
        (found.foreign, ngettext("{count} file there is none of Nivel's and was left alone.",
                                 "{count} files there are none of Nivel's and were left alone.",
                                 found.foreign)),
        (found.unlooked, ngettext("{count} file was one too many to look at this time.",
                                  "{count} files were too many to look at this time.",
                                  found.unlooked)),
        (found.gaps, ngettext("{count} earlier change is still missing: it comes with another "
                              "parcel.", "{count} earlier changes are still missing: they come "
                              "with other parcels.", found.gaps)),
        (found.removed, ngettext("{count} old parcel of our own was taken away.",
                                 "{count} old parcels of our own were taken away.",
                                 found.removed)),
    )  # fmt: skip
    yield from (words.format(count=count) for count, words in counts if count)


def folder_text(line: FolderLine, *, names: bool) -> Iterator[str]:
    """Yield what lies in a folder, before anything is read in or written."""
    if not line.takes_writing:
        yield "! " + _(TROUBLE["read-only"])
    if line.total:
        words = _("{free} free of {total}")
        mega = [_("{count} MB").format(count=size // 1_000_000) for size in (line.free, line.total)]
        yield words.format(free=mega[0], total=mega[1])
    for came in line.came:
        told = joined((shown_name(came.name, names=names), what_words(came.what)), ": ")
        at = date_and_time(came.at.astimezone())
        yield _("For you: {what}").format(what=joined((told, at)))
    if not line.came:
        yield _("Nothing new for you lies there.")
    yield from unread_rows(line.unread)
    yield from _counted_rows(Exchanged(foreign=line.foreign))
    if line.own:
        words = ngettext("{count} parcel of our own lies there.",
                         "{count} parcels of our own lie there.", line.own)  # fmt: skip
        yield words.format(count=line.own)


def waiting_text(waiting: Waiting) -> Iterator[str]:
    """Yield what waits to go out, and since when nobody has answered."""
    yield counted(_("Waiting to go out"), waiting.count)
    yield from waiting_rows(waiting)


def now_text(
    waiting: Waiting, folder: str, alarms: Iterable[Alarm], *, names: bool
) -> Iterator[str]:
    """Yield what waits, with which folder the last exchange was, and what one must know."""
    yield from waiting_text(waiting)
    if waiting.last is not None:
        at = date_and_time(waiting.last.astimezone())
        yield fact(_("Something came or went last"), at)
    yield fact(_("Folder of the last exchange"), folder)
    yield from alarm_rows(alarms, names=names)


def waiting_rows(waiting: Waiting) -> Iterator[str]:
    """Yield what waits, a row for each kind, with the cases it is of."""
    for line in waiting.lines:
        yield joined((f"{kind_word(line.kind)} {line.count}", " ".join(line.cases)))
    if waiting.answers:
        words = ngettext(
            "{count} acknowledgement goes along; alone, it lies in the folder for a week at most",
            "{count} acknowledgements go along; alone, they lie in the folder for a week at most",
            waiting.answers,
        )
        yield words.format(count=waiting.answers)
    if waiting.late:
        yield "! " + _("Nothing has been acknowledged for {count} days.").format(count=waiting.late)
