"""Whether a thing is of the very type its annotation names, inside too; a truth is no number."""

import types
import typing
from typing import Any, get_args, get_origin, get_type_hints


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 — any annotation
    """Say whether ``value`` is exactly of the type: named tuples field by field, unions, dicts."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return any(fits(value, one) for one in inner)
    if origin is tuple:
        return _is_tuple(value, inner)
    if origin is dict:
        right = isinstance(value, dict)
        return right and all(fits(k, inner[0]) and fits(v, inner[1]) for k, v in value.items())  # type: ignore[attr-defined]
    if type(value) is not hint:
        return value is None and hint is types.NoneType
    fields: tuple[str, ...] = getattr(hint, "_fields", ())
    hints = get_type_hints(hint) if fields else {}
    return all(fits(getattr(value, name), hints[name]) for name in fields)


def _is_tuple(value: object, inner: tuple[Any, ...]) -> bool:
    if not isinstance(value, tuple):
        return False
    if len(inner) == 2 and inner[1] is ...:
        return all(fits(one, inner[0]) for one in value)
    return len(value) == len(inner) and all(map(fits, value, inner))
