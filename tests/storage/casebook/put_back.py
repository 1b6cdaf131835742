"""Two people who share a case; the vault of one can be copied and put back."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook import entrance
from tests.offices import (
    CHEAP,
    CHEAP_LIMITS,
    PASSPHRASE,
    SmallCase,
    new_office,
    reopen,
    small_case,
)
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import meet_in, share

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


class Pair:
    """Aino shares all of a case with Bo; her vault can be copied and put back."""

    def __init__(self, folder: Path) -> None:
        """Make both, and let the case come over."""
        self.folder = folder
        self.marks = folder / "marks"
        self.aino, self.sheet = entrance.create(
            folder / "a", "Aino Keksitty", "A", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
        )
        self.bo = new_office(folder / "b", "Bo Exempel", "B")
        acquaint(self.aino, self.bo)
        acquaint(self.bo, self.aino)
        self.small: SmallCase = small_case(self.aino)
        share(self.aino, self.small.case, self.bo)
        self.meet(times=2)

    def meet(self, times: int = 1) -> None:
        """Let both exchange with the stick."""
        meet_in(self.folder / "stick", self.aino, self.bo, times=times)

    def keep(self, marks: Path | None = None) -> None:
        """Copy Aino's vault; ``marks``: this machine's."""
        self.aino.close()
        shutil.copytree(self.folder / "a", self.folder / "copy")
        self.aino = reopen(self.folder / "a", marks)

    def put_back(self, marks: Path | None = None) -> "Casebook":
        """Put the copy in the place of Aino's vault."""
        self.aino.close()
        shutil.rmtree(self.folder / "a")
        shutil.copytree(self.folder / "copy", self.folder / "a")
        self.aino = reopen(self.folder / "a", marks)
        return self.aino

    def go_on(self) -> None:
        """Have Aino decide to go on with what is there, by certifying the new device."""
        self.aino.devices.certify("\n".join(self.sheet))

    def kinds(self, casebook: "Casebook") -> list[str]:
        """Return the kinds of the alarms."""
        return [one.kind for one in casebook.delivery.alarms()]
