"""The launcher's child: hardens itself, starts the terminal, ends with a code of ``process``.

The law: this process may hold the vault's keys, so it leaves no core dump, is told when the
launcher dies, and its end is the lock. Textual is imported only after the environment is clean.
"""

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from tui_app.process import FAILED, QUIT, bar_network, child_environment, harden

if TYPE_CHECKING:
    from tui_app.settings import Settings


def run(launcher: int, arguments: list[str]) -> NoReturn:
    """Run the terminal with ``arguments``; ``launcher`` is the launcher's process id."""
    harden(launcher)
    bar_network()
    cleaned = child_environment(dict(os.environ))
    for name in set(os.environ) - set(cleaned):
        del os.environ[name]
    os.environ.update(cleaned)
    silence()
    code = _run_app(_parse(arguments))
    # Threads that still read or write are cut here, like any process that dies: the vault bears it.
    sys.stderr.flush()
    os._exit(code)


def _parse(arguments: list[str]) -> dict[str, str]:
    """Return the options by name; the launcher has let through only those it knows.

    ``visit K-0142`` is one of them without dashes. By hand: argparse costs 4 ms of the 100 that the
    lock screen may take over a bare Textual.
    """
    options: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        flag = name in {"no-mouse", "ascii"}
        options[name] = value if equals else "yes" if flag else next(rest, "")
    return options


def _run_app(options: dict[str, str]) -> int:
    from tui_app.app import NivelApp
    from tui_app.paths import named_vault
    from tui_app.screens.entrance_door import EntranceDoor
    from tui_app.settings import read_settings

    settings = _with_options(read_settings(), options)
    door = EntranceDoor(
        named_vault(options.get("vault")), _handed_over(options.get("passphrase-fd"))
    )
    visit = options.get("visit", "")
    app = NivelApp(door, settings, no_color=bool(os.environ.pop("NO_COLOR", "")), visit=visit)
    app.run(mouse=settings.mouse and "no-mouse" not in options and not visit)
    return QUIT if app.return_code is None else app.return_code


def _with_options(settings: "Settings", options: dict[str, str]) -> "Settings":
    from tui_app.i18n.catalogue import LANGUAGES
    from tui_app.settings import THEMES

    if options.get("lang") in LANGUAGES:
        settings = replace(settings, language=options["lang"])
    if options.get("theme") in THEMES:
        settings = replace(settings, theme=options["theme"])
    return replace(settings, glyphs="ascii") if "ascii" in options else settings


def _handed_over(descriptor: str | None) -> str:
    """Return the passphrase from a pipe, "" without one; the demo opens its vault so."""
    if descriptor is None or not descriptor.isdigit():
        return ""
    with os.fdopen(int(descriptor), encoding="utf-8") as pipe:
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
