"""The devices' desk: who one is to others, one's own devices, the office one belongs to.

The law: what the root key signs asks for the recovery sheet, each time; what the office signs is
done in the vault that holds its key. Taking a device back stops sealing to it at once, names the
last batches of it that count, and goes out to everybody by itself.
"""

from dataclasses import replace

from sqlalchemy import Connection

from storage.casebook import older_copy, place
from storage.casebook.addresses import person_in
from storage.casebook.card_lines import moment
from storage.casebook.card_taking import keep_statement, look_again
from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.identity import (
    certify_device,
    change_roster,
    found_office,
    office_signer,
    text_value,
)
from storage.casebook.known import Known
from storage.casebook.marks import is_mark
from storage.casebook.telling import tell_statement
from storage.crypto.keypair import DeviceSigner
from storage.errors import Invalid, RecordMissing
from storage.exchange.certificate import DeviceCard, is_certified
from storage.exchange.revocation import Head, revoke
from storage.exchange.roster import member
from storage.journal.clock import system_ms
from storage.journal.last import last_of
from storage.journal.peers import Peer, list_peers, save_peer
from storage.lines.correspondents import OwnDeviceLine, OwnIdentity
from storage.records.log import LogWhat
from storage.refusals import RootChanged
from storage.rules.clean import clean_line
from storage.vault.sheet import read_sheet
from storage.vault.slots import list_slots


