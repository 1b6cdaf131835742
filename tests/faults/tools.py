"""What the parts need of the machine, tried out: a system call tracer, namespaces of one's own.

The campaign itself fails without them; the short forms in ``make test``, which installs nothing
outside its folder, are skipped and say so.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

_TRIALS: dict[str, tuple[str, ...]] = {
    "strace": ("strace", "-o", "/dev/null", "true"),
    "mounts": ("unshare", "--mount", "true"),
    "syncthing": ("syncthing", "--version"),
    "age": ("age", "--version"),
    "networks": ("unshare", "-n", "true"),
}
_AS_USER = ("--user", "--map-root-user")


def missing(needs: Sequence[str]) -> list[str]:
    """Return which of the needs this machine cannot meet."""
    return [need for need in needs if not _works(need)]


@cache
def _works(need: str) -> bool:
    command = list(_TRIALS[need])
    if shutil.which(command[0]) is None:
        return False
    if command[0] == "unshare" and os.geteuid():
        command[1:1] = _AS_USER
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
