"""A command line in a test: a made-up office on the disk, a cheap key, commands run in process."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

import pytest

from storage.casebook import entrance, joining
from storage.casebook.invitations import Invitations
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office, small_case
from tui_app.cli import demo, init, join, opening, restore
from tui_app.cli.main import run


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()


Run = Callable[..., Ran]


def descriptor_of(text: str) -> int:
    """Return a descriptor from which ``text`` can be read once."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        pipe.write(text)
    return reader


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use a cheap key derivation, which the product itself refuses."""
    cheap_create = partial(entrance.create, parameters=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.setattr(opening, "unlock", partial(entrance.unlock, limits=CHEAP_LIMITS))
    monkeypatch.setattr(restore, "restore", partial(entrance.restore, limits=CHEAP_LIMITS))
    monkeypatch.setattr(init, "create", cheap_create)
    monkeypatch.setattr(demo, "create", cheap_create)
    cheaply: dict[str, Any] = {"parameters": CHEAP, "limits": CHEAP_LIMITS}
    monkeypatch.setattr(join, "join", partial(joining.join, **cheaply))
    monkeypatch.setattr(join, "look_into", partial(joining.look_into, limits=CHEAP_LIMITS))
    monkeypatch.setattr(Invitations, "write", partialmethod(Invitations.write, **cheaply))
    for module in (opening, init, restore, demo):  # pytest itself must stay dumpable
        monkeypatch.setattr(module, "harden", lambda: None)


@pytest.fixture
def nivel(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command without a vault's passphrase."""

    def run_it(*argv: str) -> Ran:
        capsys.readouterr()
        code = run(list(argv))
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_it


@dataclass(frozen=True, slots=True)
class Office:
    """A vault on the disk, closed, with one small case in it."""

    folder: Path
    case: SmallCase
    nivel: Run

    def run(self, *argv: str, passphrase: str = PASSPHRASE) -> Ran:
        """Run a command on this vault, on Tuesday 24.11.2026."""
        return self.nivel_on("2026-11-24", *argv, passphrase=passphrase)

    def nivel_on(self, day: str, *argv: str, passphrase: str = PASSPHRASE) -> Ran:
        """Run a command on this vault as if it were another day."""
        number = descriptor_of(passphrase + "\n")
        common = ["--vault", str(self.folder), "--passphrase-fd", str(number)]
        return self.nivel(*argv, *common, "--today", day)


@pytest.fixture
def office(tmp_path: Path, nivel: Run) -> Office:
    """Make the office of ``tests.offices``."""
    folder = tmp_path / "vault"
    casebook = new_office(folder)
    case = small_case(casebook)
    casebook.close()
    return Office(folder, case, nivel)
