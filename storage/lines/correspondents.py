"""What lists of correspondents, cards and own devices show."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.names import initials


@dataclass(frozen=True, slots=True)
class CorrespondentLine:
    """One person we exchange with (or oneself: ``is_me``).

    ``level``: unknown, vouched, compared; what holds now, so unknown while ``is_blocked`` (a key
    changed and nobody has decided). ``expires``: the newest card's; ``last_contact``: when
    something of theirs last came. ``devices``: the marks of those that count. ``alike``: another
    one's name looks the same, so a picker must ask. ``is_enrolled``: one's own office names them.
    ``is_expiring``: the keys of the newest card are too old within two weeks.
    """

    id: bytes
    person_id: bytes
    root: bytes
    name: str
    organisation: str
    role: str
    level: str
    is_blocked: bool = False
    compared_at: dt.datetime | None = None
    expires: dt.datetime | None = None
    last_contact: dt.datetime | None = None
    devices: tuple[str, ...] = ()
    is_expired: bool = False
    is_key_old: bool = False
    is_expiring: bool = False
    is_same_office: bool = False
    is_enrolled: bool = False
    is_me: bool = False
    alike: bool = False

    @property
    def initials(self) -> str:
        """The masked name."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class CardLine:
    """What a card says, and what of it is new here.

    ``news``: new-person, new-root, new-device, revoked-device, vouched, not-vouched, older, and
    own-device for a card of one's own other device. ``level`` is the level after accepting.
    ``alike``: people known here whose name looks the same, though the person is another.
    """

    correspondent_id: bytes
    name: str
    organisation: str
    role: str
    level: str
    news: tuple[str, ...]
    devices: tuple[str, ...]
    issued: dt.datetime
    expires: dt.datetime
    size: int
    is_me: bool = False
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDeviceLine:
    """One of one's own devices. ``key_made``: when the key that others seal to was made."""

    device: bytes
    mark: str
    is_this: bool
    is_certified: bool
    is_revoked: bool
    key_made: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """Who one is to others. ``has_office_key``: this vault signs the office's roster."""

    name: str
    organisation: str
    role: str
    mark: str
    is_certified: bool
    has_root: bool
    has_office_key: bool
    is_enrolled: bool
    devices: tuple[OwnDeviceLine, ...]


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation as the invited reads it. ``kind``: colleague, device, peer.

    ``mark`` is proposed, ``taken`` cannot be had; ``person`` is whom it names.
    """

    kind: str
    inviter: str
    organisation: str
    person: str
    mark: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer to an invitation. ``is_enrolled``: accepting it names the person in the roster."""

    kind: str
    card: CardLine
    is_enrolled: bool
