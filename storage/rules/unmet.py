"""Needs that no service meets, counted for the county's structural social work, without names.

The law (domain.md F29, F26): what is told is how many clients, never who, and never in whose words.
Fewer than ``FEW`` are not told as a number, and no number can be had by taking others away: there
is no sum over areas, and counties are told only where each one of the area's may be.
"""

from collections import defaultdict
from collections.abc import Iterable

from storage.lines.needs import UnmetLine

FEW = 5
"""The least number of clients that is told."""


def tally(found: Iterable[tuple[bytes, str, str]], few: int = FEW) -> tuple[UnmetLine, ...]:
    """Count clients by area: ``found`` is (case, area, county); a case counts once for an area.

    A case is told in the county that came last for it. The areas come in the order of their names.
    """
    areas: dict[str, dict[bytes, str]] = defaultdict(dict)
    for case, area, county in found:
        areas[area][case] = county
    return tuple(_line(area, tuple(areas[area].values()), few) for area in sorted(areas))


def _line(area: str, counties: tuple[str, ...], few: int) -> UnmetLine:
    if len(counties) < few:
        return UnmetLine(area, None, ())
    counts = {county: counties.count(county) for county in sorted(set(counties))}
    told = tuple(counts.items()) if min(counts.values()) >= few else ()
    return UnmetLine(area, len(counties), told)
