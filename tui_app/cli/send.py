"""``nivel send --folder DIR | --file FILE --to NAME``: write out what is due.

The law: nothing says "safe" before what was written has been read back.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from storage.lines.delivery import Exchanged
from tui_app.cli.message import correspondent_called
from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE, REFUSED, USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.plain.delivery import exchanged_text


def add_arguments(parser: ArgumentParser) -> None:
    """Add the way and the receiver."""
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=_("a stick, a shared folder"))
    way.add_argument("--file", type=Path, metavar=_("FILE"), help=_("one new file, for e-mail"))
    parser.add_argument("--to", metavar=_("NAME"), help=_("only for this person"))
    add_form(parser)


def run(options: Namespace) -> int:
    """Send. JSON: see ``exchanged_shape``."""
    if options.file is not None and not options.to:
        raise Refused(_("--file needs --to NAME: one file is for one person."), USAGE)
    with opened(options) as casebook:
        note_names(casebook, options)
        to = correspondent_called(casebook, options.to) if options.to else None
        if options.file is not None and to is not None:
            found = casebook.delivery.send_file(options.file, to)
        else:
            only = None if to is None else (to,)
            found = casebook.delivery.exchange(options.folder, only=only, read=False)
    return told(options, "send", found)


def told(options: Namespace, noun: str, found: Exchanged) -> int:
    """Say what came of it; 1 when something could not be written."""
    if options.json:
        tell_json(noun, exchanged_shape(found))
    else:
        tell(exchanged_text(found, names=options.names))
    return REFUSED if found.not_written else DONE


def exchanged_shape(found: Exchanged) -> dict[str, object]:
    """Shape one exchange: came and went (file, what, size), unread and held (reason), numbers."""
    return {
        "came": [
            {"file": one.file, "mark": one.mark, "what": dict(one.what), "new": one.new,
             "doubled": one.doubled, "set_aside": one.set_aside, "refused": one.refused}
            for one in found.came
        ],
        "went": [
            {"file": one.file, "what": dict(one.what), "size": one.size} for one in found.went
        ],
        "unread": [{"file": one.file, "reason": one.reason} for one in found.unread],
        "held_back": [{"case": one.case_label, "reason": one.reason} for one in found.held_back],
        "alarms": [{"kind": one.kind, "count": one.count} for one in found.alarms],
        "conflicts": found.conflicts,
        "gaps": found.gaps,
        "is_safe": found.is_safe,
        "not_written": found.not_written,
    }  # fmt: skip
