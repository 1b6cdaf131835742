"""The client's own copy: how they are followed up and reached, and what to do if contact is lost.

The law: whom the plan turns to is told by name only where it is somebody there for their work.
"""

from collections.abc import Iterator

from storage.casebook.copy_making import Making


def follow_up_rows(making: Making) -> Iterator[tuple[str, ...]]:
    """Yield each follow-up contact: when, what, how, and how it stands."""
    words = making.words
    for line in making.source.follow_ups:
        what = making.clean(line.label) or words.choice("record", "follow-up")
        state = words.choice("follow-up-state", line.state)
        reason = making.clean(line.reason)
        told = f"{state}: {reason}" if reason else state
        yield words.day(line.day), what, words.choice("channel", line.channel), told


def lost_contact_rows(making: Making) -> Iterator[tuple[str, ...]]:
    """Yield each step that was agreed: whom, how, what may be said, and what came of it."""
    words = making.words
    for line in making.source.lost_contact:
        name = making.name(line.person_id, line.person)
        whom = name or making.clean(line.role) or words.said["a-person"]
        came = words.choice("step-outcome", line.outcome)
        yield whom, words.choice("channel", line.channel), making.clean(line.may_say), came


def reach_told(making: Making) -> str:
    """Return how the client is reached, in words."""
    case = making.source.case
    told = [making.words.choice("reach", word) for word in case.reach]
    return ", ".join(part for part in (*told, making.clean(case.reach_words)) if part)
