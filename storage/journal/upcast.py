"""Old values read as new ones.

The law: an op is never rewritten; an old value is brought up to the present schema each time it is
read. ``UPCASTERS[(kind, n)]`` takes (group, value) of schema n and gives the value of schema n + 1.
It must bear fields it does not know (a value that an older build saved may carry newer ones) and
gives a new map. A schema without an upcaster changed nothing in old values. A value newer than this
build is read as it is: unknown fields are passed over and travel on.
"""

from collections.abc import Callable, Mapping

from storage.journal.canonical import CborValue
from storage.journal.op import Op

Upcaster = Callable[[str, Mapping[str, CborValue]], dict[str, CborValue]]
Upcasters = Mapping[tuple[str, int], Upcaster]

UPCASTERS: dict[tuple[str, int], Upcaster] = {}


def read_value(op: Op, schema: int, upcasters: Upcasters) -> dict[str, CborValue] | None:
    """Return the op's value at ``schema``, None when it was purged."""
    value = op.value
    if value is None:
        return None
    for step in range(op.schema, schema):
        upcaster = upcasters.get((op.kind, step))
        if upcaster is not None:
            value = upcaster(op.group, value)
    return value
