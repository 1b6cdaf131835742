"""The lock: exact versions with hashes, all that ``pyproject.toml`` asks for, in two parts."""

import re
import tomllib

from tests.house.lock import DIVIDER, LOCK, entries
from tests.house.tree import ROOT

PINNED = re.compile(r"([a-z0-9.-]+)==([^\s;]+)")


def project() -> dict[str, list[str]]:
    """Return what the project asks for: to run, and to be checked."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": asked["dependencies"], "check": asked["optional-dependencies"]["dev"]}


def parts() -> dict[str, dict[str, str]]:
    """Return the lock's two parts: name to lines."""
    run, divider, check = LOCK.read_text(encoding="utf-8").partition(DIVIDER)
    assert divider
    return {"run": entries(run), "check": entries(check)}


def test_the_lock_holds_what_is_asked_for() -> None:
    """Each requirement is an exact version, and the lock has that version in the right part."""
    locked = parts()
    for part, asked in project().items():
        for requirement in asked:
            match = PINNED.fullmatch(requirement)
            assert match, requirement
            assert locked[part][match[1]].startswith(f"{match[1]}=={match[2]} "), requirement


def test_every_package_has_hashes() -> None:
    """Every line of the lock belongs to a package, and each has SHA-256 hashes."""
    text = LOCK.read_text(encoding="utf-8")
    found = {**parts()["run"], **parts()["check"]}
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", lines) for lines in found.values())
    named = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(named) == len(found)


def test_what_runs_needs_nothing_of_what_checks() -> None:
    """No test tool stands in the part that is installed for daily use."""
    locked = parts()
    assert not set(locked["run"]) & set(locked["check"])
    assert not set(locked["run"]) & {"pytest", "mypy", "ruff", "hypothesis", "coverage"}


def test_a_newer_release_elsewhere_changes_nothing() -> None:
    """Setting up resolves nothing: a newer release of a part with an extra once stopped it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    from_the_lock = [line for line in makefile.splitlines() if "--require-hashes" in line]
    assert len(from_the_lock) == 2
    assert all("--no-deps" in line for line in from_the_lock)
    assert makefile.count("$(PIP) check") == len(from_the_lock)
