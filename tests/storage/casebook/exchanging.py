"""Vaults that exchange over folders, for tests: people who know each other, a basis, a share."""

from pathlib import Path
from typing import TYPE_CHECKING

from storage.lines.messages import Writing
from tests.offices import SmallCase, small_case
from tests.storage.casebook.correspondents import pair

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Exchanged

Both = tuple["Casebook", "Casebook"]
SECTIONS = ("summary", "network", "meetings", "actions")


def at(here: "Casebook", there: "Casebook") -> bytes:
    """Return the id under which ``here`` keeps the person of ``there``."""
    line = here.cards.person_of(there.me.device_id)
    assert line is not None
    return line.id


def consent(here: "Casebook", case_id: bytes, there: "Casebook", *sections: str) -> bytes:
    """Record a consent that covers the other person."""
    named = here.receivers.recipient(case_id, f"correspondent:{at(here, there).hex()}")
    return here.bases.add(
        case_id, kind="consent", sections=sections or SECTIONS, purpose="tuki", **named
    )


def share(here: "Casebook", case_id: bytes, there: "Casebook", *sections: str) -> bytes:
    """Share sections of a case on a consent."""
    wanted = sections or SECTIONS
    consent(here, case_id, there, *wanted)
    return here.shares.give(case_id, at(here, there), wanted, purpose="tuki vapautuessa")


def meet_in(folder: Path, *casebooks: "Casebook", times: int = 1) -> list["Exchanged"]:
    """Let each exchange with the folder, in turn."""
    folder.mkdir(exist_ok=True)
    return [one.delivery.exchange(folder) for _ in range(times) for one in casebooks]


def two(folder: Path) -> tuple["Casebook", "Casebook"]:
    """Make two people of two offices who have compared their keys."""
    made = pair(folder)
    return made.aino, made.bo


def parcels(folder: Path) -> list[str]:
    """Return the names of the parcels that lie in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".nvp")


def shared(both: Both) -> SmallCase:
    """Have Aino share a case with Bo and write to him."""
    aino, bo = both
    small = small_case(aino)
    share(aino, small.case, bo)
    aino.posting.send(Writing("Hei", "Tervetuloa", to=(at(aino, bo),)))
    return small


def reasons(came: "Exchanged") -> list[str]:
    """Return why files were not read in."""
    return sorted(one.reason for one in came.unread)
