"""Two made-up people with a vault each and a recovery sheet, for the screens of who is who."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.pilot import Pilot

from storage.casebook import entrance
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, new_office
from tests.tui_app.stage import press, settled, text_of
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.ask_sheet import AskSheet
from tui_app.widgets.path_field import PathField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    import pytest


class TwoPeople:
    """Aino, whose sheet is known, and Testi of another office."""

    def __init__(self, folder: Path) -> None:
        """Make both."""
        self.folder = folder
        self.aino, self.sheet = entrance.create(
            folder / "aino", "Aino Keksitty", "A", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
        )
        self.testi = new_office(folder / "testi", "Testi Testinen", "T")
        self.card = folder / "testi.nvc"
        self.testi.cards.export(self.card)

    def make_cheap(self, monkeypatch: "pytest.MonkeyPatch") -> None:
        """Let Aino seal invitations at a cost that suits tests."""
        desk = self.aino.invitations
        write = partial(desk.write, parameters=CHEAP, limits=CHEAP_LIMITS)
        monkeypatch.setattr(desk, "write", write)

    def restore(self) -> None:
        """Put Aino's vault back from a backup: it is a new device, without a certificate."""
        self.aino.upkeep.backup(self.folder / "backup")
        self.aino.close()
        target = self.folder / "restored"
        entrance.restore(self.folder / "backup", target, PASSPHRASE, limits=CHEAP_LIMITS)
        self.aino = entrance.unlock(target, PASSPHRASE, limits=CHEAP_LIMITS)

    def close(self) -> None:
        """Close both."""
        self.aino.close()
        self.testi.close()


async def answer_path(pilot: Pilot[int], path: Path) -> None:
    """Write a path into the dialog that asks for one."""
    assert isinstance(pilot.app.screen, AskPath), text_of(pilot)
    pilot.app.screen.query_one(PathField).value = str(path)
    await press(pilot, "enter")


async def answer_sheet(pilot: Pilot[int], sheet: tuple[str, ...]) -> None:
    """Type a recovery sheet, line by line."""
    assert isinstance(pilot.app.screen, AskSheet), text_of(pilot)
    for number, line in enumerate(sheet, 1):
        pilot.app.screen.query_one(f"#sheet-{number}", TextField).value = line
    await settled(pilot)  # what is typed is known before Enter
    await press(pilot, "enter")
