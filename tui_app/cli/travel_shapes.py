"""The JSON of travel packs; the laws and the format are those of ``shapes``.

* pack: id case_id case taker is_mine mark sections purpose since ends ended_at state
"""

from collections.abc import Iterable
from dataclasses import asdict

from storage.lines.travel import PackLine
from tui_app.cli.shapes import Shape, plain_value
from tui_app.plain.words import shown_name


def pack_shapes(lines: Iterable[PackLine], *, names: bool) -> list[Shape]:
    """Shape travel packs."""
    return [_shape(line, names=names) for line in lines]


def _shape(line: PackLine, *, names: bool) -> Shape:
    made = {name: plain_value(value) for name, value in asdict(line).items()}
    made["case"] = made.pop("case_label")
    made["taker"] = shown_name(line.taker, names=names)
    return made
