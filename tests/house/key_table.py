"""Write the README's key table from the commands: ``python tests/house/key_table.py``.

The law: the table stands between two markers and says what ``nivel keys --markdown`` says, in
English; with ``--check`` nothing is written and a difference ends with 1.
"""

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BEGIN = "<!-- keys: written by tests/house/key_table.py -->"
END = "<!-- end of keys -->"


def table() -> str:
    """Return the table as the program itself prints it."""
    sys.path.insert(0, str(ROOT))
    from tui_app.cli.main import run

    printed = io.StringIO()
    with redirect_stdout(printed):
        code = run(["keys", "--markdown", "--lang", "en"])
    if code:
        message = f"nivel keys ended with {code}"
        raise RuntimeError(message)
    return printed.getvalue().strip()


def with_table(readme: str, keys: str) -> str:
    """Return ``readme`` with ``keys`` between the markers; raises ValueError without markers."""
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        message = "the README has no markers for the key table"
        raise ValueError(message)
    return f"{before}{BEGIN}\n{keys}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the table, or check it; return the exit code."""
    readme = README.read_text(encoding="utf-8")
    wanted = with_table(readme, table())
    if readme == wanted:
        return 0
    if "--check" in arguments:
        sys.stderr.write("The README's key table is old: python tests/house/key_table.py\n")
        return 1
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
