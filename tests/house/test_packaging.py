"""What an installation gets: each file beside the code is declared, and declared files exist."""

import tomllib
from pathlib import Path

from tests.house.tree import PRODUCT, ROOT

DATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def beside_the_code() -> set[Path]:
    """Return the files of the packages that are no Python."""
    return {
        path
        for package in PRODUCT
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }


def declared(patterns: dict[str, list[str]]) -> set[Path]:
    """Return the files that ``patterns``, by package, take along."""
    return {
        path
        for package, each in patterns.items()
        for pattern in each
        for path in (ROOT / package).glob(pattern)
        if path.is_file()
    }


def test_every_file_beside_the_code_is_installed() -> None:
    """Catalogues, help pages, stylesheets and lists are part of the installed program."""
    assert beside_the_code() - declared(DATA["package-data"]) == set()


def test_the_check_sees_a_forgotten_file() -> None:
    """Negative control: without the stylesheets' line, the stylesheets are missing."""
    patterns = {key: value for key, value in DATA["package-data"].items() if key != "themes"}
    assert beside_the_code() - declared(patterns)
