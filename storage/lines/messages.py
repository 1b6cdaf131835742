"""What the lists and the page of messages show, and a message being written."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

LINK_SECTIONS = {"case": "summary", "meeting": "meetings", "action": "actions"}
"""What a message can be linked to, and the part of the case that it then speaks of."""


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message in a list. ``box``: draft, out, in, gone.

    ``level`` of the author's key: unknown, vouched, compared, blocked, own. ``waiting``,
    ``written``, ``received`` and ``read`` count the people a message of one's own is on its way to.
    """

    id: bytes
    thread_id: bytes
    box: str
    author: str
    to: str
    case_id: bytes | None
    case_label: str
    at: dt.datetime | None
    subject: str
    excerpt: str
    is_read: bool
    is_held: bool
    is_filed: bool
    attachments: int
    level: str
    expires: dt.datetime | None
    waiting: int = 0
    written: int = 0
    received: int = 0
    read: int = 0


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One of a thread's circle. ``role``: leader, writer, reader; left for who has gone out of it.

    ``state`` of the shown message for them, at ``at``: none, no-card, waiting, written, received
    (on one of their devices), read.
    """

    root: bytes
    name: str
    organisation: str
    role: str
    level: str
    is_me: bool
    state: str = "none"
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file beside a message. ``kind`` is the ending of its name; ``is_here``: it has arrived."""

    name: str
    kind: str
    size: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class MessageSheet:
    """A message opened. ``missing``: how many that it follows are not here.

    ``unseen`` names the message before it that its author had not seen (author and time), or "".
    """

    line: MessageLine
    text: str
    members: tuple[MemberLine, ...]
    attachments: tuple[AttachmentLine, ...]
    missing: int
    unseen: str
    unseen_at: dt.datetime | None
    link_kind: str
    link_id: bytes | None
    members_changed: bool


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """Numbers of the tabs: unread, sent, drafts, messages still to go out."""

    unread: int
    sent: int
    drafts: int
    waiting: int


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A message filed to a case's record. ``is_proved``: its signature fits what is kept."""

    id: bytes
    case_id: bytes
    at: dt.datetime | None
    filed_at: dt.datetime | None
    filed_by: str
    author: str
    title: str
    text: str
    is_proved: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """A message being written. ``to``: correspondents' ids, for a new thread.

    ``thread_id``: the thread it goes on in. ``link``: kind and id of what it is about. ``case_id``:
    the case it speaks of, whose ``sections`` the gate is asked about (none: those of what it is
    linked to). ``expires``: when its text
    goes everywhere, unless somebody holds it.
    """

    subject: str = ""
    text: str = ""
    to: tuple[bytes, ...] = ()
    thread_id: bytes | None = None
    case_id: bytes | None = None
    link: tuple[str, bytes] | None = None
    sections: frozenset[str] = frozenset()
    purpose: str = ""
    expires: dt.datetime | None = None
    files: tuple[Path, ...] = ()

    @property
    def spoken_of(self) -> frozenset[str]:
        """The parts of the case that the gate is asked about."""
        kind = "case" if self.link is None else self.link[0]
        return self.sections or frozenset({LINK_SECTIONS.get(kind, "summary")})
