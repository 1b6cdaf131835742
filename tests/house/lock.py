"""Write ``requirements.lock`` from ``pyproject.toml``: ``python tests/house/lock.py``.

The law: exact versions with hashes, no address of any kind, first what the program runs on, then,
after the line ``# --- to check it with``, what its checks need: an installation takes the first
part only. Needs ``pip-compile`` on the path (the package pip-tools), and nothing else of Nivel.
"""

import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
DIVIDER = "# --- to check it with"
_HEAD = """\
# Every package that Nivel runs on and is checked with: exact versions and hashes, no addresses.
# Written by tests/house/lock.py from pyproject.toml.
# --- to run it
"""
_OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--annotation-style=line",
)
_ENTRY = re.compile(r"^(?P<name>[a-z0-9.-]+)==[^\n]+\n(?: .*\n)*", re.MULTILINE)


def entries(text: str) -> dict[str, str]:
    """Return each package's lines by its name, in order."""
    return {match["name"]: match[0] for match in _ENTRY.finditer(text)}


def _compiled(folder: Path, name: str, *options: str) -> dict[str, str]:
    target = folder / name
    command = ["pip-compile", *_OPTIONS, *options, f"--output-file={target}", "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)
    return entries(target.read_text(encoding="utf-8"))


def main() -> None:
    """Compile both parts and write the lock whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = _compiled(folder, "run.txt")
        pins = [line.split(" ")[0] for entry in run.values() for line in entry.splitlines()[:1]]
        (folder / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
        constrained = f"--constraint={folder / 'pins.txt'}"
        check = _compiled(folder, "check.txt", "--extra=dev", constrained)
    parts = [*run.values(), DIVIDER + "\n"]
    parts += [entry for name, entry in check.items() if name not in run]
    text = re.sub(r" *(?:, )?-c [^,\n]+", "", _HEAD + "".join(parts))
    LOCK.write_text(text.replace("nivel (pyproject.toml)", "nivel"), encoding="utf-8")


if __name__ == "__main__":
    main()
