"""What a running program has loaded: asked in fresh interpreters, not in the import graph.

The contracts in ``pyproject.toml`` see what is written; this sees what happens. The heavy parts are
Textual (the terminal) and SQLModel (the records): the one must not load where there is no screen,
the other not before the lock screen is painted.
"""

import json
import subprocess
import sys

import pytest

from tests.house.tree import PRODUCT, ROOT, imported, source, sources

NETWORK = {
    "ftplib",
    "http",
    "imaplib",
    "nntplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib",
    "webbrowser",
    "xmlrpc",
}
UNSAFE = {"marshal", "pickle", "shelve", "yaml"}
FIRST_PAINT = """
import asyncio
from tui_app.app import NivelApp
from tui_app.screens.entrance_door import EntranceDoor
from tui_app.settings import Settings
async def paint():
    app = NivelApp(EntranceDoor(None, ""), Settings(language="fi", theme="night"))
    async with app.run_test(size=(80, 24)) as pilot:
        print("painted", type(app.screen).__name__)
        report()
asyncio.run(paint())
"""
REPORT = """
import json, sys
def report():
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), flush=True)
    raise SystemExit(0)
"""


def loaded(code: str) -> set[str]:
    """Run ``code`` in a fresh interpreter; return the packages it has loaded at ``report()``."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    lists = [line for line in done.stdout.splitlines() if line.startswith("[")]
    assert lists, done.stderr
    return set(json.loads(lists[-1]))


def test_the_whole_store_loads_no_terminal() -> None:
    """With every module of ``storage`` loaded, neither Textual nor Rich is."""
    names = [file.name.removesuffix(".py").replace("/", ".") for file in sources("storage")]
    modules = ", ".join(name.removesuffix(".__init__") for name in names)
    found = loaded(f"import {modules}\nreport()")
    assert "sqlmodel" in found
    assert not found & {"textual", "rich"}


def test_the_entrance_loads_no_records() -> None:
    """The door of the casebook tells whether a vault is there without loading SQLModel."""
    found = loaded("import storage.casebook.entrance\nreport()")
    assert not found & {"sqlmodel", "sqlalchemy", "pydantic", "textual", "rich"}


def test_a_list_loads_no_records() -> None:
    """Opening a casebook and the desk of a list load no SQLModel."""
    desks = ("actions", "cases", "log", "meetings", "people", "today")
    names = ", ".join(f"storage.casebook.{name}" for name in ("opened", *desks))
    found = loaded(f"import {names}\nreport()")
    assert "sqlalchemy" in found
    assert not found & {"sqlmodel", "pydantic", "textual", "rich"}


def test_the_first_paint_loads_no_records() -> None:
    """The lock screen is painted before SQLModel is loaded."""
    found = loaded(FIRST_PAINT)
    assert "textual" in found
    assert not found & {"sqlmodel", "sqlalchemy", "pydantic"}


def test_the_version_loads_nothing_heavy() -> None:
    """``nivel --version`` loads neither Textual nor SQLModel nor anything else of weight."""
    found = loaded("from tui_app.launcher import main\nmain(['--version'])\nreport()")
    assert not found & {"textual", "rich", "sqlmodel", "sqlalchemy", "argparse", "asyncio"}


def test_the_keys_load_no_records() -> None:
    """The code that handles keys and secrets loads no record and no terminal."""
    names = [file.name for file in sources("storage") if file.name.startswith("storage/crypto/")]
    modules = ", ".join(name[:-3].replace("/", ".").removesuffix(".__init__") for name in names)
    assert not loaded(f"import {modules}\nreport()") & {"sqlmodel", "sqlalchemy", "textual"}


def test_the_check_sees_what_is_loaded() -> None:
    """Negative control: a module that needs SQLModel is seen to load it."""
    assert "sqlmodel" in loaded("import storage.records.people\nreport()")


def forbidden(text: str, name: str = "planted.py") -> list[str]:
    """Return the lines of ``text`` that import a network or an unsafe reader."""
    return [
        f"{name}:{line}: {module}"
        for line, module in imported(source(name, text).tree)
        if module.partition(".")[0] in NETWORK | UNSAFE
    ]


def test_nothing_reaches_for_the_network() -> None:
    """No file of the product imports a network module or a reader that runs what it reads."""
    assert [each for f in sources(*PRODUCT) for each in forbidden(f.text, f.name)] == []


@pytest.mark.parametrize("planted", ["import socket", "def f():\n    from urllib import request"])
def test_the_check_sees_a_network(planted: str) -> None:
    """Negative control: an import is seen, also inside a function."""
    assert forbidden(planted)
