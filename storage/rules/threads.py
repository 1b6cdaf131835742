"""The order of a thread, and what is odd in it, from what each message says it follows.

The law: a message names its parents, the newest its author had seen; clocks only order what neither
follows the other. What a message follows and is not here is told, and so is what was written before
an earlier-shown message had been seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class Post:
    """A message's id (16 bytes), its time (any one unit), the ids of its parents."""

    id: bytes
    at: int
    parents: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Placed:
    """A message in its place. ``missing``: parents that are not here.

    ``unseen``: the message shown just before it that its author had not seen, or None.
    """

    id: bytes
    missing: frozenset[bytes]
    unseen: bytes | None


def in_order(posts: Iterable[Post]) -> tuple[Placed, ...]:
    """Return the messages so that each comes after its parents; among equals the older first.

    A circle of parents (only a forger can make one) loses nothing: its messages come last.
    """
    held = {post.id: post for post in posts}
    children: dict[bytes, list[bytes]] = {}
    waits: dict[bytes, int] = {}
    for post in held.values():
        known = post.parents & held.keys()
        waits[post.id] = len(known)
        for parent in known:
            children.setdefault(parent, []).append(post.id)
    order = _walk(held, children, waits)
    left = sorted(held.keys() - set(order), key=lambda one: (held[one].at, one))
    return _placed(held, [*order, *left])


def _walk(
    held: Mapping[bytes, Post], children: Mapping[bytes, list[bytes]], waits: dict[bytes, int]
) -> list[bytes]:
    ready = [(held[one].at, one) for one, count in waits.items() if not count]
    heapify(ready)
    order: list[bytes] = []
    while ready:
        _at, one = heappop(ready)
        order.append(one)
        for child in children.get(one, ()):
            waits[child] -= 1
            if not waits[child]:
                heappush(ready, (held[child].at, child))
    return order


def _placed(held: Mapping[bytes, Post], order: list[bytes]) -> tuple[Placed, ...]:
    seen: dict[bytes, set[bytes]] = {}  # all that each message follows, near and far
    placed: list[Placed] = []
    before: bytes | None = None
    for one in order:
        parents = held[one].parents
        follows = set(parents)
        for parent in parents:
            follows |= seen.get(parent, set())
        seen[one] = follows
        unseen = before if before is not None and before not in follows else None
        placed.append(Placed(one, frozenset(parents - held.keys()), unseen))
        before = one
    return tuple(placed)


def newest(posts: Iterable[Post]) -> frozenset[bytes]:
    """Return the messages that no other follows: the parents of the next one."""
    held = list(posts)
    followed = {parent for post in held for parent in post.parents}
    return frozenset(post.id for post in held if post.id not in followed)
