"""``nivel messages``: the messages, the newest first; ``--thread ID`` shows one thread's texts."""

from argparse import ArgumentParser, Namespace

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, case_called, note_names
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.messages import messages_text, thread_text

BOXES = {
    "inbox": ("in", N_("Inbox")),
    "sent": ("out", N_("Sent")),
    "drafts": ("draft", N_("Drafts")),
}
_ID_DIGITS = 32


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    add_form(parser)
    parser.add_argument("--box", choices=sorted(BOXES), default="inbox", help=_("which messages"))
    parser.add_argument("--case", metavar="K-0142", help=_("only of this case"))
    parser.add_argument(
        "--thread", metavar="ID", help=_("the thread of the message with this id; it is opened")
    )


def run(options: Namespace) -> int:
    """Print them. JSON: count, lines (message); with ``--thread`` lines have text and members."""
    if options.thread:
        return _thread(options, _message_id(options.thread))
    box, title = BOXES[options.box]
    with opened(options) as casebook:
        note_names(casebook, options)
        case_id = case_called(casebook, options.case) if options.case else None
        lines = casebook.messages.lines(box, 0, -1, case_id=case_id)
    if options.json:
        from tui_app.cli.message_shapes import message_shapes

        found = message_shapes(lines, names=options.names)
        tell_json("messages", {"masked": not options.names, "count": len(lines), "lines": found})
    else:
        tell(messages_text(_(title), lines, len(lines), names=options.names))
    return DONE


def _thread(options: Namespace, message_id: bytes) -> int:
    with opened(options) as casebook:
        note_names(casebook, options)
        sheets = casebook.messages.read_thread(message_id)
    if options.json:
        from tui_app.cli.message_shapes import sheet_shapes

        found = sheet_shapes(sheets, names=options.names)
        tell_json("messages", {"masked": not options.names, "count": len(sheets), "lines": found})
    else:
        tell(thread_text(sheets, names=options.names))
    return DONE


def _message_id(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if 2 * len(found) != _ID_DIGITS:
        raise Refused(_("--thread: no such id. nivel messages --json shows them."), USAGE)
    return found
