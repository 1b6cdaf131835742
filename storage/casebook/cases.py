"""The cases' desk: open a case, read it, tell its release dates, choose the planning date.

The law: opening a case writes a use log line in the same transaction, and a case that is not one's
own asks for the reason first. A release date is only ever told, never computed.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storage.casebook import place
from storage.casebook.case_rows import (
    BY_LABEL,
    COUNT,
    LIST,
    NAMES,
    ONE,
    RELEASES,
    SOME,
    SUMMARY,
    case_line,
    release_line,
)
from storage.casebook.desk import Desk, as_day
from storage.casebook.later import Later
from storage.casebook.pack_term import refuse_more
from storage.casebook.packs_out import away_now
from storage.casebook.seen import Heads
from storage.errors import Invalid, RecordMissing
from storage.lines.cases import CaseLine, CaseSummary, ReleaseLine
from storage.lines.names import case_label, full_name
from storage.records.identity import derive_id, new_id
from storage.rules.fold import fold

if TYPE_CHECKING:
    from storage.records import cases as records
    from storage.records import people as people_records
    from storage.records import release as release_records
    from storage.records import sharing as sharing_records
else:
    records = Later("storage.records.cases")
    people_records = Later("storage.records.people")
    release_records = Later("storage.records.release")
    sharing_records = Later("storage.records.sharing")
_AS_KEPT = (
    *("wishes", "summary", "home_municipality", "client_id", "closing_reason", "reach_words"),
    *("ties", "meetings", "conflicts"),
)
JUST_RELEASED = dt.timedelta(days=3)


class Cases(Desk):
    """Reads and writes cases and their release dates."""

    def count(self, *, closed: bool = False, own: bool = False) -> int:
        """Count the open cases, with ``closed`` all, with ``own`` only the reader's."""
        return self._count(COUNT, {"closed": closed, "own": own, "me": self._casebook.me.person_id})

    def lines(
        self, offset: int = 0, limit: int = 100, *, closed: bool = False, own: bool = False
    ) -> tuple[CaseLine, ...]:
        """Return one page: the next releases first, then no date, then released before."""
        values = self._now() | {"offset": offset, "limit": limit, "closed": closed, "own": own}
        return self._lines(LIST, values)

    def line(self, case_id: bytes) -> CaseLine:
        """Return one case's line; raises RecordMissing."""
        row = self._row(ONE, self._now() | {"id": case_id})
        if row is None:
            raise RecordMissing("case")
        return case_line(row, self._casebook.me.person_id)

    def pick(self, text: str, limit: int = 50) -> tuple[CaseLine, ...]:
        """Return the cases whose number or client's name holds every word, closed ones too."""
        words, found = fold(text).split(), []
        for row in self._rows(NAMES, self._now()):
            name = full_name(row["given"], row["family"], row["called"])
            folded = fold(f"{case_label(row['mark'], row['number'])} {name}")
            if all(word in folded for word in words):
                found.append(row["id"])
                if len(found) == limit:
                    break
        return self.lines_of(found)

    def lines_of(self, case_ids: Iterable[bytes]) -> tuple[CaseLine, ...]:
        """Return the lines of these cases, in the order of ``lines``."""
        ids = json.dumps([case_id.hex() for case_id in case_ids])
        return self._lines(SOME, self._now() | {"ids": ids})

    def find(self, label: str) -> bytes | None:
        """Return the id of the case with this number (``K-0142``, ``k142``), or None."""
        compact = label.strip().upper().replace("-", "")
        mark = compact.rstrip("0123456789")
        digits = compact[len(mark) :]
        if not digits or len(digits) > 9:  # noqa: PLR2004 — more digits are no case number
            return None
        with self._casebook.read() as connection:
            values = {"mark": mark or self._casebook.me.mark, "number": int(digits)}
            found = connection.exec_driver_sql(BY_LABEL, values).scalar()
        return None if found is None else bytes(found)

    def read(self, case_id: bytes, reason: str = "") -> CaseSummary:
        """Open a case: logged. Raises RecordMissing, and ReasonNeeded for another's case."""
        line = self.line(case_id)
        self._casebook.note_opening("case", case_id, case_id, reason)
        row = self._row(SUMMARY, {"id": case_id})
        if row is None:
            raise RecordMissing("case")
        return CaseSummary(
            case=line,
            **{name: row[name] for name in _AS_KEPT},
            opened_on=as_day(row["opened_on"]),
            releases=self.releases(case_id),
            closed_on=as_day(row["closed_on"]),
            packs=away_now(self._casebook, case_id),
            reach=tuple(row["reach"].split()),
        )

    def releases(self, case_id: bytes) -> tuple[ReleaseLine, ...]:
        """Return the release dates told for a case, the last told first."""
        return tuple(release_line(row) for row in self._rows(RELEASES, {"id": case_id}))

    def open_case(self, given: str, family: str, **fields: Any) -> bytes:
        """Open a case about a person; returns its id. The opener owns it. Raises Invalid."""
        me, case_id = self._casebook.me, fields.pop("case_id", None) or new_id()
        client_id = derive_id(case_id, "client")
        with self._casebook.change("case.open") as change:
            refuse_more(change.connection, self._casebook.vault.path)
            opened_on = fields.pop("opened_on", None) or dt.datetime.now().astimezone().date()
            case = records.Case(
                id=case_id,
                number=place.take_number(change.connection),
                mark=me.mark,
                client_id=client_id,
                opened_on=opened_on,
                owner_id=me.person_id,
                owner_name=me.person,
            )
            client = people_records.Person(
                id=client_id,
                case_id=case_id,
                is_client=True,
                given_name=given,
                family_name=family,
                sector=people_records.Sector.CLIENT,
            )
            change.save(client)
            change.save(case)
            if fields:
                change.edit(records.Case, case_id, **fields)
        self._casebook.note_opened(case_id)
        return case_id

    def edit(self, case_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields of the case. Raises RecordMissing and Invalid."""
        with self._casebook.change("case.edit") as change:
            change.edit(records.Case, case_id, seen=seen, **fields)

    def close(self, case_id: bytes, reason: str) -> None:
        """Close the case today; it can be opened again with ``reopen``. Its bases end for good."""
        now = dt.datetime.now(dt.UTC)
        with self._casebook.change("case.close") as change:
            change.edit(
                records.Case,
                case_id,
                phase=records.Phase.CLOSED,
                closed_on=now.astimezone().date(),
                closing_reason=reason,
            )
            change.make(sharing_records.BasisEnd(id=new_id(), case_id=case_id, at=now))

    def reopen(self, case_id: bytes) -> None:
        """Open a closed case again, without a new intake."""
        with self._casebook.change("case.reopen") as change:
            change.edit(
                records.Case, case_id, phase=records.Phase.AFTER, closed_on=None, closing_reason=""
            )

    def tell_release(self, case_id: bytes, *, planning: bool = True, **told: Any) -> bytes:
        """Write a release date that was told; with ``planning`` it becomes the planning date."""
        release = release_records.ReleaseDate(id=new_id(), case_id=case_id, **told)
        with self._casebook.change("release.tell") as change:
            change.save(release)
            if planning:
                change.edit(records.Case, case_id, planning_id=release.id)
        return release.id

    def read_release(self, release_id: bytes) -> "release_records.ReleaseDate":
        """Open one release date: logged; raises RecordMissing."""
        return self._casebook.open_record(release_records.ReleaseDate, release_id)

    def edit_release(self, release_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Mend what was written about a date. Raises RecordMissing and Invalid."""
        with self._casebook.change("release.edit") as change:
            change.edit(release_records.ReleaseDate, release_id, seen=seen, **fields)

    def remove_release(self, release_id: bytes) -> None:
        """Delete a date that was written by mistake."""
        with self._casebook.change("release.remove") as change:
            release = change.read(release_records.ReleaseDate, release_id)
            if release.case_id is not None:
                case = change.find(records.Case, release.case_id)
                if case is not None and case.planning_id == release_id:
                    change.edit(records.Case, case.id, planning_id=None)
            change.delete(release)

    def plan_by(self, case_id: bytes, release_id: bytes | None) -> None:
        """Choose the planning date, or none. Raises Invalid for a date of another case."""
        with self._casebook.change("release.plan") as change:
            if release_id is not None:
                release = change.read(release_records.ReleaseDate, release_id)
                if release.case_id != case_id:
                    raise Invalid("case", "planning_id", "not-allowed")
            change.edit(records.Case, case_id, planning_id=release_id)

    def _now(self) -> dict[str, object]:
        now = dt.datetime.now()  # noqa: DTZ005 — compared with wall times
        since = (now - JUST_RELEASED).date().isoformat()
        minute = now.isoformat(timespec="minutes")
        return {"now": minute, "since": since, "me": self._casebook.me.person_id}

    def _lines(self, statement: str, values: dict[str, object]) -> tuple[CaseLine, ...]:
        me = self._casebook.me.person_id
        return tuple(case_line(row, me) for row in self._rows(statement, values))
