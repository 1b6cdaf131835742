"""How people we exchange with and one's own devices are drawn: rows, and the words about a row.

The law: ``!`` stands where somebody has to do something before anything can be sent, ``=`` where
another person has a name like this; what is to be done stands in words below the list.
"""

from collections.abc import Iterator

from storage.lines.correspondents import CorrespondentLine, OwnDeviceLine, OwnIdentity
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date
from tui_app.plain.correspondents import advice, office_words, trust_word
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Column, Row

PEOPLE = (
    Column(N_("Name"), 20), Column(N_("Organisation"), 0), Column(N_("Trust"), 16),
    Column(N_("Last contact"), 12),
)  # fmt: skip
DEVICES = (Column(N_("Letters"), 9), Column(N_("Device"), 0), Column(N_("Key of"), 12))


def person_row(line: CorrespondentLine, typed: bool, *, names: bool) -> Row:  # noqa: FBT001 — a fact of the row
    """Draw somebody; ``typed``: a part of the name stands in the filter."""
    last = line.last_contact
    cells = (
        shown_name(line.name, names=names or typed),
        joined((line.organisation, line.role)),
        state_word(line),
        full_date(last.astimezone().date()) if last else "",
    )
    sign = "!" if needs_doing(line) else "=" if line.alike else ""
    return Row(cells, sign=sign)


def needs_doing(line: CorrespondentLine) -> bool:
    """Say whether nothing can be sent before somebody does something."""
    return line.is_blocked or line.is_expired or line.is_key_old or not line.devices


def state_word(line: CorrespondentLine) -> str:
    """Say in a word how somebody stands."""
    if line.is_blocked:
        return trust_word(line)
    if line.is_expired or line.is_key_old:
        return _("card too old")
    return trust_word(line) if line.devices else _("no device left")


def person_words(line: CorrespondentLine | None) -> str:
    """Tell what holds about the person under the cursor, and what to do."""
    return "" if line is None else " ".join(advice(line))


def device_row(line: OwnDeviceLine) -> Row:
    """Draw one of one's own devices."""
    made = line.key_made
    return Row(
        (line.mark, device_state(line), full_date(made.astimezone().date()) if made else ""),
        sign="!" if not (line.is_certified or line.is_revoked or not line.is_this) else "",
        quiet=line.is_revoked,
    )


def device_state(line: OwnDeviceLine) -> str:
    """Say in words what a device is."""
    if line.is_revoked:
        return _("taken back")
    if line.is_this:
        return _("this one") if line.is_certified else joined((_("this one"), _("not certified")))
    return _("another one") if line.is_certified else _("what this casebook was before")


def device_words(line: OwnDeviceLine | None) -> str:
    """Tell what can be done about the device under the cursor."""
    if line is None:
        return ""
    if line.is_revoked:
        return _("Nothing is sealed to it, and nothing that it writes from now on counts.")
    if line.is_this and not line.is_certified:
        return _("Others do not know this device yet. Press v, with the recovery sheet in hand; "
                 "then give them your contact card again.")  # fmt: skip
    if line.is_this:
        return _("This device. Its private key never leaves it.")
    if not line.is_certified:
        return _("Before this casebook was put back or copied. If the old one may be in other "
                 "hands, x takes it back.")  # fmt: skip
    return _("Lost or stolen? x takes it back: others stop sealing to it with the next exchange.")


def own_words(found: OwnIdentity) -> Iterator[str]:
    """Yield who one is to others, in one line, then how one stands to the office."""
    yield joined((found.name, found.organisation, found.role))
    yield office_words(found)
