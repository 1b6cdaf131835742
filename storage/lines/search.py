"""What a search shows."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One find. ``title`` and ``excerpt`` are masked by the screen until the record is opened."""

    record_id: bytes
    kind: str
    case_id: bytes | None
    case_label: str
    meeting_id: bytes | None
    title: str
    excerpt: str
    at: dt.date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """``hits`` newest first; ``partial`` when only the newest 20,000 texts were looked at."""

    words: str
    hits: tuple[Hit, ...]
    more: bool
    partial: bool
