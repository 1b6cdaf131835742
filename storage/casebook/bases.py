"""The bases' desk: on what a case's data may go out, what bars it, and who is protected.

The law: a basis is withdrawn, a bar and a protection are lifted, and stay to be seen; nothing here
is deleted. A basis recorded after its case was closed and opened again counts, one from before does
not, even within the same second.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook import sharing_rows as rows
from storage.casebook.desk import Desk
from storage.casebook.gate import last_end, this_day
from storage.casebook.seen import Heads
from storage.errors import Invalid, RecordMissing
from storage.lines.sharing import BasisLine, SharingLines
from storage.records.cases import Case
from storage.records.identity import new_id
from storage.records.meetings import Attendance
from storage.records.protections import Protection
from storage.records.sharing import Bar, Basis, CaseSection, HowGiven, LifeArea, as_words
from storage.rules.merging import widened

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECOND = dt.timedelta(seconds=1)
_WORDS = {"sections": frozenset(CaseSection), "areas": frozenset(LifeArea)}


class Bases(Desk):
    """Reads and writes the sharing of a case. ``sections`` and ``areas`` are closed words."""

    def sheet(self, case_id: bytes, today: dt.date) -> SharingLines:
        """Return bases, bars and protections of a case; what counts comes first."""
        case = {"case": case_id}
        bars = [rows.bar_line(row, today) for row in self._rows(rows.BARS, case)]
        protected = [rows.protection_line(row, today) for row in self._rows(rows.PROTECTIONS, case)]
        return SharingLines(
            bases=self.lines(case_id, today),
            bars=tuple(sorted(bars, key=lambda line: rows.order_of(line.state))),
            protections=tuple(sorted(protected, key=lambda line: rows.order_of(line.state))),
        )

    def lines(self, case_id: bytes, today: dt.date) -> tuple[BasisLine, ...]:
        """Return the bases of a case; what counts comes first, then the newest."""
        found = [rows.basis_line(row, today) for row in self._rows(rows.BASES, {"case": case_id})]
        return tuple(sorted(found, key=lambda line: rows.order_of(line.state)))

    def line(self, basis_id: bytes, today: dt.date) -> BasisLine:
        """Return one basis; raises RecordMissing."""
        row = self._row(rows.ONE_BASIS, {"id": basis_id})
        if row is None:
            raise RecordMissing("basis")
        return rows.basis_line(row, today)

    # --- bases ---------------------------------------------------------------------------------

    def add(self, case_id: bytes, **fields: Any) -> bytes:
        """Record a basis; returns its id. A statutory right without ``paragraph`` is a draft.

        Raises Invalid: sections-missing, recipient-missing, permission-sector, end-before-start,
        unknown-word.
        """
        with self._casebook.change("basis.add") as change:
            now, end = dt.datetime.now(dt.UTC), last_end(change.connection, case_id)
            recorded = now if end is None else max(now, end + _SECOND)
            told = {"given_on": this_day(), "recorded_at": recorded} | _scoped("basis", fields)
            return change.make(Basis(id=new_id(), case_id=case_id, **told)).id

    def edit(self, basis_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Mend what was written about a basis. Raises RecordMissing and Invalid."""
        with self._casebook.change("basis.edit") as change:
            change.edit(Basis, basis_id, seen=seen, **_scoped("basis", fields))

    def withdraw(self, basis_id: bytes, how: str = HowGiven.TALK) -> None:
        """Write down that the client takes it back; from now on nothing goes out on it."""
        with self._casebook.change("basis.withdraw") as change:
            if change.read(Basis, basis_id).withdrawn_at is None:
                now = dt.datetime.now(dt.UTC)
                change.edit(Basis, basis_id, withdrawn_at=now, withdrawn_how=how)

    # --- bars ----------------------------------------------------------------------------------

    def add_bar(self, case_id: bytes, **fields: Any) -> bytes:
        """Record a bar on disclosure; returns its id. Raises Invalid."""
        with self._casebook.change("bar.add") as change:
            told = {"given_on": this_day()} | _scoped("bar", fields)
            now = dt.datetime.now(dt.UTC)
            return change.make(Bar(id=new_id(), case_id=case_id, recorded_at=now, **told)).id

    def lift_bar(self, bar_id: bytes, how: str = HowGiven.TALK) -> None:
        """Write down that the client takes the bar back."""
        with self._casebook.change("bar.lift") as change:
            if change.read(Bar, bar_id).withdrawn_at is None:
                now = dt.datetime.now(dt.UTC)
                change.edit(Bar, bar_id, withdrawn_at=now, withdrawn_how=how)

    # --- protected people ----------------------------------------------------------------------

    def protect(self, case_id: bytes, person_id: bytes, **fields: Any) -> bytes:
        """Record that a person is protected; returns the protection's id. Raises Invalid.

        Whom it keeps away is taken off the case's meetings to come.
        """
        with self._casebook.change("protection.add") as change:
            made = Protection(id=new_id(), case_id=case_id, person_id=person_id, **fields)
            kept = change.make(made)
            client = change.read(Case, case_id).client_id
            told = {one for one in (kept.person_id, kept.against_id) if one not in (client, None)}
            for one in widened(told, same.read(change.connection)):
                values = {"case": case_id, "person": one}
                for row in self._rows(rows.INVITED, values):
                    change.delete(change.read(Attendance, row["id"]))
            return kept.id

    def unprotect(self, protection_id: bytes) -> None:
        """Write down that the protection is over."""
        with self._casebook.change("protection.lift") as change:
            if change.read(Protection, protection_id).lifted_at is None:
                change.edit(Protection, protection_id, lifted_at=dt.datetime.now(dt.UTC))


def _scoped(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with their closed words as they are kept. Raises Invalid."""
    told = dict(fields)
    for name, known in _WORDS.items():
        if name in told:
            words: Iterable[str] = told[name]
            chosen = frozenset(words.split() if isinstance(words, str) else words)
            if not chosen <= known:
                raise Invalid(kind, name, "unknown-word")
            told[name] = as_words(chosen)
    return told
