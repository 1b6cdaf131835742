"""The command line ``nivel NOUN ...``: finds the noun, runs it, turns every error into a sentence.

The law: one file per noun, imported only when that noun is asked for; a noun has ``add_arguments``
and ``run(options) -> exit code``. Nothing sensitive is taken from an argument or the environment.
The common options may stand before or after the noun.
"""

import sys
from argparse import Namespace, RawDescriptionHelpFormatter
from importlib import import_module
from typing import TYPE_CHECKING

from tui_app.cli.parser import add_common, new_parser
from tui_app.cli.refusal import DONE, USAGE, Refused, exit_code_of
from tui_app.i18n.catalogue import LANGUAGES, N_, _, set_language
from tui_app.version import VERSION

if TYPE_CHECKING:
    from types import ModuleType, TracebackType

NOUNS = {
    "init": ("init", N_("make a new vault")),
    "today": ("today", N_("what stands on the day: meetings, due action items, releases")),
    "week": ("week", N_("one week, Monday first: meetings, due action items, releases")),
    "cases": ("cases", N_("the list of cases")),
    "case": ("case", N_("one case: summary, network, meetings, action items")),
    "meetings": ("meetings", N_("the list of meetings")),
    "meeting": ("meeting", N_("one meeting: agenda, participants, minutes, what was agreed")),
    "visit": ("visit", N_("a visit: one case, shown to the client; a late entry afterwards")),
    "actions": ("actions", N_("the list of action items")),
    "action": (
        "action",
        N_("one action item: add, show, done, wait, due, comment, hand-over"),
    ),
    "contact": ("contact", N_("write down that a client was called, met, or did not answer")),
    "follow-ups": ("follow_ups", N_("follow-up contacts: missed, and due within a week")),
    "messages": ("messages", N_("the messages, and one thread")),
    "message": ("message", N_("write a message")),
    "needs": ("needs", N_("needs and goals of a case, gaps; unmet needs without names")),
    "handover": ("handover", N_("hand a role over: offer, accept, decline, told, contact")),
    "people": ("people", N_("the people and organisations of the directory")),
    "services": ("services", N_("what help there is, by life area and county; practice cards")),
    "merge": ("merge", N_("doubled people and organisations: list, merge, take apart")),
    "search": ("search", N_("find words in every text of the casebook")),
    "log": ("log", N_("the use log, and the log of what was given out")),
    "basis": ("basis", N_("on what basis a case's data may go out: add, list, withdraw")),
    "card": ("card", N_("one's own contact card, and those of others: export, import, show")),
    "compare": ("compare", N_("the safety number to read aloud with somebody")),
    "devices": ("devices", N_("one's own devices, and whose cards are here")),
    "share": ("share", N_("share parts of a case: case, list, withdraw")),
    "travel": ("travel", N_("one case on a laptop of its own: pack, list, return, lost")),
    "send": ("send", N_("write out what is due, to a folder or a file")),
    "receive": ("receive", N_("take in what came")),
    "conflicts": ("conflicts", N_("what two people wrote differently: list, show, keep")),
    "exchange": ("exchange", N_("edit conflicts, and this device")),
    "settings": ("settings", N_("how Nivel looks on this machine")),
    "import": ("bring_in", N_("bring in an address book")),
    "export": ("export", N_("write a meeting or a network map to a file that can be handed out")),
    "check": ("check", N_("look through the whole vault for damage")),
    "backup": ("backup", N_("write the whole vault to one sealed file")),
    "restore": ("restore", N_("make a vault from a backup; it becomes a new device")),
    "keys": ("keys", N_("the table of keys")),
    "demo": ("demo", N_("make an office of made-up people to try Nivel with")),
}
_CODES = N_(
    "Exit codes: 0 done, 1 refused with a sentence, 2 usage, 3 cannot unlock, 4 damaged.\n"
    "Names are masked (initials and case number) unless --names is given; that is logged.\n"
    "The passphrase is asked on the terminal, or read from the descriptor of --passphrase-fd."
)


def run(argv: list[str]) -> int:
    """Run one command; ``argv`` is without the program's name. Returns the exit code."""
    from tui_app.cli.output import close_quietly, complain, prepare_streams

    prepare_streams()
    sys.excepthook = _quiet
    _speak(argv)
    try:
        options = _parsed(argv)
        return int(options.noun_module.run(options))
    except SystemExit as end:  # argparse has spoken
        return end.code if isinstance(end.code, int) else USAGE
    except Refused as refusal:
        complain(refusal.sentence)
        return refusal.code
    except BrokenPipeError:
        close_quietly()
        return DONE
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return 130
    except Exception as error:
        code = _refused(error)
        if code is None:
            raise
        return code


def _refused(error: Exception) -> int | None:
    """Say the sentence of a storage error and return its code; None when it is none."""
    from storage.errors import StorageError
    from tui_app.cli.output import complain
    from tui_app.i18n.sentences import sentence

    if not isinstance(error, StorageError):
        return None
    complain(sentence(error))
    return exit_code_of(error.code)


def _quiet(kind: type[BaseException], error: BaseException, _trace: "TracebackType | None") -> None:
    """Say one neutral line for a fault instead of a traceback, which would hold values."""
    from tui_app.cli.output import complain
    from tui_app.i18n.farewell import fault_line
    from tui_app.terminal.crash import code_of

    if not issubclass(kind, SystemExit):
        complain(fault_line(code_of(error)))


def _speak(argv: list[str]) -> None:
    """Set the language before the first word: ``--lang``, else the settings'."""
    chosen = ""
    for place, argument in enumerate(argv):
        if argument == "--lang":
            chosen = argv[place + 1] if place + 1 < len(argv) else ""
        elif argument.startswith("--lang="):
            chosen = argument.partition("=")[2]
    if chosen not in LANGUAGES:
        from tui_app.settings import read_settings

        chosen = read_settings().language
    set_language(chosen)


def _parsed(argv: list[str]) -> Namespace:
    parser = new_parser(
        _("Nivel: an encrypted casebook. Without a command the terminal starts."), _(_CODES)
    )
    parser.add_argument(
        "--version", action="version", version=f"nivel {VERSION}", help=_("show the version")
    )
    nouns = parser.add_subparsers(metavar=_("COMMAND"), required=True, dest="noun")
    for noun, (module, words) in NOUNS.items():
        if noun not in argv:  # it cannot be the one that is meant
            nouns.add_parser(noun, help=_(words), add_help=False)
            continue
        of_noun = nouns.add_parser(
            noun,
            help=_(words),
            description=_(words),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        add_common(of_noun)
        loaded: ModuleType = import_module(f"tui_app.cli.{module}")
        loaded.add_arguments(of_noun)
        of_noun.set_defaults(noun_module=loaded)
    start = Namespace(vault=None, passphrase_fd=None, lang=None, today=None)
    return parser.parse_args(argv, start)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
