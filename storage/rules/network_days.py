"""A network on one day, and two days compared: who came, who went.

The law: this rests on the days written on the ties (``since``, ``until``) and on nothing else; a
tie without a first day counts as there all along, and the comparison says how many of those there
are. How strong a tie was on an earlier day is not known, so it is not compared.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from storage.lines.network import TieLine


@dataclass(frozen=True, slots=True)
class Compared:
    """From ``first`` to ``last``; ``undated``: those of ``stayed`` whose first day is unknown."""

    first: dt.date
    last: dt.date
    came: tuple[TieLine, ...]
    went: tuple[TieLine, ...]
    stayed: tuple[TieLine, ...]
    undated: int


def stands_on(line: TieLine, day: dt.date) -> bool:
    """Say whether the tie holds on that day, as far as is written."""
    begun = line.since is None or line.since <= day
    return begun and (line.until is None or day <= line.until)


def standing_on(lines: Iterable[TieLine], day: dt.date) -> tuple[TieLine, ...]:
    """Return the network of one day."""
    return tuple(line for line in lines if stands_on(line, day))


def compared(lines: Iterable[TieLine], one: dt.date, other: dt.date) -> Compared:
    """Compare two days, given in any order. Who came and went between them is in neither."""
    first, last = min(one, other), max(one, other)
    found = tuple(lines)
    before = {line.id for line in standing_on(found, first)}
    after = {line.id for line in standing_on(found, last)}
    stayed = tuple(line for line in found if line.id in before & after)
    return Compared(
        first,
        last,
        came=tuple(line for line in found if line.id in after - before),
        went=tuple(line for line in found if line.id in before - after),
        stayed=stayed,
        undated=sum(line.since is None for line in stayed),
    )
