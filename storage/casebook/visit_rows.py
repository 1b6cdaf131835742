"""Reads what a visit shows: one case, bound in every statement that stands here.

The law (T5): the id of the visit's own case is the only one that a statement is given, so no other
case can be asked for, let alone shown. People's names leave a text before it is handed out.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from storage.casebook.actions import Actions
from storage.casebook.desk import Desk, Row
from storage.casebook.gate import Gate
from storage.casebook.meetings import Meetings
from storage.casebook.minutes import Minutes
from storage.lines.meetings import MeetingLine, MeetingSheet
from storage.lines.names import full_name
from storage.lines.visits import ShownVisit, Thing, VisitPerson
from storage.records.minutes import Tier, may_show
from storage.rules.third_persons import masked_people, name_stems, without_people

_AROUND = (
    "SELECT p.id, p.given_name AS given, p.family_name AS family, p.called, p.is_client"
    " FROM person p WHERE p.id IN ("
    " SELECT c.client_id FROM case_ c WHERE c.id = :case"
    " UNION SELECT q.id FROM person q WHERE q.case_id = :case"
    " UNION SELECT t.person_id FROM tie t WHERE t.case_id = :case"
    " UNION SELECT a.person_id FROM attendance a WHERE a.case_id = :case)"
    " ORDER BY p.is_client DESC, p.family_name, p.given_name, p.id"
)
_SHOWN_ACTIONS = (
    "SELECT a.id FROM action a LEFT JOIN agreement g ON g.id = a.agreement_id"
    " LEFT JOIN case_ c ON c.id = a.case_id WHERE a.case_id = :case"
    " AND (g.tier = 'client' OR (g.id IS NULL AND a.owner_id = c.client_id))"
)
_PERSON = (
    "SELECT given_name || ' ' || family_name || ' ' || called AS name FROM person WHERE id = :id"
)


class VisitRows(Desk):
    """The reading of one case for its visit."""

    def people(self, case_id: bytes) -> tuple[VisitPerson, ...]:
        """Return the client, then whoever stands around them; nobody who is protected."""
        hidden = Gate(self._casebook).shielded(case_id)
        return tuple(
            VisitPerson(
                row["id"],
                full_name(row["given"], row["family"], row["called"]),
                bool(row["is_client"]),
            )
            for row in self._rows(_AROUND, {"case": case_id})
            if row["id"] not in hidden
        )

    def stems(self, case_id: bytes) -> frozenset[str]:
        """Return by which parts of names others are known in a text; the client's are not."""
        around = self._rows(_AROUND, {"case": case_id})
        own = [_whole(row) for row in around if row["is_client"]]
        others = [_whole(row) for row in around if not row["is_client"]]
        return name_stems([*others, *self._shielded_names(case_id)]) - name_stems(own)

    def _shielded_names(self, case_id: bytes) -> list[str]:
        hidden = sorted(Gate(self._casebook).shielded(case_id))
        return [str(row["name"]) for one in hidden for row in self._rows(_PERSON, {"id": one})]

    def meeting(self, case_id: bytes, today: dt.date) -> MeetingLine | None:
        """Return the meeting of the visit: the one that goes on, else the next one planned."""
        lines = Meetings(self._casebook).of_case(case_id)
        live = [line for line in lines if line.state == "live"]
        to_come = [line for line in planned(lines) if line.starts and line.starts.date() >= today]
        return next(iter((*live, *to_come)), None)

    def shown(
        self, case_id: bytes, client_id: bytes, today: dt.date, *, masked: bool = True
    ) -> ShownVisit:
        """Return the client's side of the visit; ``masked``: a name is cut to a letter."""
        book = self._casebook
        lines = Meetings(book).of_case(case_id)
        chosen = self.meeting(case_id, today)
        here = None if chosen is None else Minutes(book).sheet(chosen.id)
        held = next((line for line in lines if line.state == "held"), None)
        last = None if held is None else Minutes(book).sheet(held.id)
        clean = _Cleaner(
            self.stems(case_id) if masked else frozenset(), self._shielded_names(case_id)
        )
        after = _after(lines, chosen, today)
        sheets = [sheet for sheet in (here, last) if sheet is not None]
        questions = [text for sheet in sheets for text in _questions(sheet, client_id)]
        return ShownVisit(
            agenda=clean.texts(item.title for item in here.agenda) if here else (),
            agreed=clean.things(_agreed(here)),
            before=clean.things(_agreed(last)),
            questions=clean.texts(dict.fromkeys(questions)),
            steps=clean.things(self._steps(case_id)),
            starts=after.starts if after else None,
            place=after.place if after else "",
        )

    def _steps(self, case_id: bytes) -> list[Thing]:
        may = {row["id"] for row in self._rows(_SHOWN_ACTIONS, {"case": case_id})}
        lines = Actions(self._casebook).lines(0, -1, case_id=case_id)
        return [Thing(line.what, line.due) for line in lines if line.id in may]


class _Cleaner:
    """Cuts names to a letter; a sentence that names a protected person goes whole."""

    def __init__(self, stems: frozenset[str], shielded: Sequence[str]) -> None:
        self._stems = stems
        self._shielded = name_stems(shielded)

    def text(self, text: str) -> str:
        """Return what may be shown of a text, on one line."""
        left, _gone = without_people(text, self._shielded)
        return " ".join(masked_people(left, self._stems).split())

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return what may be shown, without what is empty then."""
        return tuple(filter(None, map(self.text, texts)))

    def things(self, things: Iterable[Thing]) -> tuple[Thing, ...]:
        """Return what may be shown of things."""
        cleaned = (Thing(self.text(one.text), one.due) for one in things)
        return tuple(one for one in cleaned if one.text)


def _whole(row: Row) -> str:
    return f"{row['given']} {row['family']} {row['called']}"


def planned(lines: Iterable[MeetingLine]) -> list[MeetingLine]:
    """Return the meetings to come, the next first; one without a time last."""
    found = [line for line in lines if line.state == "planned"]
    return sorted(found, key=lambda line: (line.starts is None, line.starts or dt.datetime.min))  # noqa: DTZ901 — a wall time


def _after(
    lines: Sequence[MeetingLine], chosen: MeetingLine | None, today: dt.date
) -> MeetingLine | None:
    """Return the meeting after the visit's; the visit's own, where it is not held today."""
    for line in planned(lines):
        is_now = chosen is not None and line.id == chosen.id
        later = today + dt.timedelta(days=is_now)
        if line.starts and line.starts.date() >= later:
            return line
    return None


def _agreed(sheet: MeetingSheet | None) -> list[Thing]:
    told = sheet.agreements if sheet is not None else ()
    return [Thing(one.text, one.due) for one in told if may_show(Tier.CLIENT, one.tier)]


def _questions(sheet: MeetingSheet, client_id: bytes) -> Iterable[str]:
    for entry in sheet.entries:
        own = entry.speaker_id == client_id and entry.tier != Tier.OWN
        if entry.kind == "question" and (own or may_show(Tier.CLIENT, entry.tier)):
            yield entry.text
