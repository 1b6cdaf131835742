"""Comments on an action item: who wrote what when.

The law: only added to. Each comment is a record of its own, so two people's comments never meet in
an edit conflict; the author's name is kept as it was, for a colleague may leave.
"""

import datetime as dt

from sqlmodel import Field, SQLModel

from storage.records.columns import moment, reference
from storage.records.kind import Kind


class Comment(SQLModel, table=True):
    """One comment; ``at`` is when it was written."""

    __tablename__ = "comment"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    action_id: bytes | None = reference()
    at: dt.datetime | None = moment()
    author_id: bytes | None = None
    author: str = ""
    words: str = ""


def _check(comment: Comment) -> str | None:
    return None if comment.words.strip() else "text-missing"


COMMENT = Kind(
    name="comment",
    table=Comment,
    groups={"comment": ("case_id", "action_id", "at", "author_id", "author", "words")},
    scope=lambda comment: comment.case_id,
    section=lambda _comment: "actions",
    check=_check,
    long=frozenset({"words"}),
)
