"""The shape of somebody we exchange with, in the JSON of ``nivel devices`` and ``nivel card``."""

from typing import TYPE_CHECKING

from tui_app.cli.shapes import plain_value
from tui_app.plain.words import shown_name

if TYPE_CHECKING:
    from storage.lines.correspondents import CorrespondentLine


def person_shape(one: "CorrespondentLine", *, names: bool) -> dict[str, object]:
    """Shape one: id name organisation role level blocked alike devices expires last_contact."""
    return {
        "id": one.id.hex(),
        "name": shown_name(one.name, names=names),
        "organisation": one.organisation,
        "role": one.role,
        "level": one.level,
        "blocked": one.is_blocked,
        "alike": one.alike,
        "devices": list(one.devices),
        "expires": plain_value(one.expires),
        "last_contact": plain_value(one.last_contact),
    }
