"""The layout of the house: what stands at the top, and where a test lies."""

import os
import re
from pathlib import Path

from tests.house.tree import PRODUCT, ROOT, top_level

AT_THE_TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements.lock",
    "storage",
    "tests",
    "themes",
    "tui_app",
}
BESIDE_THE_MIRROR = {"bench", "faults", "house"}
IN_TUI_APP = {
    "cli",
    "commands",
    "dialogs",
    "help",
    "i18n",
    "plain",
    "screens",
    "terminal",
    "widgets",
}
IN_STORAGE = {
    "casebook",
    "crypto",
    "documents",
    "exchange",
    "journal",
    "lines",
    "records",
    "rules",
    "vault",
}


def folders(path: Path) -> set[str]:
    """Return the names of the folders in ``path`` that are no caches."""
    return {each.name for each in path.iterdir() if each.is_dir() and each.name[0] not in "._"}


def test_the_top_holds_what_was_drawn_and_nothing_else() -> None:
    """The top level is exactly the one that was agreed."""
    assert top_level() == AT_THE_TOP


def test_the_rooms() -> None:
    """Each package has the folders of the plan and no other."""
    assert folders(ROOT / "storage") <= IN_STORAGE
    assert folders(ROOT / "tui_app") <= IN_TUI_APP
    assert folders(ROOT / "themes") == set()


def test_tests_mirror_the_house() -> None:
    """A folder of tests has the name and place of a folder of the house."""
    assert folders(ROOT / "tests") <= {*PRODUCT, *BESIDE_THE_MIRROR}
    lost = [
        str(each.relative_to(ROOT))
        for package in PRODUCT
        for each in (ROOT / "tests" / package).rglob("test_*.py")
        if not (ROOT / each.parent.relative_to(ROOT / "tests")).is_dir()
    ]
    assert lost == []


def test_every_folder_of_the_store_is_tested() -> None:
    """Each folder of the store that holds code has a folder of tests."""
    with_code = {each for each in folders(ROOT / "storage") if _has_code(ROOT / "storage" / each)}
    assert with_code - {"lines", "exchange"} <= folders(ROOT / "tests" / "storage")


def _has_code(folder: Path) -> bool:
    return any(path.name != "__init__.py" for path in folder.glob("*.py"))


def test_the_licence_is_whole() -> None:
    """The licence is the European Union Public Licence 1.2, from its title to its appendix."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert re.findall(r"^(\d+)\. ", licence, re.MULTILINE) == [str(n) for n in range(1, 16)]
    assert licence.rstrip().endswith("require the production of a new\nEUPL version.")
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_build_machine_runs_make_test() -> None:
    """``.ci/run`` can be started and runs ``make test``."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")


def test_the_changelog_names_this_version() -> None:
    """What is new in this version is said in the changelog."""
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
