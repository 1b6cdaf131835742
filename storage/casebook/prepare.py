"""A record made ready to be kept: cleaned, validated, checked.

The law: nothing reaches the journal that has not passed here. Table classes skip validation, so it
is done on the way in; text is cleaned of what could deceive a screen; words of
a closed list must be known; the kind's own check has the last word. Every refusal is ``Invalid``
with the field's name.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic import ValidationError
from sqlmodel import SQLModel

from storage.casebook.kept import AnyRecord
from storage.errors import Invalid
from storage.records.columns import Choice
from storage.records.kind import Kind
from storage.rules.clean import clean_line, clean_text

LINE_LIMIT = 300
TEXT_LIMIT = 20_000


@cache
def _choices(table: type[SQLModel]) -> dict[str, frozenset[str]]:
    columns = table.__table__.columns  # type: ignore[attr-defined]
    return {
        column.name: frozenset(column.type.words)
        for column in columns
        if isinstance(column.type, Choice)
    }


def _cleaned(kind: Kind, name: str, text: str) -> str:
    try:
        if name in kind.long:
            return clean_text(text, TEXT_LIMIT)
        return clean_line(text, LINE_LIMIT)
    except Invalid as refusal:
        raise Invalid(kind.name, name, refusal.reason) from None


def prepared(kind: Kind, record: AnyRecord, before: AnyRecord | None = None) -> AnyRecord:
    """Return ``record``, its fields cleaned and valid; on a refusal it is left as it was.

    ``before`` is what is kept now: a word of a closed list that this version does not know may
    stay as it was, never be written anew. Raises Invalid.
    """
    given: dict[str, Any] = {name: getattr(record, name) for name in kind.table.model_fields}
    held = {
        name: _cleaned(kind, name, value) if isinstance(value, str) else value
        for name, value in given.items()
    }
    for name, words in _choices(kind.table).items():
        unchanged = before is not None and getattr(before, name) == held[name]
        if held[name] not in words and not unchanged:
            raise Invalid(kind.name, name, "unknown-word")
    valid = _validated(kind, held)
    wrong = kind.check(SimpleNamespace(**valid))
    if wrong is not None:
        raise Invalid(kind.name, "", wrong)
    for name, value in valid.items():
        if value is not given[name]:
            setattr(record, name, value)
    return record


def _validated(kind: Kind, held: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as their types want them.

    ``model_validate`` would make a record of them, an attribute at a time: half of a save's checks.
    """
    blank = kind.table.__new__(kind.table)
    try:
        kind.table.__pydantic_validator__.validate_python(held, self_instance=blank)
    except ValidationError as refusal:
        place = refusal.errors(include_input=False, include_url=False)[0]["loc"]
        raise Invalid(kind.name, str(place[0]) if place else "", "not-allowed") from None
    valid: dict[str, Any] = vars(blank)
    return valid
