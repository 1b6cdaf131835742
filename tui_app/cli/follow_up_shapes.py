"""The JSON of follow-up contacts and of the lost-contact plan; the laws of ``shapes``.

* follow-up: id case_id case client label first last unit planned_from asked due next_try state
  reason ended_on channel person words release attempts last_outcome missed
* step: id case_id person_id person role channel may_say agreed_on outcome done_at outcome_words
  phone
* door card: id case_id made_on words contact phone
"""

import datetime as dt
from collections.abc import Iterable

from storage.lines.follow_ups import DoorCardLine, FollowUpLine, StepLine
from storage.rules.follow_ups import is_missed
from tui_app.cli.shapes import Shape, plain_value
from tui_app.plain.words import shown_name

_NAMES = frozenset({"client", "person", "contact"})
_HIDDEN = frozenset({"words", "may_say", "outcome_words", "phone"})


def follow_up_shapes(lines: Iterable[FollowUpLine], today: dt.date, *, names: bool) -> list[Shape]:
    """Shape follow-up contacts."""
    return [
        _shape(line, names=names) | {"missed": is_missed(line.state, line.day, today)}
        for line in lines
    ]


def step_shapes(lines: Iterable[StepLine], *, names: bool) -> list[Shape]:
    """Shape the steps of a lost-contact plan, in their order."""
    return [_shape(line, names=names) for line in lines]


def card_shape(card: DoorCardLine | None, *, names: bool) -> Shape | None:
    """Shape the door-open card, or nothing."""
    return None if card is None else _shape(card, names=names)


def _shape(line: FollowUpLine | StepLine | DoorCardLine, *, names: bool) -> Shape:
    made: Shape = {}
    for key, value in line._asdict().items():
        called = {"case_label": "case"}.get(key, key)
        if key in _NAMES:
            made[called] = shown_name(str(value), names=names)
        else:
            made[called] = None if key in _HIDDEN and not names else plain_value(value)
    return made
