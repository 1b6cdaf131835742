"""The sneakernet's carrier: he loses, doubles, flips, cuts, renames, keeps away and replays."""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.storage.casebook.sneaker_world import World


def carry(world: "World", carrier: str, deed: str, seed: int) -> None:
    """Lose, double, flip, cut, rename, keep away, or put back one file of a folder."""
    place = world.folder / carrier
    chance = random.Random(seed)  # noqa: S311 — a carrier, not a key
    files = sorted(place.glob("*.nvp"))
    if deed == "replay":
        old = list(world.seen.values()) + world.limbo
        if old:
            (place / f"{chance.randbytes(16).hex()}.nvp").write_bytes(chance.choice(old))
        return
    if not files:
        return
    path = chance.choice(files)
    data = path.read_bytes()
    if deed == "double":
        (place / f"{chance.randbytes(16).hex()}.nvp").write_bytes(data)
    elif deed == "rename":
        path.rename(place / f"kuva{seed}.jpg")
    elif deed == "flip":
        spot = chance.randrange(len(data))
        path.write_bytes(data[:spot] + bytes([data[spot] ^ 1]) + data[spot + 1 :])
    elif deed == "cut":
        path.write_bytes(data[: chance.randrange(len(data))])
    else:
        path.unlink()
        if deed == "delay":
            world.limbo.append(data)
