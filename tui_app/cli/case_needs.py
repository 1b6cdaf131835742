"""The parts of ``nivel case`` that tell its needs and handovers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_app.cli.need_shapes import handover_shapes, need_shapes
from tui_app.cli.shapes import Shape
from tui_app.plain.needs import needs_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def needs_of(casebook: "Casebook", case_id: bytes, *, names: bool) -> Iterator[str]:
    """Yield the text of a case's needs and gaps."""
    nobody = not casebook.network.lines(case_id)
    lines, gaps = casebook.needs.lines(case_id), casebook.needs.gaps(case_id)
    return needs_text(lines, gaps, names=names, nobody=nobody)


def needs_shape(
    casebook: "Casebook", case_id: bytes, parts: tuple[str, ...], *, names: bool
) -> Shape:
    """Shape those of the parts ``needs`` and ``handovers`` that are asked for."""
    made: Shape = {}
    if "needs" in parts:
        made["needs"] = need_shapes(casebook.needs.lines(case_id), names=names)
    if "handovers" in parts:
        made["handovers"] = handover_shapes(casebook.handovers.lines(case_id), names=names)
    return made
