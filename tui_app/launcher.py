"""The program ``nivel``: starts the terminal as a child and starts it again, locked.

The law (``safety``, trap 8): the launcher never holds a secret and outlives every lock. It has the
same terminal as its child, gives it back whole when the child dies in any way, and when it is
killed itself the child ends. A command is handed to ``tui_app.cli``; nothing is imported before it
is known to be needed, because ``nivel --version`` may cost no more than three bare Pythons.
"""

import os
import sys

from tui_app.process import FAILED, HUNG_UP, LOCKED, SUSPENDED
from tui_app.version import VERSION

_WITH_VALUE = frozenset({"--vault", "--lang", "--today", "--theme", "--passphrase-fd"})
VISIT = "visit"
_FLAGS = frozenset({"--no-mouse", "--ascii"})
# Leave the alternate screen emptied, colours and cursor back, mouse, focus, paste and Kitty off.
_RESTORE = (
    "\x1b[2J\x1b[H\x1b[?1049l\x1b[0m\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l"
    "\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u"
)


def main(argv: list[str] | None = None) -> int:
    """Run ``nivel`` with ``argv`` (without the program's name); return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        print(f"nivel {VERSION}")  # noqa: T201 - the command line speaks by printing
        return 0
    if not _is_terminal_start(arguments):
        from tui_app.cli.main import run

        return run(arguments)
    return Launcher(arguments).run()


def _is_terminal_start(arguments: list[str]) -> bool:
    """Tell whether only options of the terminal stand there, and perhaps ``visit K-0142``.

    No other command, and no unknown option: ``nivel visit K-0142 --plain`` is a command.
    """
    rest = iter(arguments)
    for argument in rest:
        name, equals, _ = argument.partition("=")
        if name in _WITH_VALUE:
            if not equals and next(rest, None) is None:
                return False
        elif argument == VISIT:
            if next(rest, "-").startswith("-"):
                return False
        elif argument not in _FLAGS:
            return False
    return True


class Launcher:
    """Keeps one child at the terminal; ``arguments`` are handed to it."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.child = 0
        self.stop_wanted = False
        self.end_wanted = False
        self._attributes: list[int | list[bytes | int]] | None = None

    def run(self) -> int:
        """Start children until one ends for good; return its exit code."""
        self._keep_terminal()
        self._take_signals()
        arguments = self.arguments
        while True:
            code = self._one_child(arguments)
            # The passphrase came through a pipe that is read once: a restart asks the person.
            arguments = _without_passphrase(arguments)
            if self.end_wanted or code not in {LOCKED, SUSPENDED}:
                return 0 if code == HUNG_UP or self.end_wanted else code
            if code == SUSPENDED or self.stop_wanted:
                self._stop_self()

    def _one_child(self, arguments: list[str]) -> int:
        """Start a child and wait for its end; return its exit code, FAILED when it was killed."""
        self.stop_wanted = False
        code = self._wait(self._spawn(arguments))
        if code in {LOCKED, SUSPENDED}:
            return code
        if code < 0:
            self._restore_terminal()
            return FAILED
        self._restore_attributes()
        return code

    def _spawn(self, arguments: list[str]) -> int:
        """Fork: a second Python would cost 30 ms and more before the lock screen is painted."""
        launcher = os.getpid()
        self.child = os.fork()
        if self.child == 0:
            try:
                _be_child(launcher, arguments)
            finally:
                os._exit(FAILED)  # a child never comes back into the launcher's code
        return self.child

    def _wait(self, child: int) -> int:
        """Return the child's exit code, below zero when a signal killed it."""
        _, status = os.waitpid(child, 0)
        self.child = 0
        return os.waitstatus_to_exitcode(status)

    def _keep_terminal(self) -> None:
        try:
            import termios

            self._attributes = termios.tcgetattr(0)
        except (ImportError, OSError, ValueError):
            self._attributes = None
        except Exception:  # noqa: BLE001 - termios.error is no OSError; without a terminal, none
            self._attributes = None

    def _restore_attributes(self) -> None:
        if self._attributes is None:
            return
        import termios

        try:
            termios.tcsetattr(0, termios.TCSADRAIN, self._attributes)
        except termios.error:
            return

    def _restore_terminal(self) -> None:
        """Clean up behind a child that could not do it, and say one neutral line."""
        self._restore_attributes()
        if self.end_wanted:
            return
        from tui_app.i18n.farewell import ended_line
        from tui_app.settings import read_settings

        line = ended_line(read_settings().language)
        try:
            os.write(2, f"{_RESTORE}{line}\r\n".encode())
        except OSError:
            return

    def _take_signals(self) -> None:
        import signal

        def stop(_number: int, _frame: object) -> None:
            self.stop_wanted = True
            self._tell_child(signal.SIGTSTP)

        def end(number: int, _frame: object) -> None:
            self.end_wanted = True
            self._tell_child(number)

        signal.signal(signal.SIGTSTP, stop)
        signal.signal(signal.SIGHUP, end)
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # in a terminal the child has the keyboard
        signal.signal(signal.SIGQUIT, signal.SIG_IGN)

    def _tell_child(self, number: int) -> None:
        if self.child:
            try:
                os.kill(self.child, number)
            except ProcessLookupError:
                return

    def _stop_self(self) -> None:
        """Stop the whole job, as Ctrl+Z does, so that the shell takes over; return when continued.

        In a job that no shell watches the kernel drops SIGTSTP: then this returns at once.
        """
        import signal

        self._restore_attributes()
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)
        self._keep_terminal()


def _be_child(launcher: int, arguments: list[str]) -> None:
    """Become the app: own signals, and an import path that nobody else can put things on (T32)."""
    import gc
    import signal

    gc.disable()  # until the first paint: collecting costs a tenth of the start
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    own = (sys.prefix, sys.base_prefix)
    # As with -I: PYTHONPATH, the working folder and the user's site are shut out.
    sys.path[:] = [root, *(path for path in sys.path if path.startswith(own))]
    from tui_app.child import run

    run(launcher, arguments)


def _without_passphrase(arguments: list[str]) -> list[str]:
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--passphrase-fd":
            next(rest, None)
        elif not argument.startswith("--passphrase-fd="):
            kept.append(argument)
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
