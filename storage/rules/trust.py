"""How far a person's keys are trusted, and what a new card of theirs changes.

Pure: no database, no clock, no format. Levels rise from unknown over vouched (named in the newest
roster of an office whose key is trusted here) to compared (the safety number was read aloud).

The law: any change of the root key falls back to unknown and stops case data until a person
decides; an old key never vouches for a new one, and neither does an office. A new device certified
by the same root keeps the level and is told. A device without a certificate never gets here: its
card is refused. An older card changes nothing but what it takes back.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from storage.records.correspondents import Level


class News(StrEnum):
    """What a card says that was not known."""

    NEW_PERSON = "new-person"
    NEW_ROOT = "new-root"
    NEW_DEVICE = "new-device"
    REVOKED_DEVICE = "revoked-device"
    VOUCHED = "vouched"
    NOT_VOUCHED = "not-vouched"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a person. ``level`` is what was decided; ``standing`` what holds now."""

    root: bytes
    level: Level = Level.UNKNOWN
    blocked: bool = False
    pending: bytes = b""
    devices: frozenset[bytes] = frozenset()
    revoked: frozenset[bytes] = frozenset()
    issued: int = 0

    @property
    def standing(self) -> Level:
        """Return the level that holds: unknown while a changed key is not decided about."""
        return Level.UNKNOWN if self.blocked else self.level


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows."""

    root: bytes
    devices: frozenset[bytes]
    revoked: frozenset[bytes] = frozenset()
    issued: int = 0


def judge(held: Held | None, shown: Shown, *, vouched: bool) -> tuple[Held, tuple[News, ...]]:
    """Return what is known after the card, and what of it is news.

    ``vouched``: the newest roster of a trusted office names the person with the shown root.
    """
    if held is None:
        return _seen(revouched(Held(shown.root), vouched=vouched), shown), (News.NEW_PERSON,)
    if shown.root != held.root:
        return replace(held, blocked=True, pending=shown.root), (News.NEW_ROOT,)
    if shown.issued < held.issued:
        return replace(held, revoked=held.revoked | shown.revoked), (News.OLDER,)
    news: list[News] = []
    if shown.devices - held.devices - held.revoked - shown.revoked:
        news.append(News.NEW_DEVICE)
    if shown.revoked - held.revoked:
        news.append(News.REVOKED_DEVICE)
    after = revouched(held, vouched=vouched)
    if after.level != held.level:
        news.append(News.VOUCHED if vouched else News.NOT_VOUCHED)
    return _seen(after, shown), tuple(news)


def revouched(held: Held, *, vouched: bool) -> Held:
    """Return what is known after the offices' rosters were looked at again."""
    if held.level is Level.COMPARED:
        return held
    return replace(held, level=Level.VOUCHED if vouched else Level.UNKNOWN)


def compared(held: Held) -> Held:
    """Return what is known after the safety number was compared and is equal.

    While a change is undecided there is nothing to compare: decide first.
    """
    return held if held.blocked else replace(held, level=Level.COMPARED)


def decided(held: Held, *, take_new: bool, vouched: bool = False) -> Held:
    """Return what is known after a person decided about a changed root key.

    The new key starts from the beginning (``vouched``: a trusted office names it); the old key has
    the level it had.
    """
    if not held.blocked:
        return held
    if not take_new:
        return replace(held, blocked=False, pending=b"")
    return revouched(Held(held.pending, revoked=held.revoked), vouched=vouched)


def may_get_case_data(held: Held, *, is_expired: bool) -> bool:
    """Say whether anything of a case may be sealed to this person."""
    return held.standing is not Level.UNKNOWN and not is_expired


def _seen(held: Held, shown: Shown) -> Held:
    return replace(
        held,
        devices=held.devices | shown.devices,
        revoked=held.revoked | shown.revoked,
        issued=max(held.issued, shown.issued),
    )
