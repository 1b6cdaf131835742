"""Whom something can be sealed to, and whose a device is: what delivery and messages ask.

The law: nothing is handed out to seal to unless its device is certified, fresh and not taken back;
a person whose key changed gets nothing until somebody decides. ``recipients`` says why it refuses;
``may_get_case_data`` is asked for everything of a case.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from storage.casebook.card_lines import line_of, my_line
from storage.casebook.card_rows import fresh_key, last_heads
from storage.casebook.contact_seen import note_contact
from storage.casebook.desk import Desk
from storage.casebook.known import Known, Person
from storage.errors import RecordMissing
from storage.exchange.parcel import Recipient
from storage.journal.clock import system_ms
from storage.lines.correspondents import CorrespondentLine
from storage.records.correspondents import CORRESPONDENT, Level
from storage.refusals import CertificateMissing, CorrespondentBlocked
from storage.rules import trust

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.exchange.certificate import DeviceCard


class Addresses(Desk):
    """Answers who may get something, by which keys, and whose a device or a root is."""

    def known(self) -> Known:
        """Return everybody who is known, at this moment."""
        with self._casebook.read() as connection:
            return Known(connection, self._casebook.me)

    def find_own_root(self) -> bytes | None:
        """Return one's own root key, or None while the recovery sheet has not been asked for."""
        return self.known().root or None

    def own_root(self) -> bytes:
        """Return one's own root key. Raises CertificateMissing."""
        found = self.find_own_root()
        if found is None:
            raise CertificateMissing
        return found

    def root_of(self, device: bytes) -> bytes:
        """Return the root key that a device stands under, one's own too; empty when unknown."""
        return self.known().root_of(device)

    def devices_of(self, root: bytes) -> tuple[bytes, ...]:
        """Return the ids of the devices that count under a root key."""
        known = self.known()
        if root == known.root:
            return (known.me.device_id, *(one.device for one in known.own_devices))
        person = known.by_root(root)
        return () if person is None else tuple(one.device for one in person.devices)

    def recipients(
        self, correspondent_ids: Iterable[bytes], *, case_data: bool = False, now: int | None = None
    ) -> tuple[Recipient, ...]:
        """Return whom to seal to: every device that counts, by its newest period key.

        Raises CorrespondentBlocked (key-change, expired, revoked, key-old, no-device; with
        ``case_data`` unknown too).
        """
        known, moment = self.known(), now or system_ms()
        found: list[Recipient] = []
        for one in correspondent_ids:
            found += _recipients(person_in(known, one), moment, case_data=case_data)
        return tuple(dict.fromkeys(found))

    def own_devices(self, now: int | None = None) -> tuple[Recipient, ...]:
        """Return one's own other devices to seal to; one whose key is too old is left out."""
        return _sealable(self.known().own_devices, now or system_ms())

    def public_of(self, device: bytes) -> bytes | None:
        """Return the key of a device that may send here: certified, known, not taken back."""
        return self.known().publics.get(device)

    def person_of(self, device: bytes) -> CorrespondentLine | None:
        """Return whose device it is, also when it was taken back; ``is_me`` for one's own."""
        known = self.known()
        if known.is_own(device):
            return my_line(known)
        person = known.by_device(device)
        return None if person is None else line_of(person, known, system_ms())

    def by_root(self, root: bytes) -> CorrespondentLine | None:
        """Return the correspondent with this root key; ``is_me`` for one's own."""
        known = self.known()
        if root == known.root:
            return my_line(known)
        person = known.by_root(root)
        return None if person is None else line_of(person, known, system_ms())

    def last_heads(self, device: bytes) -> Mapping[tuple[bytes, str], int] | None:
        """Return the last ``seq`` that counts of each stream of a device taken back, else None.

        A stream that is not named here: nothing of it counts that is not here already.
        """
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
            person = known.by_device(device)
            if person is None:
                gone, speakers = known.own_revoked, known.own_speakers
            else:
                gone, speakers = person.revoked, known.speakers(person.counting)
            return last_heads(connection, device, speakers) if device in gone else None

    def may_get_case_data(self, correspondent_id: bytes, now: int | None = None) -> bool:
        """Say whether anything of a case may be sealed to this person now."""
        person = self.known().people.get(correspondent_id)
        if person is None:
            return False
        return trust.may_get_case_data(person.held, is_expired=_is_expired(person, now))

    def note_contact(
        self, change: "Change", correspondent_id: bytes, at: int | None = None
    ) -> None:
        """Remember that something of this person came (``at`` in ms)."""
        note_contact(change.connection, correspondent_id, at or system_ms())


def person_in(known: Known, correspondent_id: bytes) -> Person:
    """Return a correspondent. Raises RecordMissing."""
    found = known.people.get(correspondent_id)
    if found is None:
        raise RecordMissing(CORRESPONDENT.name)
    return found


def _is_expired(person: Person, now: int | None) -> bool:
    return person.expires <= (now or system_ms())


def _recipients(person: Person, now: int, *, case_data: bool) -> tuple[Recipient, ...]:
    reason = ""
    if person.blocked:
        reason = "key-change"
    elif case_data and person.held.standing is Level.UNKNOWN:
        reason = "unknown"
    elif not person.all_devices:
        reason = "no-device"
    elif not person.devices:
        reason = "revoked"
    elif _is_expired(person, now):
        reason = "expired"
    found = () if reason else _sealable(person.devices, now)
    if not found:
        raise CorrespondentBlocked(reason or "key-old", person.name)
    return found


def _sealable(devices: "Iterable[DeviceCard]", now: int) -> tuple[Recipient, ...]:
    found: list[Recipient] = []
    for device in devices:
        at = fresh_key(device, now)
        if at is not None:
            key = device.periods[at]
            found.append(Recipient(device.device, key.key_id, key.public))
    return tuple(found)
