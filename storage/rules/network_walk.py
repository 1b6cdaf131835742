"""From one person on the map to the next, by the arrows.

The law: Up and Down go along the side one stands on and over its ends to the one above or below;
Left and Right go to the other side. By these four keys everybody on the map is reached.
"""

from storage.rules.network_map import NetworkMap, Placed, Side

_ACROSS = {"left": Side.LEFT, "right": Side.RIGHT}


def stepped(found: NetworkMap, key: bytes | None, direction: str) -> bytes | None:
    """Return who is reached from ``key`` by up, down, left, right, first or last; None: nobody."""
    around = found.placed
    if not around:
        return None
    place = next((i for i, one in enumerate(around) if one.actor.key == key), None)
    if place is None or direction == "first":
        return around[0].actor.key
    if direction == "last":
        return around[-1].actor.key
    here = around[place]
    if direction in _ACROSS:
        return _across(found, here, _ACROSS[direction]).actor.key
    clockwise = (direction == "down") == (here.side in (Side.TOP, Side.RIGHT))
    if here.side in (Side.TOP, Side.BOTTOM) and (here.side == Side.TOP) != (direction == "down"):
        return here.actor.key
    return around[(place + (1 if clockwise else -1)) % len(around)].actor.key


def _across(found: NetworkMap, here: Placed, side: Side) -> Placed:
    """Return the nearest on that side of the map, by rows; whoever stands there stays."""
    there = [one for one in found.placed if one.side == side]
    if here.side == side or not there:
        return here
    return min(there, key=lambda one: (abs(one.y - here.y), one.y))
