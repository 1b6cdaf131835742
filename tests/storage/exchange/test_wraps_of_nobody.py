"""How many devices a parcel is for does not show: the wraps of nobody are like the others."""

import secrets
from collections.abc import Iterable

from storage.exchange.parcel import hint_of
from tests.storage.exchange.parties import PREFIX, WRAP, device, seal_to

PARCELS = 40
_MODULUS = 3329
_MLKEM_U = 960  # bytes of ten-bit numbers: 3 polynomials of 256
_CURVE = slice(1088, 1120)


def often() -> frozenset[int]:
    """Return the ten-bit numbers that four coefficients compress to, where others have three."""
    counts: dict[int, int] = {}
    for coefficient in range(_MODULUS):
        small = ((coefficient << 10) + _MODULUS // 2) // _MODULUS % 1024
        counts[small] = counts.get(small, 0) + 1
    return frozenset(number for number, count in counts.items() if count == 4)


def share_of_often(wraps: Iterable[bytes]) -> float:
    """Return how often those numbers stand in the ML-KEM part of the wraps."""
    frequent, hits, total = often(), 0, 0
    for wrap in wraps:
        packed = int.from_bytes(wrap[:_MLKEM_U], "little")
        numbers = [packed >> shift & 1023 for shift in range(0, _MLKEM_U * 8, 10)]
        hits += sum(number in frequent for number in numbers)
        total += len(numbers)
    return hits / total


def high_bits(wraps: Iterable[bytes]) -> int:
    """Return how many wraps hold a curve key that no honest sender writes."""
    return sum(wrap[_CURVE][-1] >> 7 for wrap in wraps)


def split_wraps() -> tuple[list[bytes], list[bytes], set[int]]:
    """Return the wraps of somebody and of nobody, and the places where somebody's stood."""
    real, nobody, places = [], [], set()
    for _number in range(PARCELS):
        data = seal_to("bertta", "cecilia")
        ours = {
            hint_of(data[10:26], device(name).recipient.key_id) for name in ("bertta", "cecilia")
        }
        for place in range(4):
            wrap = data[PREFIX + place * WRAP : PREFIX + (place + 1) * WRAP]
            if wrap[:4] in ours:
                real.append(wrap[4:])
                places.add(place)
            else:
                nobody.append(wrap[4:])
    return real, nobody, places


def test_wraps_of_nobody_look_like_wraps() -> None:
    """What tells an ML-KEM ciphertext and a curve key from random bytes finds no difference."""
    real, nobody, places = split_wraps()
    assert len(real) == len(nobody) == 2 * PARCELS
    assert places == {0, 1, 2, 3}  # nor does the place tell
    for wraps in (real, nobody):
        assert high_bits(wraps) == 0
        assert 0.300 < share_of_often(wraps) < 0.317  # 1028 of 3329
    random = [secrets.token_bytes(WRAP - 4) for _ in range(2 * PARCELS)]
    assert high_bits(random) > 10  # random bytes in their place would stand out
    assert share_of_often(random) < 0.265
