"""Names and first words: each file says what it is for, and none is called after nothing."""

import ast
import re

from tests.house.tree import Source, source, sources

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "models", "base"}
SHORTEST = 20


def faults(file: Source) -> list[str]:
    """Return what is wrong with the name or the first words of ``file``."""
    found = []
    words = ast.get_docstring(file.tree) or ""
    if len(words) < SHORTEST:
        found.append(f"{file.name}: no module docstring that says what the file is for")
    parts = set(re.split(r"[/_.]", file.name.removesuffix(".py")))
    if parts & BANNED:
        found.append(f"{file.name}: a banned name")
    if file.name.endswith("__init__.py") and len(file.tree.body) > 1:
        found.append(f"{file.name}: holds more than one docstring")
    return found


def test_every_file_says_what_it_is_for() -> None:
    """Each module has a docstring, a name that says something, and an empty ``__init__``."""
    assert [fault for file in sources() for fault in faults(file)] == []


def test_every_test_says_its_claim() -> None:
    """A test's docstring states the one thing it claims."""
    silent = [
        f"{file.name}::{node.name}"
        for file in sources("tests")
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_the_check_sees_bad_names_and_silence() -> None:
    """Negative control: a silent file, a banned name and a busy ``__init__`` are all named."""
    assert len(faults(source("storage/utils.py", "x = 1\n"))) == 2
    assert faults(source("storage/name_helpers.py", '"""Says something, at length."""\n'))
    assert faults(source("storage/__init__.py", '"""Says something, at length."""\nx = 1\n'))
    assert faults(source("storage/database.py", '"""Says something, at length."""\n')) == []
