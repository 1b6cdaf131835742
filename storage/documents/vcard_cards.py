"""Split an address book of vCards into cards of whole lines, before anything is parsed.

The law: one broken card never costs another, and only what is kept is ever held. vobject stops at
the fifth card of six in a real phone export, and its line pattern takes exponential time on a
parameter list without a colon (24 commas: 5 s). So cards are cut out here first, line by line, in
linear time: folded lines and quoted-printable soft breaks are joined, properties that Nivel does
not keep (photos, keys, sounds, birthdays, ...) are dropped unread, and a card without an end or
beyond its cap is named as broken with its first line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from storage.documents.contact_entry import Reason
from storage.documents.incoming import RawLine

CARD_CAP = 1024 * 1024
PROPERTY_CAP = 500
# Data minimisation: a birthday, a photo, a family tie or a location is none of these.
KEPT = frozenset(
    {b"VERSION", b"N", b"FN", b"ORG", b"TITLE", b"TEL", b"EMAIL", b"ADR", b"NOTE"},
)
_HEAD_CAP = 1024
_BEGIN, _END, _AGENT = b"BEGIN:VCARD", b"END:VCARD", b"AGENT"


@dataclass(slots=True)
class RawCard:
    """One card: the ``line`` of its BEGIN, its kept content lines, and its ``fault``, if any.

    ``fault`` is why it is broken, or ``None``.
    """

    line: int
    lines: list[bytearray] = field(default_factory=list)
    fault: Reason | None = None


@dataclass(slots=True)
class _Open:
    """The card being read, and what its last property is."""

    card: RawCard
    is_nested: bool = False
    size: int = 0
    is_kept: bool = False
    is_soft: bool = False
    is_agent: bool = False


def raw_cards(lines: Iterable[RawLine]) -> Iterator[RawCard]:
    """Yield every card in order; text outside any card comes as one card with the fault format."""
    current: _Open | None = None
    is_stray = False
    for line in lines:
        mark = line.data[:_HEAD_CAP].strip().upper()
        if current is not None and not _is_ended(current, line, mark):
            continue
        if current is not None:
            yield _ended(current, None if mark == _END else "unfinished")
            current = None
        if mark == _BEGIN:
            current, is_stray = _Open(RawCard(line.number)), False
        elif mark not in {b"", _END} and not is_stray:
            is_stray = True
            yield RawCard(line.number, fault="format")
    if current is not None:
        yield _ended(current, "unfinished")


def _is_ended(current: _Open, line: RawLine, mark: bytes) -> bool:
    """Take ``line`` into the card, or tell that it ends it: by its END, or by the next BEGIN.

    A vCard 2.1 may hold a whole card of its agent, which is skipped.
    """
    if mark == _BEGIN and current.is_agent:
        current.is_nested, current.is_agent = True, False
    elif mark == _END and current.is_nested:
        current.is_nested = False
    elif mark in {_BEGIN, _END}:
        return True
    elif not current.is_nested:
        _take(current, line)
    return False


def _ended(current: _Open, fault: Reason | None) -> RawCard:
    card = current.card
    card.fault = card.fault or fault
    if card.fault:
        card.lines.clear()
    return card


def _take(current: _Open, line: RawLine) -> None:
    data = line.data
    if current.is_soft:
        _append(current, data, is_cut=line.cut)
    elif data[:1] in {b" ", b"\t"}:
        _append(current, data[1:], is_cut=line.cut)
    elif b":" in data:
        _start(current, data, is_cut=line.cut)
    elif data.strip():
        # The unindented Base64 of a dropped photo, or a line end that a phone forgot to escape.
        _append(current, b" " + data, is_cut=line.cut)


def _start(current: _Open, data: bytes, *, is_cut: bool) -> None:
    name = property_name(data)
    current.is_agent = name == _AGENT and not data.partition(b":")[2].strip()
    current.is_kept = name in KEPT
    current.is_soft = False
    lines = current.card.lines
    if current.is_kept and not current.card.fault:
        lines.append(bytearray())
        if len(lines) > PROPERTY_CAP:
            _drop_as_large(current)
    _append(current, data, is_cut=is_cut)


def _append(current: _Open, data: bytes, *, is_cut: bool) -> None:
    was_soft, current.is_soft = current.is_soft, False
    if not current.is_kept or current.card.fault:
        return
    current.size += len(data)
    if is_cut or current.size > CARD_CAP:
        _drop_as_large(current)
        return
    line = current.card.lines[-1]
    if was_soft:
        del line[-1:]
    line += data
    current.is_soft = line.endswith(b"=") and is_quoted_printable(line)


def _drop_as_large(current: _Open) -> None:
    current.card.fault = "large"
    current.card.lines.clear()


def property_name(line: bytes | bytearray) -> bytes:
    """Return a content line's property name in upper case, without its group."""
    head = bytes(line[:_HEAD_CAP]).partition(b":")[0].partition(b";")[0]
    return head.rpartition(b".")[2].strip().upper()


def is_quoted_printable(line: bytes | bytearray) -> bool:
    """Tell whether a content line's parameters say quoted-printable."""
    return b"QUOTED-PRINTABLE" in bytes(line[:_HEAD_CAP]).partition(b":")[0].upper()
