"""The launcher's child: hardens itself, starts the terminal, ends with a code of ``process``.

The law: this process may hold the vault's keys, so it leaves no core dump, is told when the
launcher dies, and its end is the lock. Textual is imported only after the environment is clean.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from tui_app.process import FAILED, QUIT, child_environment, harden

if TYPE_CHECKING:
    from tui_app.settings import Settings


def run() -> NoReturn:
    """Run the terminal with ``sys.argv[1:]``: the launcher's process id, then its arguments."""
    parent = int(sys.argv[1])
    harden(parent)
    cleaned = child_environment(dict(os.environ))
    for name in set(os.environ) - set(cleaned):
        del os.environ[name]
    os.environ.update(cleaned)
    silence()
    code = _run_app(_parse(sys.argv[2:]))
    # Threads that still read or write are cut here, like any process that dies: the vault bears it.
    sys.stderr.flush()
    os._exit(code)


def _parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="nivel", add_help=False)
    parser.add_argument("--vault")
    parser.add_argument("--lang", choices=("fi", "sv", "en"))
    parser.add_argument("--theme")
    parser.add_argument("--today")
    parser.add_argument("--passphrase-fd", type=int)
    parser.add_argument("--no-mouse", action="store_true")
    parser.add_argument("--ascii", action="store_true")
    return parser.parse_args(arguments)


def _run_app(options: Namespace) -> int:
    from tui_app.app import NivelApp
    from tui_app.paths import named_vault
    from tui_app.screens.entrance_door import EntranceDoor
    from tui_app.settings import read_settings

    settings = _with_options(read_settings(), options)
    door = EntranceDoor(named_vault(options.vault), _handed_over(options.passphrase_fd))
    app = NivelApp(door, settings, no_color=bool(os.environ.pop("NO_COLOR", "")))
    app.run(mouse=settings.mouse and not options.no_mouse)
    return QUIT if app.return_code is None else app.return_code


def _with_options(settings: "Settings", options: Namespace) -> "Settings":
    if options.lang:
        settings = replace(settings, language=options.lang)
    if options.theme:
        settings = replace(settings, theme=options.theme)
    return replace(settings, glyphs="ascii") if options.ascii else settings


def _handed_over(descriptor: int | None) -> str:
    """Return the passphrase from a pipe, "" without one; the demo opens its vault so."""
    if descriptor is None:
        return ""
    with os.fdopen(descriptor, encoding="utf-8") as pipe:
        return pipe.readline().rstrip("\n")


def silence() -> None:
    """Let no part of Python print what went wrong: messages and tracebacks hold values."""
    import logging
    import threading

    sys.excepthook = _quiet
    sys.unraisablehook = lambda _fault: None
    threading.excepthook = lambda _fault: None
    logging.disable(logging.CRITICAL)  # asyncio would log a task's error to the terminal


def _quiet(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """Say one neutral line instead of a traceback, which would hold values (trap 2)."""
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    from tui_app.i18n.farewell import fault_line
    from tui_app.terminal.crash import code_of

    sys.stderr.write(f"{fault_line(code_of(error))}\n")
    sys.stderr.flush()
    os._exit(FAILED)
