"""Shares: what of a case others have, and what of others' cases we have.

The law: a share says which sections of one case go to whom, why, on which basis and until when. It
belongs to the case (section ``sharing``), so it travels to one's own devices and no further. A
grant is the other end of it: what somebody gave us, kept in our own scope as it was told, never
edited, so two devices of one person never disagree about it. Neither is ever deleted: what ended
says when, so that what was sent can be told honestly.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.identity import derive_id
from storage.records.kind import Kind


class ShareKind(StrEnum):
    """Whom it serves: a colleague, a peer expert, another county that takes over, a laptop."""

    COLLEAGUE = "colleague"
    EXPERT = "expert"
    HANDOVER = "handover"
    TRAVEL = "travel"


class ShareEnd(StrEnum):
    """How a share ended: withdrawn, the pack came back, or the pack was lost."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    LOST = "lost"


class Share(SQLModel, table=True):
    """One share given. ``sections`` are words with a space between.

    ``device``: of a travel pack, the public key of its device (whose id is a hash of it).
    ``ends`` is the last day on which anything is sent, or on which a pack opens.
    """

    __tablename__ = "share"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    kind: str = choice(ShareKind.COLLEAGUE)
    correspondent_id: bytes | None = reference()
    device: bytes | None = None
    name: str = ""
    given_at: dt.datetime | None = moment()
    given_by: str = ""
    sections: str = ""
    purpose: str = ""
    ends: dt.date | None = None
    how_ended: str = choice(ShareEnd.NONE)
    ended_at: dt.datetime | None = moment()


class Grant(SQLModel, table=True):
    """One telling of a share received, kept as it came: the greatest ``revision`` counts.

    ``label`` is the giver's case number, shown where the summary itself was not shared; ``writers``
    is CBOR (``exchange/grants.py``): whose batches the giver passes on.
    """

    __tablename__ = "grant_"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    share_id: bytes | None = reference()
    revision: int = 0
    case_id: bytes | None = reference()
    giver_id: bytes | None = reference()
    kind: str = choice(ShareKind.COLLEAGUE)
    label: str = ""
    given_at: dt.datetime | None = moment()
    sections: str = ""
    purpose: str = ""
    ends: dt.date | None = None
    how_ended: str = choice(ShareEnd.NONE)
    writers: bytes = b""


def grant_id(mailbox_id: bytes, item: bytes) -> bytes:
    """Return the id under which a telling is kept: the same on all devices of its receiver."""
    return derive_id(mailbox_id, "grant", item.hex())


def _check_share(share: Share) -> str | None:
    if not share.sections:
        return "sections-missing"
    if share.kind == ShareKind.TRAVEL:  # a pack that one took oneself has no correspondent
        return None if share.device else "recipient-missing"
    return None if share.correspondent_id else "recipient-missing"


SHARE = Kind(
    name="share",
    table=Share,
    groups={
        "origin": (
            "case_id",
            "kind",
            "correspondent_id",
            "device",
            "name",
            "given_at",
            "given_by",
        ),
        "scope": ("sections", "purpose", "ends"),
        "end": ("how_ended", "ended_at"),
    },
    scope=lambda share: share.case_id,
    section=lambda _share: "sharing",
    check=_check_share,
)

GRANT = Kind(
    name="grant",
    table=Grant,
    groups={"grant": tuple(name for name in Grant.model_fields if name != "id")},
    scope=lambda grant: grant.mailbox_id,
    section=lambda _grant: "grants",
)
