"""The map of one client's network: who stands where in a grid of cells, the client in the middle.

The law: a label is never cut and never touches another; everybody is drawn once, or counted by kind
of actor in ``undrawn``: nobody is lost in silence. The map follows from its actors alone, in
whatever order they come. No judgement is added: a tie whose strength nobody has said is drawn so.

The actors stand around in the order of ``RING``, clockwise from the top, so that one kind stands
together. One label a row at each side, one above, one below: rows keep the labels apart, and the
lines run level, so that strength and conflict can be read from the line without colour.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

RING = (
    "close", "peer", "ngo", "municipality", "county", "health", "housing", "state", "prison",
    "other",
)  # fmt: skip
MOST = 20
"""So many are drawn; the list shows everybody."""
LEAST_WIDTH, LEAST_HEIGHT = 32, 5
_LINE = 8  # from the trunk to a label: six cells of line hold ``(x)``, and a blank at both ends
_WIDEST = 26  # on a wide screen the ring does not tear apart
_FIRST = {"strong": 0, "normal": 1, "weak": 3}
_MISSING, _UNSAID, _UNKNOWN_KIND = 2, 4, len(RING)

Measure = Callable[[str], int]


class Side(StrEnum):
    """Where an actor stands from the client."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor. ``forms``: the label on one line, the best first, for less room the next one.

    ``is_missing``: wished for, but nobody is there yet.
    """

    key: bytes
    forms: tuple[str, ...]
    sector: str = "other"
    strength: str = "unknown"
    conflict: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor on the map: ``text`` begins at column ``x`` of row ``y`` and has ``cells`` cells."""

    actor: Actor
    side: Side
    x: int
    y: int
    text: str
    cells: int


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """The map. ``trunk``: columns from the middle to the upright lines that the level ones leave.

    ``placed`` goes clockwise from the top; ``undrawn`` counts the others by kind of actor.
    """

    width: int
    height: int
    centre: str
    centre_cells: int
    trunk: int
    placed: tuple[Placed, ...]
    undrawn: tuple[tuple[str, int], ...]

    @property
    def middle(self) -> tuple[int, int]:
        """The client's column and row."""
        return self.width // 2, self.height // 2


def laid_out(
    actors: Iterable[Actor],
    centre: tuple[str, ...],
    width: int,
    height: int,
    measure: Measure = len,
) -> NetworkMap:
    """Lay the network out in ``width`` by ``height`` cells; ``centre``: the client, best first.

    ``measure`` tells the cells of a text.
    """
    everybody = sorted(actors, key=_around)
    middle = width // 2
    told = _centre(centre, middle, measure)
    trunk = (measure(told) + 1) // 2 + 2
    room = min(middle, width - middle - 1) - trunk - _LINE
    drawn: list[Actor] = []
    if width >= LEAST_WIDTH and height >= LEAST_HEIGHT:
        fitting = [one for one in everybody if min(map(measure, one.forms)) <= room]
        most = min(MOST, 2 * (height - 2) + 2)
        kept = {one.key for one in sorted(fitting, key=_weight)[:most]}
        drawn = [one for one in fitting if one.key in kept]
    ring = _Ring(width, height, trunk, measure)
    placed = tuple(ring.place(one, place, len(drawn)) for place, one in enumerate(drawn))
    met = {one.key for one in drawn}
    left = Counter(one.sector for one in everybody if one.key not in met)
    undrawn = tuple(sorted(left.items(), key=lambda pair: (_kind(pair[0]), pair[0])))
    return NetworkMap(width, height, told, measure(told), trunk, placed, undrawn)


def _centre(forms: tuple[str, ...], middle: int, measure: Measure) -> str:
    """Return the client's label, in brackets."""
    told = [f"[ {form} ]" for form in forms]
    fitting = [one for one in told if measure(one) <= middle // 2]
    return fitting[0] if fitting else "[ ]"


def _kind(sector: str) -> int:
    return RING.index(sector) if sector in RING else _UNKNOWN_KIND


def _around(actor: Actor) -> tuple[int, str, str, bytes]:
    return _kind(actor.sector), actor.sector, actor.forms[0], actor.key


def _weight(actor: Actor) -> tuple[int, int, str, str, bytes]:
    """Order by what a map must not leave out: strong ties and conflicts first."""
    if actor.conflict:
        first = 0
    elif actor.is_missing:
        first = _MISSING
    else:
        first = _FIRST.get(actor.strength, _UNSAID)
    return first, *_around(actor)


class _Ring:
    """Places actors around the middle."""

    def __init__(self, width: int, height: int, trunk: int, measure: Measure) -> None:
        self.width = width
        self.height = height
        self.middle = width // 2
        self.least = trunk + _LINE
        self.measure = measure

    def place(self, actor: Actor, place: int, count: int) -> Placed:
        """Place the actor number ``place`` of ``count``, clockwise from the top."""
        if place in (0, count / 2):
            side, y = (Side.BOTTOM, self.height - 1) if place else (Side.TOP, 0)
            text = self._form(actor, self.width - 2)
            cells = self.measure(text)
            return Placed(actor, side, self.middle - cells // 2, y, text, cells)
        right = (count - 1) // 2
        if place <= right:
            return self._beside(actor, Side.RIGHT, self._row(place - 1, right))
        return self._beside(actor, Side.LEFT, self._row(count - 1 - place, right))

    def _row(self, place: int, count: int) -> int:
        rows = self.height - 2
        return 1 + ((2 * place + 1) * rows) // (2 * count)

    def _beside(self, actor: Actor, side: Side, y: int) -> Placed:
        room = min(self.middle, self.width - self.middle - 1)
        text = self._form(actor, room - self.least)
        cells = self.measure(text)
        away = min(self._away(y), room - cells)
        x = self.middle + away if side == Side.RIGHT else self.middle - away - cells + 1
        return Placed(actor, side, x, y, text, cells)

    def _away(self, y: int) -> int:
        """Return how far a label stands from the middle: a ring, not a wall."""
        up = (y - self.height // 2) / (self.height / 2)
        room = max(0, _WIDEST - self.least)
        return self.least + round(room * sqrt(max(0.0, 1 - up * up)))

    def _form(self, actor: Actor, cells: int) -> str:
        return next(form for form in actor.forms if self.measure(form) <= cells)
