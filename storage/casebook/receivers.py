"""The receivers' desk: who may be given something, told so that the gate can judge it.

The law: whoever is offered is known; protected people are not among them, and nothing says so. A
person's sector is the stricter of their own and their organisation's: a permission to disclose
must not reach an organisation outside social and health care through a word on a card.
"""

from typing import Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row
from storage.casebook.entitled import read_entitled
from storage.casebook.gate import Gate
from storage.casebook.handing import CLIENT, INVITED, OWN_OFFICE
from storage.casebook.passing import receiver_of
from storage.errors import Invalid, RecordMissing
from storage.lines.names import full_name
from storage.lines.sharing import GivenTo, ReceiverLine
from storage.records.people import Sector
from storage.records.sharing import CARE
from storage.rules.fold import fold
from storage.rules.sharing import Receiver

PERSON, ORGANISATION = "person", "organisation"
CORRESPONDENT = "correspondent"
SECTOR = "sector:"
_PEOPLE = (
    "SELECT p.id, p.given_name AS given, p.family_name AS family, p.called, p.is_client,"
    " p.case_id, p.sector, coalesce(o.name, '') AS organisation,"
    " coalesce(o.sector, 'other') AS org_sector, '' AS role"
    " FROM person p" + same.organisation("p.organisation_id")
)
_PERSON = _PEOPLE + f" WHERE p.id = {same.one(':id')}"
_CLIENT = _PEOPLE + " WHERE p.id = (SELECT client_id FROM case_ WHERE id = :case)"
_DIRECTORY = (
    _PEOPLE + f" WHERE p.case_id IS NULL AND {same.IS_KEPT.format(alias='p')}"
    " ORDER BY p.family_name, p.given_name, p.id"
)
_TIES = (
    "SELECT coalesce(ps.kept, t.person_id) AS person_id,"
    " coalesce(os.kept, t.organisation_id) AS organisation_id, t.role,"
    " t.sector AS tie_sector, p.id,"
    " p.given_name AS given, p.family_name AS family, p.called, p.sector, p.is_client, p.case_id,"
    " coalesce(o.name, q.name, '') AS organisation,"
    " coalesce(o.sector, q.sector, 'other') AS org_sector"
    " FROM tie t"
    + same.person("t.person_id")
    + same.organisation("t.organisation_id")
    + same.organisation("p.organisation_id", "q")
    + " WHERE t.case_id = :case AND (t.person_id IS NOT NULL OR t.organisation_id IS NOT NULL)"
    " ORDER BY t.sector, family, given, organisation, t.id"
)
_CORRESPONDENTS = "SELECT id, name, organisation, role FROM correspondent ORDER BY name, id"
_ORGANISATION = f"SELECT name, sector FROM organisation WHERE id = {same.one(':id')}"
_ORGANISATIONS = (
    "SELECT id, name, sector FROM organisation o"
    f" WHERE {same.IS_KEPT.format(alias='o')} ORDER BY name, id"
)


