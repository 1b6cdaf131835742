"""The JSON of services, practice cards and the seed; under the law of ``shapes``.

* service: id name kind organisation_id organisation sector county municipality areas eligibility
  hours channel channel_note phone email address low_threshold anchoring checked_on checked_by
  is_stale
* practice card: id about name county whose words contact checked_on checked_by is_stale
* offered: key record name county areas is_here
"""

from collections.abc import Iterable

from storage.lines.names import initials
from storage.lines.services import PracticeCardLine, SeedLine, ServiceLine
from tui_app.cli.shapes import Shape, plain_value

Line = PracticeCardLine | SeedLine | ServiceLine


def _shapes(lines: Iterable[Line]) -> list[Shape]:
    return [{name: _value(line, name) for name in type(line).__annotations__} for line in lines]


def _value(line: Line, name: str) -> object:
    value = getattr(line, name)
    if name == "checked_by":
        return initials(value)
    return list(value) if isinstance(value, tuple) else plain_value(value)


def service_shapes(lines: Iterable[ServiceLine]) -> list[Shape]:
    """Shape services; who checked them is initials."""
    return _shapes(lines)


def card_shapes(lines: Iterable[PracticeCardLine]) -> list[Shape]:
    """Shape practice cards."""
    return _shapes(lines)


def seed_shapes(lines: Iterable[SeedLine]) -> list[Shape]:
    """Shape what is offered to the directory."""
    return _shapes(lines)
