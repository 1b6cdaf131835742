"""The plain twin of the exchange's history: what came, went, was refused, held back, withdrawn.

The law: counts and kinds, never a word of what was inside; what did not pass says why.
"""

from collections.abc import Iterable, Iterator

from storage.lines.delivery import PassageLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import date_and_time
from tui_app.plain.delivery import UNREAD, what_words
from tui_app.plain.shares import HELD
from tui_app.plain.words import counted, joined, shown_name

WAYS = {
    "in": N_("came"),
    "out": N_("written"),
    "received": N_("received"),
    "refused": N_("not read"),
    "held": N_("held back"),
    "withdrawn": N_("withdrawn"),
}


def passage_words(line: PassageLine) -> str:
    """Say how one thing went by: came, written, received, not read and why."""
    if line.way == "refused":
        return joined((_(WAYS["refused"]), _(UNREAD.get(line.reason, UNREAD["broken"]))), ": ")
    if line.way == "held":
        return joined((_(WAYS["held"]), _(HELD[line.reason]) if line.reason in HELD else ""), ": ")
    way = line.state if line.state == "received" else line.way
    return _(WAYS[way]) if way in WAYS else way


def passage_row(line: PassageLine, *, names: bool) -> str:
    """Return one line of the history as one line."""
    return joined(
        (
            date_and_time(line.at.astimezone()),
            passage_words(line),
            shown_name(line.name, names=names),
            _passed(line),
            line.file,
            line.folder,
        )
    )


def _passed(line: PassageLine) -> str:
    """Say what went by; what did not pass holds nothing that can be named."""
    if line.state == "alone":
        return _("only an acknowledgement: nobody answers it, and the next parcel takes its place")
    return what_words(line.what) if line.what or line.way in {"in", "out"} else ""


def history_text(lines: Iterable[PassageLine], count: int, *, names: bool) -> Iterator[str]:
    """Yield what came and went, the newest first."""
    yield counted(_("Came and went"), count)
    yield from (passage_row(line, names=names) for line in lines)
