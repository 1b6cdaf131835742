"""What the launcher and its child agree on, and how a process is hardened.

The law (``safety``, traps 4 and 8, T13): locking inside a process leaves keys in its memory, so a
lock is the end of the process that held the vault. The child tells by its exit code why it ended;
the launcher, which never holds a secret, starts a fresh one. Nothing heavy is imported here: this
module stands on the way to ``nivel --version``.
"""

import os
import sys

QUIT = 0
FAILED = 70
"""The program has a fault; the child has said its neutral line."""
LOCKED = 75
"""Start a fresh child at the lock screen."""
SUSPENDED = 76
"""Give the terminal back to the shell, then as LOCKED."""
HUNG_UP = 77
"""The terminal is gone: start nothing."""

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_SIGTERM = 15


def harden(parent: int | None = None) -> None:
    """Leave no core dump, let no other process look in, make new files private.

    With ``parent`` (the launcher's process id) this process is told by SIGTERM when it dies; the
    process ends at once when the launcher is dead already.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    import ctypes

    control = ctypes.CDLL(None).prctl
    control(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if parent is not None:
        control(_PR_SET_PDEATHSIG, _SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above
            os._exit(HUNG_UP)


def bar_network() -> None:
    """Make TLS unavailable in this process: Nivel calls nobody (T33).

    asyncio would load it, 10 ms on the way to the lock screen, for connections that never are.
    """
    sys.modules["ssl"] = None  # type: ignore[assignment] # how Python bars a module


def over_ssh(environment: dict[str, str] | None = None) -> bool:
    """Tell whether the terminal is at the other end of a network line."""
    found = os.environ if environment is None else environment
    return bool(found.get("SSH_CONNECTION") or found.get("SSH_TTY"))


def child_environment(environment: dict[str, str]) -> dict[str, str]:
    """Return ``environment`` without what makes Textual log keys, write pictures or load modules.

    Trap 4: ``TEXTUAL_LOG`` records every key of a passphrase, ``TEXTUAL_SCREENSHOT`` writes the
    screen, ``TEXTUAL_DRIVER`` imports any module, ``TEXTUAL=devtools`` opens a socket. Trap 10:
    the Kitty key protocol is never needed and breaks accented letters in some terminals.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith("TEXTUAL")}
    kept["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    kept["TEXTUAL_ANIMATIONS"] = "none"
    kept["TEXTUAL_SMOOTH_SCROLL"] = "0"
    if over_ssh(environment):
        kept["TEXTUAL_FPS"] = "20"
    return kept
