"""One vCard (2.1, 3.0 or 4.0) becomes one contact.

The law: a card that cannot be read costs only itself. The lines are made plain first
(``vcard_line``); vobject then takes values and structured names apart. Whatever it raises on a
crooked card makes that card a broken entry, never an error of the import.
"""

from collections.abc import Iterable
from typing import Any

from storage.documents.contact_entry import BrokenEntry, ContactDraft, ContactEntry, finished
from storage.documents.vcard_cards import RawCard
from storage.documents.vcard_line import ContentLine, read_content_line, safe_line

_TYPES = (
    ("fax", {"FAX"}),
    ("cell", {"CELL", "MOBILE", "IPHONE"}),
    ("work", {"WORK"}),
    ("home", {"HOME"}),
)


def read_card(card: RawCard) -> ContactEntry | BrokenEntry:
    """Read one card cut out by ``raw_cards``."""
    if card.fault:
        return BrokenEntry(card.line, card.fault)
    lines = [read_content_line(bytes(line)) for line in card.lines]
    kept = [line for line in lines if line is not None]
    if len(kept) < len(lines):
        return BrokenEntry(card.line, "format")
    try:
        draft = _draft(card.line, kept)
    except Exception:  # noqa: BLE001 — vobject raises a dozen kinds on crooked cards
        return BrokenEntry(card.line, "format")
    return finished(draft)


def _draft(line: int, lines: list[ContentLine]) -> ContactDraft:
    import vobject

    is_old = any(kept.name == "VERSION" and kept.value.strip() == "2.1" for kept in lines)
    body = [safe_line(kept, is_old=is_old) for kept in lines if kept.name != "VERSION"]
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *body, "END:VCARD", ""])
    found = vobject.readOne(text).contents
    names = [name.value for name in found.get("n", [])]
    return ContactDraft(
        line,
        family=_first(_joined(name.family, " ") for name in names),
        given=_first(_joined(name.given, " ") for name in names),
        full_name=_first(name.value for name in found.get("fn", [])),
        organisation=_first(_joined(parts.value, ", ") for parts in found.get("org", [])),
        title=_first(title.value for title in found.get("title", [])),
        phones=_preferred_first(found.get("tel", [])),
        emails=_preferred_first(found.get("email", [])),
        address=_first(_address(address.value) for address in found.get("adr", [])),
        note="\n".join(note.value for note in found.get("note", [])),
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text.strip()), "")


def _joined(value: Any, glue: str) -> str:  # noqa: ANN401 — vobject: a text, or lists of them
    parts = [value] if isinstance(value, str) else [_joined(part, " ") for part in value]
    return glue.join(part.strip() for part in parts if part.strip())


def _address(value: Any) -> str:  # noqa: ANN401 — vobject's Address
    town = _joined([value.code, value.city], " ")
    streets = [value.box, value.extended, value.street]
    lines = _joined([*streets, town, value.region, value.country], ", ")
    return ", ".join(line.strip() for line in lines.splitlines() if line.strip())


def _preferred_first(found: list[Any]) -> list[tuple[str, str]]:
    pairs = []
    for line in found:
        types = {word.upper() for word in line.params.get("TYPE", [])}
        kind = next((name for name, words in _TYPES if words & types), "other")
        pairs.append(("PREF" not in types, kind, line.value))
    return [(kind, value) for _later, kind, value in sorted(pairs, key=lambda pair: pair[0])]
