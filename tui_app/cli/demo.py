"""``nivel demo``: an office of made-up people, to try Nivel with.

With ``--vault`` it is made there and stays. Without it lies in a private folder of its own, is
opened at once (on a terminal the program, else Today as text), and goes when that ends. Its lock
screen then tells a drawn passphrase: the printed one is long out of sight when the program locks.

The law: the passphrase comes by ``--passphrase-fd`` or is drawn and printed; it is handed to the
program through a pipe, never as an argument; one that was handed over, or that opens an office
which stays, is told nowhere else. The demo never touches a vault that is there already.
"""

import os
import shutil
import signal
import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import Popen

from storage.casebook.entrance import create, generate_passphrase, tell_made_up
from tui_app.cli.office.build import MARK, PERSON, build_office
from tui_app.cli.opening import passphrase
from tui_app.cli.output import ShownProgress, is_terminal, say, tell
from tui_app.cli.reading import the_day
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _, language
from tui_app.plain.today import today_text
from tui_app.process import child_environment, harden

CASES, MOST_CASES = 12, 1_000_000
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from tui_app.launcher import main; raise SystemExit(main())"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the size and the seed."""
    parser.add_argument(
        "--cases", type=_count, default=CASES, metavar="N", help=_("how many cases (12)")
    )
    parser.add_argument(
        "--seed", default="1", metavar="S", help=_("the same seed makes the same office")
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_CASES:
        raise ArgumentTypeError(_("a number from 1 to {most}").format(most=MOST_CASES))
    return int(text)


def run(options: Namespace) -> int:
    """Make the office; show it when it is not kept."""
    harden()
    day = the_day(options)
    is_handed = options.passphrase_fd is not None
    secret = passphrase(options) if is_handed else generate_passphrase(language())
    with _end_in_order() as programs, _place(options) as folder:
        casebook, _sheet = create(folder, PERSON, MARK, secret)
        with closing(casebook):
            with ShownProgress(_("Making up an office")) as progress:
                build_office(casebook, options.cases, options.seed, day, progress)
            lines = casebook.today.read(day)
        if options.vault:
            say(_("The office of {person} is ready: {folder}").format(person=PERSON, folder=folder))
            _show(secret, is_handed=is_handed)
            return DONE
        if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
            tell(today_text(lines, names=False))
            return DONE
        say(_("A made-up office; it goes when you quit (Ctrl+Q)."))
        if not is_handed:
            tell_made_up(folder, secret)
        _show(secret, is_handed=is_handed)
        code = _open_program(options, folder, secret, programs)
    say(_("The made-up office is gone; with --vault FOLDER one stays."))
    _show(secret, is_handed=is_handed)
    return code


def _show(secret: str, *, is_handed: bool) -> None:
    if not is_handed:
        say(_("Passphrase: {passphrase}").format(passphrase=secret))


@contextmanager
def _place(options: Namespace) -> Iterator[Path]:
    """Give the folder for the vault: the named one, or a private one that goes afterwards."""
    if options.vault:
        yield Path(options.vault).expanduser().absolute()
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR")  # in memory, and nobody else's
    base = runtime if runtime and os.access(runtime, os.W_OK) else None
    held = Path(tempfile.mkdtemp(prefix="nivel-demo-", dir=base))
    try:
        yield held / "vault"
    finally:
        shutil.rmtree(held, ignore_errors=True)


def _open_program(
    options: Namespace, folder: Path, secret: str, programs: list["Popen[bytes]"]
) -> int:
    """Start the program on the open office, wait for its end, and return its exit code."""
    root = str(Path(__file__).parents[2])
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(f"{secret}\n".encode())
    given = ["--vault", str(folder), "--passphrase-fd", str(reader), "--lang", language()]
    if options.today:
        given += ["--today", options.today]
    command = [sys.executable, "-I", "-c", _START, root, *given]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program has the keyboard
    try:
        program = Popen(command, pass_fds=(reader,), env=child_environment(dict(os.environ)))  # noqa: S603 — our own program
        os.close(reader)
        programs.append(program)
        return program.wait()
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _end_in_order() -> Iterator[list["Popen[bytes]"]]:
    """When the terminal goes, end the program first and take the folder away, once and whole.

    A closed terminal hangs up twice (its server and the kernel): the second must not cut the first.
    """
    programs: list[Popen[bytes]] = []
    ending: list[int] = []

    def end(number: int, _frame: object) -> None:
        for program in programs:
            program.send_signal(number)
        if not (programs or ending):
            ending.append(number)
            raise SystemExit(128 + number)

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield programs
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
