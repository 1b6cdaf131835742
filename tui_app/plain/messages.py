"""The plain twin of Messages."""

from collections.abc import Iterable, Iterator

from storage.lines.messages import MessageLine, MessageSheet
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import date_and_time
from tui_app.plain.words import counted, flat, joined, shown_name

LEVELS = {
    "own": N_("own"),
    "unknown": N_("unknown key"),
    "vouched": N_("vouched for"),
    "compared": N_("compared"),
    "blocked": N_("NEW KEY"),
}
STATES = {
    "no-card": N_("no contact card"),
    "waiting": N_("waiting to go out"),
    "written": N_("on its way"),
    "received": N_("received"),
    "read": N_("read"),
}
_KILO = 1024


def level_word(level: str) -> str:
    """Say how far a key is known."""
    return _(LEVELS.get(level, LEVELS["unknown"]))


def state_word(state: str) -> str:
    """Say how far a message has come to one person."""
    return _(STATES[state]) if state in STATES else ""


def size_words(size: int) -> str:
    """Return the size of a file: ``12 kB``, ``3 MB``."""
    if size < _KILO * _KILO:
        return _("{count} kB").format(count=max(1, round(size / _KILO)))
    return _("{count} MB").format(count=round(size / _KILO / _KILO))


def on_the_way(line: MessageLine) -> str:
    """Say how far a message of one's own has come, the furthest first, with how many people."""
    steps = (
        ("read", line.read), ("received", line.received), ("written", line.written),
        ("waiting", line.waiting),
    )  # fmt: skip
    found = [(state, count) for state, count in steps if count]
    several = sum(count for _state, count in found) > 1
    return joined(f"{state_word(state)} {count}" if several else state_word(state)
                  for state, count in found)  # fmt: skip


def message_row(line: MessageLine, *, names: bool) -> str:
    """Return one message as one line."""
    who = line.author if line.box == "in" else line.to
    people = joined(shown_name(one, names=names) for one in who.split(", "))
    unread = _("new") if line.box == "in" and not line.is_read else ""
    return joined(
        (
            unread,
            date_and_time(line.at.astimezone()) if line.at else "",
            people,
            line.case_label,
            line.subject,
            level_word(line.level) if line.box == "in" else on_the_way(line),
            _("erased") if line.box == "gone" else "",
        )
    )


def messages_text(
    title: str, lines: Iterable[MessageLine], count: int, *, names: bool
) -> Iterator[str]:
    """Yield one box."""
    yield counted(title, count)
    for line in lines:
        yield message_row(line, names=names)


def missed_words(sheet: MessageSheet, *, names: bool) -> str:
    """Say who of the circle has not got a message of one's own, and when they do."""
    later = [one for one in sheet.members if one.state == "no-card"]
    if not later or sheet.line.box != "out":
        return ""
    words = _(
        "{names}: has not got this, for nothing can be sealed to them: no usable contact card "
        "(Exchange, tab 4). Once it is here, they get this too, unless they have left the "
        "circle or its time is over."
    )
    return words.format(names=joined(shown_name(one.name, names=names) for one in later))


def thread_text(sheets: Iterable[MessageSheet], *, names: bool) -> Iterator[str]:
    """Yield the messages of a thread, the first first, with their texts."""
    for sheet in sheets:
        yield message_row(sheet.line, names=names)
        if sheet.missing:
            yield _("Earlier messages are missing: {count}.").format(count=sheet.missing)
        if later := missed_words(sheet, names=names):
            yield later
        if names:
            yield sheet.text or _("(no text)")
        else:
            yield flat(_("(text hidden; --names shows it)"))
        for one in sheet.attachments:
            yield joined((_("file"), one.name, size_words(one.size)), " ")
        yield ""
