"""Every field that can be in conflict has a name and, where it is a choice, a list of words."""

import datetime as dt

import pytest

from storage.records.columns import Choice
from storage.records.kinds import KINDS
from tui_app.i18n.catalogue import set_language
from tui_app.i18n.choices import CHOICES
from tui_app.i18n.field_words import CHOICE_OF, FIELDS, choice_of, field_words, value_words

NEVER = {"case_id", "is_client", "meeting_id", "agreement_id", "number", "mark", "client_id",
         "opened_on", "from_client", "mailbox_id"}  # fmt: skip
"""What is fixed when a record is made can never be written apart."""
ONCE = {"log-line", "contact-card", "device-revocation", "note", "grant", "disclosure",
        "basis-end"}  # fmt: skip
"""Records that are written once, whole, and never edited."""
FOUND = [
    (kind.name, name)
    for kind in KINDS.values()
    if kind.name not in ONCE
    for group, names in kind.groups.items()
    for name in names
    if (kind.name, group) != ("message", "letter")  # what was signed is written once
    if name not in NEVER and not name.endswith("written_at")
]


@pytest.mark.parametrize(("kind", "name"), FOUND)
def test_a_field_has_a_name(kind: str, name: str) -> None:
    """In Finnish no field is called by its name in the code."""
    set_language("fi")
    assert field_words(kind, name) != name


def test_every_choice_is_said_in_words() -> None:
    """A field of a closed list names the list, and every word of the list is in it."""
    for kind in KINDS.values():
        for column in kind.table.__table__.columns:  # type: ignore[attr-defined]
            if isinstance(column.type, Choice) and kind.name != "log-line":
                which = choice_of(kind.name, column.name)
                assert set(column.type.words) <= set(CHOICES[which]), (kind.name, column.name)


def test_values_are_said_as_people_read_them() -> None:
    """Days, truth values, choices; nothing written is nothing; an unknown field keeps its name."""
    set_language("fi")
    assert value_words("action", "due", dt.date(2026, 12, 3)) == "3.12.2026"
    assert value_words("entry", "verbatim", value=True) == "kyllä"
    assert value_words("person", "sector", "ngo") == "järjestö"
    assert value_words("person", "sector", "of-a-newer-version") == "of-a-newer-version"
    assert value_words("person", "phone", "") == value_words("action", "due", None) == ""
    assert field_words("person", "new_field") == "new_field"


def test_no_name_is_for_a_field_that_is_not_there() -> None:
    """The two tables hold nothing stale."""
    known = {name for _kind, name in FOUND} | {f"{kind}.{name}" for kind, name in FOUND}
    assert {*FIELDS, *CHOICE_OF} - known <= {"written_at", "box", "way", "ground", "grant.kind"}
