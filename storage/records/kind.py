"""A kind of record: what the journal and the casebook must know of a table class.

The law: every field but ``id`` stands in exactly one field group; a field group is what is valid
only together, because two devices' changes of different groups merge by themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlmodel import SQLModel

Check = Callable[[Any], str | None]


def _nothing(_record: object) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """``scope`` gives the case's id, or None for the office directory; ``section`` the part of it.

    Both are looked at when a record is made and are fixed for its life. ``check`` returns None or
    the stable word for what is wrong (``end-before-start``) with a whole record; it never raises.
    ``long`` names the fields that hold several lines of text.
    """

    name: str
    table: "type[SQLModel]"
    groups: Mapping[str, tuple[str, ...]]
    scope: Callable[[Any], bytes | None]
    section: Callable[[Any], str]
    check: Check = _nothing
    long: frozenset[str] = field(default_factory=frozenset)
    schema: int = 1

    def group_of(self, name: str) -> str:
        """Return the group in which the field ``name`` stands."""
        return next(group for group, names in self.groups.items() if name in names)