class Receivers(Desk):
    """Finds receivers by what a person chose or wrote."""

    def client(self, case_id: bytes) -> Receiver:
        """Return the case's client. Raises RecordMissing."""
        row = self._row(_CLIENT, {"case": case_id})
        if row is None:
            raise RecordMissing("person")
        return Receiver(Sector.CLIENT, person_id=row["id"], is_client=True, name=_name(row))

    def own_office(self) -> Receiver:
        """Return one's own office: whoever handles the matter there."""
        return Receiver(Sector.COUNTY, is_own_office=True)

    def person(self, case_id: bytes, person_id: bytes) -> Receiver:
        """Return a person of the case or the directory. Raises RecordMissing."""
        row = self._person_row(person_id)
        if row is None or (row["case_id"] not in (None, case_id)):
            raise RecordMissing("person")
        if row["is_client"]:
            return self.client(case_id)
        return Receiver(_sector(row), row["organisation"], row["id"], name=_name(row))

    def organisation(self, organisation_id: bytes) -> Receiver:
        """Return an organisation of the directory. Raises RecordMissing."""
        row = self._row(_ORGANISATION, {"id": organisation_id})
        if row is None:
            raise RecordMissing("organisation")
        return Receiver(row["sector"], row["name"], name=row["name"])

    def of(self, case_id: bytes, to: GivenTo) -> Receiver:
        """Return whom a person chose or wrote. Raises RecordMissing and Invalid."""
        if to.key == INVITED:
            return Receiver()
        if to.key:
            return self.find(case_id, to.key)
        return self.called(case_id, to.name, to.sector)

    def recipient(self, case_id: bytes, key: str, name: str = "") -> dict[str, Any]:
        """Return the fields of a basis or a bar that name this receiver; "" and "": nobody.

        ``sector:WORD`` names a sector as a whole. Raises what ``of`` raises.
        """
        if key.startswith(SECTOR):
            return {"sector": key.removeprefix(SECTOR)}
        if not key and not name.strip():
            return {}
        found = self.of(case_id, GivenTo(key=key, name=name))
        known = found.correspondent_id or found.person_id
        if known is not None:
            return {"person_id": known, "name": found.name, "sector": found.sector}
        named = "organisation" if found.organisation else "name"
        return {named: found.name, "sector": found.sector}

    def find(self, case_id: bytes, key: str) -> Receiver:
        """Return the receiver with a ``ReceiverLine.key``. Raises RecordMissing and Invalid."""
        kind, _colon, number = key.partition(":")
        if kind == CLIENT:
            return self.client(case_id)
        if kind == OWN_OFFICE:
            return self.own_office()
        if kind == PERSON:
            return self.person(case_id, bytes.fromhex(number))
        if kind == ORGANISATION:
            return self.organisation(bytes.fromhex(number))
        if kind == CORRESPONDENT:
            return self.correspondent(bytes.fromhex(number))
        raise Invalid("receiver", "key", "unknown-word")

    def correspondent(self, correspondent_id: bytes) -> Receiver:
        """Return somebody whose contact card was taken in. Raises RecordMissing."""
        with self._casebook.read() as connection:
            entitled = read_entitled(connection, self._casebook.me)
            person = entitled.known.people.get(correspondent_id)
            if person is None:
                raise RecordMissing("correspondent")
            return receiver_of(connection, entitled, person)

    def lines(self, case_id: bytes) -> tuple[ReceiverLine, ...]:
        """Return the client, one's own office, then the network; protected people left out."""
        client = self.client(case_id)
        shielded = Gate(self._casebook).shielded(case_id)
        ties = [
            row for row in self._rows(_TIES, {"case": case_id}) if row["person_id"] not in shielded
        ]
        return (
            ReceiverLine(CLIENT, client.name, Sector.CLIENT, ""),
            ReceiverLine(OWN_OFFICE, "", Sector.COUNTY, ""),
            *(_tie_line(row) for row in ties if not row["is_client"]),
        )

    def pick(self, case_id: bytes, words: str, limit: int | None = 50) -> tuple[ReceiverLine, ...]:
        """Return those of ``lines``, correspondents, directory, organisations with every word."""
        wanted, shielded = fold(words).split(), Gate(self._casebook).shielded(case_id)
        hidden = {_in_order(_name(row)) for row in map(self._person_row, shielded) if row}
        found = {line.key: line for line in self.lines(case_id)}
        for row in self._rows(_CORRESPONDENTS):
            line = _correspondent_line(row)
            if _in_order(line.name) not in hidden:
                found.setdefault(line.key, line)
        if wanted:
            for row in self._rows(_DIRECTORY):
                if row["id"] not in shielded:
                    line = _person_line(row)
                    found.setdefault(line.key, line)
            for row in self._rows(_ORGANISATIONS):
                line = _organisation_line(row)
                found.setdefault(line.key, line)
        holding = [line for line in found.values() if _holds(line, wanted)]
        return tuple(holding[:limit])

    def _person_row(self, person_id: bytes) -> Row | None:
        return self._row(_PERSON, {"id": person_id})

    def called(self, case_id: bytes, name: str, sector: str = Sector.OTHER) -> Receiver:
        """Return the one with this name, of the network first; else a name in words alone.

        Raises Invalid: two-alike where the name is not one's alone, name-missing.
        """
        wanted = fold(name.strip())
        if not wanted:
            raise Invalid("receiver", "name", "name-missing")
        near = [line for line in self.lines(case_id) if fold(line.name) == wanted]
        known = [line for line in self.pick(case_id, name, None) if fold(line.name) == wanted]
        found = near or [line for line in known if line.key.startswith(CORRESPONDENT)] or known
        if len({line.key for line in found}) > 1:
            raise Invalid("receiver", "name", "two-alike")
        return self.find(case_id, found[0].key) if found else Receiver(sector, name=name.strip())


def _in_order(name: str) -> str:
    return " ".join(sorted(fold(name).split()))


def _name(row: Row) -> str:
    return full_name(row["given"] or "", row["family"] or "", row["called"] or "")


def _sector(row: Row) -> str:
    """Return the stricter of the person's and the organisation's sector; "other" says nothing."""
    words: tuple[str, str] = (row["org_sector"], row["sector"])
    told = [word for word in words if word != Sector.OTHER]
    outside = [word for word in told if word not in CARE]
    return (outside or told or [Sector.OTHER])[0]


def _tie_line(row: Row) -> ReceiverLine:
    if row["person_id"] is None:
        key = f"{ORGANISATION}:{row['organisation_id'].hex()}"
        return ReceiverLine(key, row["organisation"], row["org_sector"], "", row["role"])
    return _person_line(row)


def _person_line(row: Row) -> ReceiverLine:
    key = f"{PERSON}:{row['id'].hex()}"
    return ReceiverLine(key, _name(row), _sector(row), row["organisation"], row["role"])


def _correspondent_line(row: Row) -> ReceiverLine:
    key = f"{CORRESPONDENT}:{row['id'].hex()}"
    return ReceiverLine(key, row["name"], Sector.OTHER, row["organisation"], row["role"])


def _organisation_line(row: Row) -> ReceiverLine:
    return ReceiverLine(f"{ORGANISATION}:{row['id'].hex()}", row["name"], row["sector"], "")


def _holds(line: ReceiverLine, words: list[str]) -> bool:
    text = fold(f"{line.name} {line.organisation} {line.role}")
    return all(word in text for word in words)
