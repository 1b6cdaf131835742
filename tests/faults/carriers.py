"""Real carriers between two offices: a real Syncthing, and sticks that misbehave.

Syncthing keeps the two folders alike; one side is cut off while both write on; with the link back
both come to hold the same (``two_offices``). It speaks to 127.0.0.1 alone, which is looked up in
the kernel's own tables. Control: while the link is cut the same verdict is red.

The sticks (``stick_scenes``) are real mounts in a namespace of their own: one that fills up, one
that takes no writing, one pulled in mid-write, a FAT one where the kernel knows FAT, and one that
knows no links, as FAT does not, by the fault injector.
"""

import os
from typing import TYPE_CHECKING

from tests.faults.media import play
from tests.faults.part import Report, Scope
from tests.faults.syncthing import Side, kept_alike, wait_alike
from tests.faults.two_offices import Offices, two_offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import Exchanged

STICKS = ("full", "read-only", "no links", "pulled", "fat")
FOR_ROOT = {"pulled", "fat"}
_PATIENCE = 60.0
_HOME = "127.0.0.1"


def carriers(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    _synced(scope.below("synced"), report)
    for scene in STICKS:
        if scene in FOR_ROOT and os.geteuid():
            report.measured[scene] = "not tried: a loop device needs root"
            continue
        below = scope.below(scene.replace(" ", "-"))
        play(scene, below, report, "tests.faults.stick_scenes")
    return report


def _synced(scope: Scope, report: Report) -> None:
    with (
        two_offices(scope.folder) as offices,
        kept_alike(scope.folder / "kept") as sides,
    ):
        meet = _meeting(offices, sides)
        report.claim(offices.settle(meet), "they never come to rest at first")
        for number in range(scope.pick(1, 3, 12)):
            _cut_off(offices, sides, number, report)
            rounds = offices.settle(meet)
            report.count("rounds until at rest", rounds)
            report.claim(rounds, f"they never come to rest after cut {number}")
            wrong = offices.wrong(sides[0].folder)
            report.failures += [f"synced, cut {number}: {text}" for text in wrong]
            conflicts = [casebook.conflicts.count() for casebook in offices.both]
            report.claim(conflicts == [1, 1], f"what both changed shows as {conflicts} conflicts")
        foreign, own = _addresses(sides)
        report.measured["addresses on this machine"] = own
        report.claim(own and not foreign, f"Syncthing spoke to others: {sorted(foreign)[:5]}")


def _meeting(offices: Offices, sides: tuple[Side, Side]) -> "Callable[[Casebook], Exchanged]":
    """Return how one of them meets the other: over the folder, then waiting for the carrier."""

    def meet(casebook: "Casebook") -> "Exchanged":
        side = sides[offices.both.index(casebook)]
        done = casebook.delivery.exchange(side.folder)
        wait_alike(*sides, seconds=_PATIENCE)
        return done

    return meet


def _cut_off(offices: Offices, sides: tuple[Side, Side], number: int, report: Report) -> None:
    """Stop one side's carrier, let both write and exchange, and start it again."""
    away = sides[number % 2]
    away.stop()
    offices.write(number)
    offices.disagree()
    for casebook, side in zip(offices.both, sides, strict=True):
        casebook.delivery.exchange(side.folder)
    is_red = bool(offices.wrong(sides[0].folder))
    report.count("control: red while cut off", int(is_red))
    report.claim(is_red, "the control did not go red: nothing was missing while cut off")
    away.start()
    report.claim(wait_alike(*sides, seconds=_PATIENCE), "the carrier never caught up")


def _addresses(sides: tuple[Side, Side]) -> tuple[set[str], int]:
    """Return the ends of all sockets that are not of this machine, and how many are."""
    found = [address for side in sides for address in side.addresses()]
    return {one for one in found if one != _HOME}, len(found)
