"""A stage for screens: the real app without a terminal, a clock that stands still, a read-out.

``on_stage(screen, casebook)`` shows one screen; ``settled`` waits until every reading is shown;
``text_of`` gives the 24 rows as a person sees them.
"""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.pilot import Pilot

from storage.errors import WrongSecret
from storage.lines.change import VaultLine
from tui_app.app import NivelApp
from tui_app.screens.door import Door, Made, NewVault
from tui_app.screens.screen import NivelScreen
from tui_app.settings import Settings

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.casebook.joining import Invitation
    from storage.lines.correspondents import InvitationLine


class StillClock:
    """A clock that moves only when told: ``awake_now`` and ``running_now`` in seconds."""

    def __init__(self, moment: dt.datetime | None = None) -> None:
        self.awake_now = 1000.0
        self.running_now = 1000.0
        self.moment = moment or dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)

    def awake(self) -> float:
        """Return the awake seconds."""
        return self.awake_now

    def running(self) -> float:
        """Return the seconds with sleep."""
        return self.running_now

    def now(self) -> dt.datetime:
        """Return the wall time."""
        return self.moment

    def pass_by(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self.awake_now += seconds
        self.running_now += seconds
        self.moment += dt.timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep for ``seconds``."""
        self.running_now += seconds


class PretendDoor:
    """A door to one made-up vault whose passphrase is ``secret``."""

    secret = "viisi sanaa"

    def __init__(self, casebook: object = None, *, empty: bool = False) -> None:
        self.casebook = cast("Casebook", casebook)
        self.people = [] if empty else ["Testi Testinen"]
        self.wait = 0.0
        self.handed_over = ""
        self.told = ""
        self.marks: list[str] = []
        self.tries = 0

    def take_handed_over(self) -> str:
        """Hand over what a test put there, once."""
        secret, self.handed_over = self.handed_over, ""
        return secret

    def vaults(self) -> Sequence[VaultLine]:
        """Return the made-up vaults."""
        used = dt.datetime(2026, 11, 23, 14, 2, tzinfo=dt.UTC)
        return [
            VaultLine(f"/none/{name}", name, used, is_damaged=False, told=self.told)
            for name in self.people
        ]

    def waiting(self, path: Path) -> float:
        """Return the set wait."""
        return self.wait

    def unlock(self, path: Path, secret: str, *, by_sheet: bool) -> "Casebook":
        """Open with ``secret`` only."""
        self.tries += 1
        if secret != self.secret:
            raise WrongSecret(wait=2.0)
        return self.casebook

    def create(self, wanted: NewVault) -> Made:
        """Make nothing, hand out the casebook and a made-up sheet."""
        self.people.append(wanted.person)
        self.marks.append(wanted.mark)
        return Made(self.casebook, ("AAAAA BBBBB CCCCC", "DDDDD EEEEE FFFFF"))

    def look_into(self, path: Path, passphrase: str) -> "tuple[InvitationLine, Invitation]":
        """Open no invitation."""
        raise WrongSecret(wait=0.0)

    def join(self, path: Path, invitation: "Invitation", wanted: NewVault, sheet: str) -> Made:
        """Make nothing, hand out the casebook; whoever has a sheet gets none."""
        lines = () if sheet else ("AAAAA BBBBB CCCCC", "DDDDD EEEEE FFFFF")
        return Made(self.casebook, lines, path)

    def check_sheet(self, text: str) -> None:
        """Find every sheet good."""

    def weakness(self, passphrase: str, person: str) -> None:
        """Find every passphrase good."""

    def propose(self) -> str:
        """Return always the same words."""
        return self.secret

    def warm(self) -> None:
        """Import nothing."""


@asynccontextmanager
async def on_stage(
    screen: NivelScreen | None = None,
    casebook: object = None,
    *,
    settings: Settings | None = None,
    size: tuple[int, int] = (80, 24),
    door: Door | None = None,
) -> AsyncIterator[Pilot[int]]:
    """Run the app; with ``casebook`` it is open and ``screen`` is on top."""
    app = NivelApp(
        door or PretendDoor(casebook), settings or Settings(language="fi"), clock=StillClock()
    )
    async with app.run_test(size=size) as pilot:
        app.dress()
        if casebook is not None:
            app.casebook = cast("Casebook", casebook)
        if app.casebook is not None and hasattr(casebook, "feed"):
            app.casebook.feed.subscribe(app._changed)
        if screen is not None:
            await app.push_screen(screen)
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until every message is handled and every reading is shown: three quiet rounds."""
    quiet = 0
    while quiet < 3:
        await pilot.pause()
        busy = [worker for worker in pilot.app.workers if not worker.is_finished]
        quiet = 0 if busy else quiet + 1
        await pilot.app.workers.wait_for_complete()


def text_of(pilot: Pilot[Any]) -> str:
    """Return what stands on the screen, a line per row."""
    rows = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)


def app_of(pilot: Pilot[Any]) -> NivelApp:
    """Return the app with its own type."""
    return cast("NivelApp", pilot.app)


async def press(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys, wait, and return what stands there."""
    await pilot.press(*keys)
    await settled(pilot)
    return text_of(pilot)


def on_top(pilot: Pilot[Any]) -> str:
    """Return the name of the screen on top."""
    return type(pilot.app.screen).__name__
