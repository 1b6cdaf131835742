"""Sizes: a file, a class and a function stay small enough to be read at once.

What was too large when the rule came stands in ``allowed_sizes.txt`` with its size. The list only
shrinks: something that became smaller must be lowered there, something that fits must leave it.
"""

import ast
from collections.abc import Iterator

from tests.house.tree import ROOT, Source, source, sources

FILE, CLASS, FUNCTION, STYLESHEET = 250, 180, 40, 150
LIST = ROOT / "tests" / "house" / "allowed_sizes.txt"
Defined = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def too_large(file: Source) -> Iterator[tuple[str, int]]:
    """Yield the name and the lines of all that is over its limit in ``file``."""
    lines = len(file.text.splitlines())
    if lines > FILE:
        yield file.name, lines
    for name, node in _defined(file.tree, file.name + "::"):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1  # without its decorators
        if lines > (CLASS if isinstance(node, ast.ClassDef) else FUNCTION):
            yield name, lines


def _defined(tree: ast.AST, prefix: str) -> Iterator[tuple[str, Defined]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Defined):
            yield prefix + node.name, node
            yield from _defined(node, f"{prefix}{node.name}.")
        else:
            yield from _defined(node, prefix)


def allowed() -> dict[str, int]:
    """Return the list: name and size."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {name: int(size) for size, name in (line.split(maxsplit=1) for line in lines if line)}


def test_nothing_is_too_large() -> None:
    """Every file, class and function keeps its limit, or the exact size it was allowed."""
    found = dict(each for file in sources() for each in too_large(file))
    for path in sorted((ROOT / "themes").glob("*.tcss")):
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > STYLESHEET:
            found[str(path.relative_to(ROOT))] = lines
    assert found == allowed()


def test_the_check_sees_what_is_too_large() -> None:
    """Negative control: a file, a class and a function one line too long are all named."""
    long = "def f():\n" + "    x = 1\n" * FUNCTION
    klass = "class C:\n" + "    x = 1\n" * CLASS
    planted = source("planted.py", long + klass + "y = 2\n" * 40)
    assert dict(too_large(planted)) == {
        "planted.py": 262,
        "planted.py::f": 41,
        "planted.py::C": 181,
    }
