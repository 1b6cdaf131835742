"""Two people of two offices over one carrier, for the campaign: what they write, and a verdict.

Whatever the carrier did, in the end both hold the same of the shared case, each message came once
with its file, both vaults check out, and nothing half-written is left where they met.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.exchange import reach
from storage.lines.messages import Writing
from tests.offices import small_case
from tests.storage.casebook.exchanging import SECTIONS, at, share, two

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Exchanged

ROUNDS = 8
FILE = b"Keksitty liite\n" * 5_000


@dataclass
class Offices:
    """Both casebooks, and the case that they share."""

    folder: Path
    aino: "Casebook"
    bo: "Casebook"
    case: bytes
    sent: int = 0

    @property
    def both(self) -> "tuple[Casebook, Casebook]":
        """Return both casebooks, Aino's first."""
        return self.aino, self.bo

    def write(self, number: int) -> None:
        """Have both write into the case, and a message with a file to each other."""
        for casebook, other in ((self.aino, self.bo), (self.bo, self.aino)):
            casebook.actions.add(self.case, f"Tehtävä {number} {casebook.me.mark}")
            attached = self.folder / f"{number} {casebook.me.mark}.txt"
            attached.write_bytes(FILE)
            to = (at(casebook, other),)
            casebook.posting.send(
                Writing(f"Viesti {number}", "Kello 10.", to=to, files=(attached,))
            )
        self.sent += 1

    def disagree(self) -> None:
        """Have both change the same words of the case without knowing of each other."""
        for casebook in self.both:
            casebook.cases.read(self.case, "yhteinen asiakas")
            casebook.cases.edit(
                self.case, wishes=f"Toive {self.sent}, kirjoitti {casebook.me.mark}"
            )

    def settle(self, meet: "Callable[[Casebook], Exchanged]") -> int:
        """Let them meet until neither has anything to send; return the rounds, 0 if never."""
        for number in range(1, ROUNDS + 1):
            if not any(meet(casebook).went for casebook in (*self.both, *self.both)):
                return number
        return 0

    def wrong(self, meeting_place: Path) -> list[str]:
        """Return what is not as it must be."""
        wrong = [] if _held(self.aino) == _held(self.bo) else ["the shared case differs"]
        for casebook in self.both:
            who = casebook.me.mark
            subjects = sorted(one.subject for one in casebook.messages.lines("in"))
            if subjects != sorted(f"Viesti {number}" for number in range(self.sent)):
                wrong.append(f"{who}: lost or doubled: {subjects}")
            wrong += [f"{who}: file of {text}" for text in _files(casebook, self.folder / who)]
            if found := casebook.upkeep.check():
                wrong.append(f"{who}: check finds {found}")
            if alarms := [one for one in casebook.delivery.alarms() if one.kind != "late"]:
                wrong.append(f"{who}: alarms {alarms}")
        if left := [path.name for path in meeting_place.iterdir() if path.name.endswith(".part")]:
            wrong.append(f"left behind: {left}")
        return wrong


@contextmanager
def two_offices(folder: Path) -> "Iterator[Offices]":
    """Lend two offices that hold a case together; the first time they met in a sound folder."""
    aino, bo = two(folder)
    case = small_case(aino).case
    share(aino, case, bo)
    offices = Offices(folder, aino, bo, case)
    try:
        first = folder / "first"
        first.mkdir()
        offices.settle(lambda casebook: casebook.delivery.exchange(first))
        yield offices
    finally:
        aino.close()
        bo.close()


def _held(casebook: "Casebook") -> dict[tuple[str, bytes], int]:
    """Return how far each stream of the shared sections reaches."""
    with casebook.read() as connection:
        vector = reach.own_vector(connection)
    shared = {stream: held for stream, held in vector.items() if stream.section in SECTIONS}
    return {(stream.section, stream.device): held.whole for stream, held in shared.items()}


def _files(casebook: "Casebook", folder: Path) -> list[str]:
    """Save every file that came; return the messages whose file is not the one that was sent."""
    folder.mkdir(exist_ok=True)
    wrong = []
    for line in casebook.messages.lines("in"):
        saved = casebook.messages.save_attachment(line.id, 0, folder)
        if saved.read_bytes() != FILE:
            wrong.append(line.subject)
        saved.unlink()
    return wrong
