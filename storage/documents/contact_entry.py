"""What an address book yields: entries to look at, and what could not be read.

The law: nothing here has been kept yet; a person accepts entry by entry. Every text is clean
(``storage.rules.clean``) and within its limit; a field that had to be shortened is named, never
cut in silence. A broken entry says its first line and a reason code, and quotes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from storage.rules.clean import clean_line, clean_text

LINE_LIMIT = 200
NOTE_LIMIT = 4_000
ENTRY_CAP = 20_000
VALUE_CAP = 20

Reason: TypeAlias = Literal["unfinished", "large", "format", "empty"]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One contact. ``line`` is its first line in the file, from 1.

    ``phones`` and ``emails`` are (type, value) pairs, the preferred one first; a type is one of
    cell, work, home, fax, other. ``full_name`` is never empty: without a name it is the
    organisation, else an e-mail address or a phone number. ``shortened`` names the fields that did
    not fit.
    """

    line: int
    given: str
    family: str
    full_name: str
    organisation: str
    title: str
    phones: tuple[tuple[str, str], ...]
    emails: tuple[tuple[str, str], ...]
    address: str
    note: str
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """An entry that could not be read: its first line, from 1, and why."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class ContactPreview:
    """A whole address book. ``stopped_at`` is the first line not read.

    That happens beyond ``ENTRY_CAP`` entries, good and broken together; else it is ``None``.
    """

    entries: tuple[ContactEntry, ...]
    broken: tuple[BrokenEntry, ...]
    stopped_at: int | None = None


@dataclass(slots=True)
class ContactDraft:
    """A contact while it is being gathered; texts are still as the file had them."""

    line: int
    given: str = ""
    family: str = ""
    full_name: str = ""
    organisation: str = ""
    title: str = ""
    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    note: str = ""


def finished(draft: ContactDraft) -> ContactEntry | BrokenEntry:
    """Clean and fit every field of ``draft``; a contact without anything to call it is broken."""
    fit = _Fitting()
    given, family = fit.line("given", draft.given), fit.line("family", draft.family)
    organisation = fit.line("organisation", draft.organisation)
    phones, emails = fit.pairs("phones", draft.phones), fit.pairs("emails", draft.emails)
    contacts = [value for _type, value in (*emails, *phones)]
    called = fit.line("full_name", draft.full_name) or fit.line(
        "full_name", " ".join(part for part in (given, family) if part)
    )
    full_name = called or next((text for text in (organisation, *contacts) if text), "")
    if not full_name:
        return BrokenEntry(draft.line, "empty")
    return ContactEntry(
        line=draft.line,
        given=given,
        family=family,
        full_name=full_name,
        organisation=organisation,
        title=fit.line("title", draft.title),
        phones=phones,
        emails=emails,
        address=fit.line("address", draft.address),
        note=fit.note(draft.note),
        shortened=tuple(fit.shortened),
    )


class _Fitting:
    """Cleans texts and remembers which fields did not fit."""

    def __init__(self) -> None:
        self.shortened: list[str] = []

    def line(self, name: str, raw: str) -> str:
        text = clean_line(raw, _ample(raw))
        if len(text) <= LINE_LIMIT:
            return text
        self._remember(name)
        return clean_line(text[:LINE_LIMIT])

    def note(self, raw: str) -> str:
        text = clean_text(raw, _ample(raw)).strip()
        if len(text) <= NOTE_LIMIT:
            return text
        self._remember("note")
        return clean_text(text[:NOTE_LIMIT]).strip()

    def pairs(self, name: str, raw: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return each value once, at most ``VALUE_CAP`` of them, in order."""
        kept: dict[str, str] = {}
        for kind, value in raw:
            text = self.line(name, value)
            if text and text not in kept:
                if len(kept) == VALUE_CAP:
                    self._remember(name)
                    break
                kept[text] = kind
        return tuple((kind, text) for text, kind in kept.items())

    def _remember(self, name: str) -> None:
        if name not in self.shortened:
            self.shortened.append(name)


def _ample(raw: str) -> int:
    """Return a limit that cleaning ``raw`` cannot reach: NFC makes a letter three at most."""
    return 3 * len(raw) + 1
