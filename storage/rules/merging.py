"""Which record stands for which: doubled people and organisations that somebody merged.

The law: merging is a link, never a rewriting, so taking it apart brings everything back. Links may
come from several devices: a chain leads to its end, and a ring, which two devices can make by
merging each into the other, to the least of its ids, so that every device shows the same. Nothing
is ever hidden by a ring.
"""

from collections.abc import Iterable, Mapping


def kept_of(links: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return, for each record that another stands for, which one; ``links`` are the merges."""
    return {one: kept for one in links if (kept := _end(one, links)) != one}


def _end(one: bytes, links: Mapping[bytes, bytes]) -> bytes:
    met = [one]
    while (following := links.get(met[-1])) is not None:
        if following in met:
            return min(met[met.index(following) :])
        met.append(following)
    return met[-1]


def widened(people: Iterable[bytes], kept: Mapping[bytes, bytes]) -> frozenset[bytes]:
    """Return these people under every card they have: what holds for one of them holds for all."""
    found = frozenset(people)
    whole = {kept.get(one, one) for one in found}
    return found | whole | {one for one, other in kept.items() if other in whole}
