"""A small world for the sneakernet: two offices, up to three people with three to five devices.

Aino has two devices and an office with Bo in it; Cecilia is elsewhere, with one device or two. They
know each other. Each story works on copies of vaults that were made once.
"""

import contextlib
import datetime as dt
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from unittest.mock import patch

from storage.casebook.opened import open_casebook
from storage.crypto.secret import Secret
from storage.errors import StorageError
from storage.exchange import card
from storage.exchange.high_water import Mark, last_batch
from storage.journal.clock import system_ms
from storage.lines.messages import Writing
from tests.storage.casebook.sneaker_template import MEMORY, SIZES, template

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Exchanged

DAY_MS = 24 * 60 * 60 * 1000
SHARED = ("summary", "network", "meetings", "actions")


class World:
    """Open copies of the vaults, two folders between them, and what the carrier keeps."""

    def __init__(self, names: tuple[str, ...] = SIZES[1]) -> None:
        """Begin with empty folders; ``now`` is the time all exchanges are told."""
        self.names = names
        self.folder = Path(mkdtemp(prefix="nivel-story-", dir=MEMORY))
        template(names)  # first: its cards are not to come from after the story's beginning
        self.now = system_ms()
        self._time = patch.object(card, "system_ms", lambda: self.now)
        self._time.start()
        self.open: dict[str, Casebook] = {}
        self.limbo: list[bytes] = []
        self.seen: dict[str, bytes] = {}
        self.cases: list[bytes] = []
        self.messages: list[tuple[bytes, str, str]] = []
        self.revoked: set[str] = set()
        self.count = 0
        self.is_any_put_back = False
        self.after_exchange: Callable[[str, Exchanged, Path], None] = lambda *_any: None
        for name in names:
            shutil.copytree(template(names).folder / name, self.folder / name)
            self.reopen(name)
        for carrier in ("stick", "share"):
            (self.folder / carrier).mkdir()

    def reopen(self, name: str) -> None:
        """Open one vault again."""
        if name in self.open:
            self.open.pop(name).close()
        with Secret(bytearray(template(self.names).keys[name])) as key:
            marks = self.folder / "marks"
            self.open[name] = open_casebook(self.folder / name, key, marks=marks)

    def close(self) -> None:
        """Throw all of it away."""
        self._time.stop()
        for casebook in self.open.values():
            casebook.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what people do ------------------------------------------------------------------------

    def fresh(self) -> str:
        """Return words nobody has written yet."""
        self.count += 1
        return f"sana{self.count}x"

    def open_case(self) -> None:
        """Aino opens a case with something in each of its sections."""
        aino = self.open["aino"]
        case = aino.cases.open_case("Malli", self.fresh(), prison=self.fresh())
        self.cases.append(case)
        worker = aino.people.add(given_name="Testi", family_name=self.fresh(), phone="050 1")
        aino.network.add(case, person_id=worker, role="tuki", why=self.fresh())
        aino.network.add_private(case, "Malli", self.fresh(), role="sisko")
        meeting = aino.meetings.plan(case, (), people=[worker], title=self.fresh())
        day = dt.datetime.now(dt.UTC)
        aino.minutes.add_entry(meeting, self.fresh(), day)
        aino.minutes.add_entry(meeting, "vain meille " + self.fresh(), day, tier="own")
        aino.actions.add(case, self.fresh(), owner_id=worker)

    def edit(self, name: str, case: bytes, what: int) -> None:
        """Change something of a case, as far as this device has it."""
        casebook = self.open[name]
        given = {one.case_id for one in casebook.shares.received()}
        if case not in given and not has_row(casebook, case):
            return
        with contextlib.suppress(StorageError):
            if what == 0:
                casebook.cases.edit(case, prison=self.fresh())
            elif what == 1:
                casebook.actions.add(case, self.fresh())
            elif what == 2:
                casebook.network.add_private(case, "Malli", self.fresh(), role="ystävä")
            else:
                actions = casebook.actions.lines(case_id=case)
                for action in actions[:1]:
                    casebook.actions.edit(action.id, what=self.fresh())

    def share(self, name: str, case: bytes, to: str, sections: tuple[str, ...]) -> None:
        """Give a share on a consent."""
        casebook = self.open[name]
        if not has_row(casebook, case):
            return
        with contextlib.suppress(StorageError):
            who = person_at(casebook, self.open[to])
            named = casebook.receivers.recipient(case, f"correspondent:{who.hex()}")
            casebook.bases.add(case, kind="consent", sections=sections, purpose="tuki", **named)
            casebook.shares.give(case, who, sections, purpose="tuki")

    def withdraw(self, name: str, index: int) -> None:
        """End one of the shares that this device knows."""
        casebook = self.open[name]
        lines = [line for line in casebook.shares.lines() if line.state == "live"]
        if lines:
            casebook.shares.withdraw(lines[index % len(lines)].id)

    def write_to(self, name: str, to: str) -> None:
        """Send a message."""
        casebook, there = self.open[name], self.open[to]
        text = self.fresh()
        with contextlib.suppress(StorageError):
            casebook.posting.send(Writing(text, text, to=(person_at(casebook, there),)))
            self.messages.append((there.me.person_id, text, name))

    def exchange(self, name: str, carrier: str) -> "Exchanged":
        """Exchange with one of the folders."""
        place = self.folder / carrier
        came = self.open[name].delivery.exchange(place, now=self.now)
        self.after_exchange(name, came, place)
        for path in place.glob("*.nvp"):
            data = path.read_bytes()
            self.seen.setdefault(path.name, data)
        return came

    # --- what happens to devices ---------------------------------------------------------------

    def keep_copy(self, name: str) -> None:
        """Copy a vault aside."""
        self.open.pop(name).close()
        copy = self.folder / "copies" / name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder / name, copy)
        self.reopen(name)

    def put_back(self, name: str) -> bool:
        """Put the copy in the vault's place: it must be noticed, and become a new device."""
        copy = self.folder / "copies" / name
        if not copy.exists():
            return False
        before, device, held = self.last_batch(name), self.open[name].me.device_id, self.inbox(name)
        self.open.pop(name).close()
        shutil.rmtree(self.folder / name)
        shutil.copytree(copy, self.folder / name)
        self.reopen(name)
        if self.last_batch(name) == before:
            return False
        casebook = self.open[name]
        gone = held - self.inbox(name)  # these it had acknowledged: nobody else of Bo's has them
        self.messages = [
            one
            for one in self.messages
            if one[2] != name and (one[0] != casebook.me.person_id or one[1] not in gone)
        ]
        assert casebook.delivery.rolled_back(), "an older copy was not noticed"
        assert casebook.me.device_id != device, "an older copy went on as the device it was"
        casebook.devices.certify(template(self.names).sheets[name])
        shutil.rmtree(copy)
        self.is_any_put_back = True
        return True

    def inbox(self, name: str) -> set[str]:
        """Return the subjects of the messages that came."""
        return {one.subject for one in self.open[name].messages.lines("in", 0, 1000)}

    def copies(self) -> list[str]:
        """Return whose vaults were copied."""
        place = self.folder / "copies"
        return sorted(path.name for path in place.iterdir()) if place.exists() else []

    def last_batch(self, name: str) -> Mark | None:
        """Return how far a vault has come."""
        with self.open[name].read() as connection:
            return last_batch(connection)

    def revoke(self, gone: str) -> None:
        """Aino takes her other device back."""
        with contextlib.suppress(StorageError):
            device = self.open[gone].me.device_id
            self.open["aino"].devices.revoke(device, template(self.names).sheets["aino"])
            self.revoked.add(gone)


def person_at(here: "Casebook", there: "Casebook") -> bytes:
    """Return the id of the other person, whose new device may not be known yet."""
    person = there.me.person_id
    return next(line.id for line in here.cards.lines() if line.person_id == person)


def has_row(casebook: "Casebook", case: bytes) -> bool:
    """Say whether the case itself stands in a vault."""
    with casebook.read() as connection:
        query = "SELECT 1 FROM case_ WHERE id = ?"
        return connection.exec_driver_sql(query, (case,)).first() is not None
