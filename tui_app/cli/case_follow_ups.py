"""The part of ``nivel case`` that tells of follow-up contacts, the lost-contact plan, the card."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from storage.lines.cases import CaseSummary
from tui_app.cli.follow_up_shapes import card_shape, follow_up_shapes, step_shapes
from tui_app.plain.follow_ups import card_text, follow_ups_text, reach_row, steps_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.cli.shapes import Shape


def follow_ups_part(
    casebook: "Casebook", summary: CaseSummary, day: dt.date, *, names: bool
) -> Iterator[str]:
    """Yield the part as text."""
    case_id = summary.case.id
    lines = casebook.follow_ups.lines(case_id)
    yield reach_row(summary, names=names)
    yield from follow_ups_text(lines, len(lines), day, names=names)
    yield from steps_text(casebook.lost_contact.steps(case_id), names=names)
    yield from card_text(casebook.closing.card(case_id), names=names)


def follow_ups_shape(
    casebook: "Casebook", summary: CaseSummary, day: dt.date, *, names: bool
) -> "Shape":
    """Return the part for JSON: follow_ups, lost_contact, door_card, reach."""
    case_id = summary.case.id
    return {
        "follow_ups": follow_up_shapes(casebook.follow_ups.lines(case_id), day, names=names),
        "lost_contact": step_shapes(casebook.lost_contact.steps(case_id), names=names),
        "door_card": card_shape(casebook.closing.card(case_id), names=names),
        "reach": list(summary.reach),
    }