class Devices(Desk):
    """Reads and writes one's own identity."""

    def identity(self) -> OwnIdentity:
        """Return who one is to others, with one's own devices, this one first."""
        me = self._casebook.me
        with self._casebook.read() as connection:
            known = Known(connection, me)
            return OwnIdentity(
                name=me.person,
                organisation=text_value(connection, "organisation"),
                role=text_value(connection, "role"),
                mark=me.mark,
                is_certified=self._is_certified(connection),
                has_root=bool(known.root),
                has_office_key=place.find_value(connection, "office-seed") is not None,
                is_enrolled=bool(known.root) and known.is_vouched(me.person_id, known.root),
                devices=self._lines(connection, known),
            )

    def introduce(self, organisation: str, role: str) -> None:
        """Write how the own card names organisation and role. Raises Invalid (too long)."""
        with self._casebook.change("card.introduce", can_undo=False) as change:
            for name, text in (("organisation", organisation), ("role", role)):
                place.keep_value(change.connection, name, clean_line(text).encode())

    def check_sheet(self, sheet_text: str) -> None:
        """Look for slips of the pen in a typed sheet; reads nothing else. Raises SheetLineWrong."""
        read_sheet(sheet_text).seed.wipe()

    def certify(self, sheet_text: str, *, is_new_root: bool = False) -> None:
        """Have the recovery sheet certify this device; a first root must be of a sheet of ours.

        It also decides about a vault put back from an older copy: to go on as a new device.

        Raises SheetLineWrong; RootChanged for another sheet than the one the other devices stand
        under: with ``is_new_root`` it counts from now on, and everybody must compare again.
        """
        root = _root_of(sheet_text)
        ours = {slot.root_public for slot in list_slots(self._casebook.vault)}
        with self._casebook.change("device.certify", can_undo=False) as change:
            kept = place.find_value(change.connection, "person-root")
            if kept is None and root.public not in ours and not is_new_root:
                raise RootChanged
            public = self._casebook.signer.public
            certify_device(
                change.connection, root, self._casebook.me, public, is_new_root=is_new_root
            )
            older_copy.forget(change.connection)  # whoever types the sheet has decided
            change.log(LogWhat.KEYS, detail="device.certify")

    def take_mark(self, mark: str, sheet_text: str) -> None:
        """Take other letters before this device's case numbers: those told first stay as they are.

        Raises SheetLineWrong, RootChanged, and Invalid (mark: not-allowed, taken).
        """
        root, me = _root_of(sheet_text), self._casebook.me
        if not is_mark(mark):
            raise Invalid("vault", "mark", "not-allowed")
        with self._casebook.change("device.mark", can_undo=False) as change:
            connection = change.connection
            if mark in {peer.mark for peer in list_peers(connection).values()}:
                raise Invalid("vault", "mark", "taken")
            place.keep_value(connection, "mark", mark.encode())
            public = self._casebook.signer.public
            certify_device(connection, root, replace(me, mark=mark), public)
            save_peer(connection, Peer(me.device_id, public, mark, me.person, own=True))
            change.log(LogWhat.KEYS, detail="device.mark")
        self._casebook.me = replace(me, mark=mark)

    def found_office(self) -> None:
        """Draw a new key for the office, in this vault; everybody must be enrolled (again).

        Raises CertificateMissing.
        """
        with self._casebook.change("office.found", can_undo=False) as change:
            found_office(change.connection, self._casebook.me, system_ms())
            change.log(LogWhat.KEYS, detail="office.found")
            look_again(change, Known(change.connection, self._casebook.me))

    def enrol(self, correspondent_id: bytes) -> None:
        """Name a colleague in the office's roster. Raises OfficeKeyMissing, RecordMissing."""
        me = self._casebook.me
        with self._casebook.change("office.enrol", can_undo=False) as change:
            person = person_in(Known(change.connection, me), correspondent_id)
            named = member(person.person_id, person.root)
            change_roster(change.connection, me, system_ms(), add=named)
            change.log(LogWhat.KEYS, detail="office.enrol", record_id=person.id)
            look_again(change, Known(change.connection, me))

    def dismiss(self, correspondent_id: bytes) -> None:
        """Take somebody out of the roster, and their devices back by the office's key.

        Raises OfficeKeyMissing, RecordMissing.
        """
        me = self._casebook.me
        with self._casebook.change("office.dismiss", can_undo=False) as change:
            known = Known(change.connection, me)
            person = person_in(known, correspondent_id)
            office = office_signer(change.connection)
            gone = frozenset({member(person.person_id, person.root)})
            for device in person.devices:
                self._revoke(change, known, office, device.device)
            change_roster(change.connection, me, system_ms(), drop=gone)
            change.log(LogWhat.KEYS, detail="office.dismiss", record_id=person.id)
            look_again(change, Known(change.connection, me))

    def revoke(self, device: bytes, sheet_text: str) -> None:
        """Take one of one's own devices back. Raises SheetLineWrong, RootChanged, RecordMissing."""
        root = _root_of(sheet_text)
        with self._casebook.change("device.revoke", can_undo=False) as change:
            known = Known(change.connection, self._casebook.me)
            if root.public != known.root:
                raise RootChanged
            mine = {line.device for line in self._lines(change.connection, known)}
            if device not in mine - {self._casebook.me.device_id}:
                raise RecordMissing("device")
            self._revoke(change, known, root, device)
            change.log(LogWhat.KEYS, detail="device.revoke")

    def _revoke(self, change: Change, known: Known, signer: DeviceSigner, device: bytes) -> None:
        heads = (Head(*last) for last in last_of(change.connection, device))
        statement = revoke(signer, device, heads, system_ms())
        keep_statement(change, statement, known, self._casebook.me)
        tell_statement(change.connection, known, statement)

    def _is_certified(self, connection: Connection) -> bool:
        root = place.find_value(connection, "person-root")
        certificate = place.find_value(connection, "certificate")
        if root is None or certificate is None:
            return False
        me, public = self._casebook.me, self._casebook.signer.public
        return is_certified(
            root, me.person_id, DeviceCard(me.device_id, public, me.mark, certificate, ())
        )

    def _lines(self, connection: Connection, known: Known) -> tuple[OwnDeviceLine, ...]:
        """Return this device, the other ones by their cards, and what this vault was before."""
        me, gone = self._casebook.me, known.own_revoked
        this = OwnDeviceLine(
            device=me.device_id,
            mark=me.mark,
            is_this=True,
            is_certified=self._is_certified(connection),
            is_revoked=me.device_id in gone,
            key_made=None,
        )
        others = {one.device: one for card in known.own_cards for one in card.devices}
        lines = [
            OwnDeviceLine(
                device=one.device,
                mark=one.mark,
                is_this=False,
                is_certified=True,
                is_revoked=one.device in gone,
                key_made=moment(max((key.made for key in one.periods), default=None)),
            )
            for one in others.values()
            if one.device != me.device_id
        ]
        former = [
            OwnDeviceLine(
                device=peer.device,
                mark=peer.mark,
                is_this=False,
                is_certified=False,
                is_revoked=peer.device in gone,
                key_made=None,
            )
            for peer in list_peers(connection).values()
            if peer.own and peer.device not in others and peer.device != me.device_id
        ]
        return (this, *sorted(lines, key=lambda line: line.mark), *former)


def _root_of(sheet_text: str) -> DeviceSigner:
    sheet = read_sheet(sheet_text)
    with sheet.seed:
        return sheet.person_root()
