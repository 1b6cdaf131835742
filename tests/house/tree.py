"""The files of the house, as its checks walk them: nothing that a build or a tool left behind."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("storage", "themes", "tui_app")
FOLDERS = (*PRODUCT, "tests")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: where it lies in the house, its text and its tree."""

    name: str
    text: str
    tree: ast.Module


def source(name: str, text: str) -> Source:
    """Parse ``text`` as if it were the file ``name``; also for planted faults."""
    return Source(name, text, ast.parse(text))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files of ``folders``, all of the house without any."""
    return tuple(
        source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for folder in folders or FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "__pycache__" not in path.parts
    )


def top_level() -> set[str]:
    """Return what stands at the top, but for what git ignores."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.rstrip("/") for line in lines] + [".git"]
    return {
        path.name
        for path in ROOT.iterdir()
        if not any(fnmatch(path.name, pattern) for pattern in ignored)
    }


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call in ``tree`` with the last part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield node, called.attr
            elif isinstance(called, ast.Name):
                yield node, called.id


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each imported module in ``tree``, also inside functions, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
