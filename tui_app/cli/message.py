"""``nivel message --to NAME --text-file F``: write a message; it leaves with the next exchange."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import case_called
from tui_app.cli.reading_text import add_text, text_of
from tui_app.cli.refusal import DONE
from tui_app.cli.whom import called
from tui_app.i18n.catalogue import _

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--to", metavar=_("NAME"), action="append", required=True,
        help=_("who gets it: the whole name, as on the contact card; may stand several times"),
    )  # fmt: skip
    parser.add_argument("--subject", default="", metavar=_("TEXT"), help=_("what it is about"))
    add_text(parser, required=True)
    parser.add_argument(
        "--case", metavar="K-0142", help=_("the case it is about; the gate is asked")
    )
    parser.add_argument(
        "--attach", type=Path, action="append", default=[], metavar=_("FILE"),
        help=_("a file to go with it; may stand several times"),
    )  # fmt: skip
    parser.add_argument(
        "--override", default="", metavar=_("REASON"),
        help=_("send it although no basis is recorded; the reason is logged"),
    )  # fmt: skip
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one fact a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))


def run(options: Namespace) -> int:
    """Send it. JSON: id, waiting (devices that nothing has been written for yet)."""
    text = text_of(options.text_file)
    with opened(options) as casebook:
        from storage.lines.messages import Writing

        to = tuple(correspondent_called(casebook, name) for name in options.to)
        case_id = case_called(casebook, options.case) if options.case else None
        writing = Writing(
            subject=options.subject,
            text=text,
            to=to,
            case_id=case_id,
            link=None if case_id is None else ("case", case_id),
            files=tuple(options.attach),
        )
        sent = casebook.posting.send(writing, override=options.override)
        waiting = casebook.messages.counts().waiting
    if options.json:
        tell_json("message", {"id": sent.hex(), "waiting": waiting})
    else:
        tell([_("Sent. It leaves with the next exchange: nivel send --folder DIR")])
    return DONE


def correspondent_called(casebook: "Casebook", name: str) -> bytes:
    """Return the id of the correspondent who is meant; see ``whom``."""
    return called(casebook, name).id
