"""Needs, goals and handovers as rows of the client's own copy.

The law: a goal is the client's own and stays as it was said; what the worker wrote of a third
person goes, and whoever is private is "one person". What nobody has asked yet is no row.
"""

from collections.abc import Iterable

from storage.casebook.copy_making import Making
from storage.lines.needs import NeedLine


def need_rows(making: Making) -> Iterable[tuple[str, ...]]:
    """Yield the life area, how it stands, the goal, what is needed and who takes care of it."""
    words = making.words
    for line in making.source.needs:
        if not line.is_kept:
            continue
        area, state = words.choice("need-area", line.area), words.choice("need-state", line.state)
        goal = f"“{line.goal}”" if line.goal else ""
        yield area, state, goal, making.clean(_written(line)), _who(making, line)


def _written(line: NeedLine) -> str:
    return " ".join(filter(None, (line.words, line.unmet_words if line.unmet else "")))


def _who(making: Making, line: NeedLine) -> str:
    tie = next((one for one in making.source.network if one.id == line.tie_id), None)
    if tie is None or tie.person_id in making.source.shielded:
        return line.service
    return making.name(tie.person_id, tie.name) or making.clean(tie.role)


def handover_rows(making: Making) -> Iterable[tuple[str, ...]]:
    """Yield the role, from whom, to whom, how it stands and when the client was told."""
    words = making.words
    for line in making.source.handovers:
        told = words.day(line.told_on) if line.told_on else ""
        role = making.clean(line.role) or words.said["key-worker"]
        state = words.choice("handover-state", line.state)
        former = making.name(line.from_id, line.from_name)
        yield role, former, making.name(line.to_id, line.to_name), state, told
