"""Travel packs for tests: an office with two cases, one of which travels."""

import datetime as dt
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from storage.casebook import entrance
from storage.casebook.gate import this_day
from storage.lines.travel import Errand
from tests.offices import CHEAP, CHEAP_LIMITS, SmallCase, new_office, small_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook
    from storage.lines.travel import Returned

WORD = "neljä keksittyä kettua pellolla nukkuu"
DAY = dt.timedelta(days=1)


class Trip:
    """Aino's office with two cases, one of which travels."""

    def __init__(self, folder: Path, aino: "Casebook | None" = None) -> None:
        """Make the office, unless one is handed in."""
        self.folder = folder / "pack"
        self.aino = aino or new_office(folder / "a", "Aino Keksitty", "A")
        self.small: SmallCase = small_case(self.aino)
        self.other = self.aino.cases.open_case("Toinen", "Salattu")

    def pack(self, ends: dt.date | None = None, **told: object) -> bytes:
        """Make a pack of the small case."""
        errand = Errand(self.small.case, ends or this_day() + DAY, **told)  # type: ignore[arg-type]
        return self.aino.travel.pack(
            errand, self.folder, WORD, parameters=CHEAP, limits=CHEAP_LIMITS
        )

    @contextmanager
    def opened(self, folder: Path | None = None) -> "Iterator[Casebook]":
        """Lend the pack as it is opened on the laptop."""
        pack = entrance.unlock(folder or self.folder, WORD, limits=CHEAP_LIMITS)
        try:
            yield pack
        finally:
            pack.close()

    def back(self, folder: Path | None = None, **told: bool) -> "Returned":
        """Take the pack back."""
        return self.aino.travel.take_back(
            folder or self.folder,
            WORD,
            limits=CHEAP_LIMITS,
            **told,  # type: ignore[arg-type]
        )


class PlugPulledError(Exception):
    """Somebody pulled the plug: nothing after this runs."""


def pull_the_plug(*_any: object, **_named: object) -> NoReturn:
    """Stop here."""
    raise PlugPulledError


def write_in(trip: Trip, what: str, folder: Path | None = None) -> None:
    """Write an action item in the pack."""
    with trip.opened(folder) as pack:
        pack.actions.add(trip.small.case, what)


def written(trip: Trip) -> set[str]:
    """Return the action items of the case at home."""
    return {one.what for one in trip.aino.actions.lines(case_id=trip.small.case)}
