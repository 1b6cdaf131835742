"""``nivel actions`` with its key derivation timed: the seconds of it are the last line on stderr.

Started by ``more_workers.actions``: the vault's folder, then the descriptor of the passphrase.
"""

import sys
import time
from typing import Any

from storage.vault import keyslots
from tui_app.cli.main import run


def main(folder: str, descriptor: str) -> int:
    """Run the command as the program does."""
    spent = 0.0
    derive = keyslots.stretch  # type: ignore[attr-defined]

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 — passes everything on
        nonlocal spent
        started = time.perf_counter()
        made = derive(*given, **named)
        spent += time.perf_counter() - started
        return made

    keyslots.stretch = timed  # type: ignore[attr-defined]
    code = run(["actions", "--plain", "--vault", folder, "--passphrase-fd", descriptor])
    print(spent, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
