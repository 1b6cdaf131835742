"""The circle of a thread: from correspondents to signed members, and from members to devices.

The law: the newest member list signed by a leader counts; who joins or leaves stands in it, and
each message names it. An older one is believed when one that counts here, or did, follows it.
Where a message speaks of a case, the gate is asked for each of the others.
"""

from typing import TYPE_CHECKING

from storage.casebook.addresses import person_in
from storage.casebook.cards import Cards
from storage.casebook.core import Core
from storage.casebook.gate import Gate
from storage.casebook.later import Later
from storage.casebook.receivers import Receivers
from storage.errors import Invalid
from storage.exchange.members import (
    LEADER,
    WRITER,
    Member,
    MemberList,
    proves_members,
    read_members,
    sign_members,
)
from storage.journal.canonical import decode_own, encode
from storage.records.identity import new_id
from storage.refusals import CertificateMissing, ParcelRefused
from storage.rules.sharing import Passage, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.casebook import kept
    from storage.casebook.change import Change
    from storage.lines.messages import Writing
    from storage.records import messages as records
else:
    kept = Later("storage.casebook.kept")
    records = Later("storage.records.messages")

_PAST = 500


class Circle:
    """The circles of one casebook, with ``known`` as people are now; ``me`` is one's own root."""

    def __init__(self, casebook: Core) -> None:
        """Look up who I am."""
        self._casebook = casebook
        self._cards = Cards(casebook)
        self.known = self._cards.known()
        self.me: bytes = self.known.root

    def of_writing(
        self, change: "Change", thread_id: bytes | None, to: tuple[bytes, ...]
    ) -> MemberList:
        """Return the list of the thread, or found a new thread with these correspondents.

        Raises CertificateMissing for a device nobody has certified yet.
        """
        if not self.me:
            raise CertificateMissing
        if thread_id is not None and change.find(records.Thread, thread_id) is not None:
            return self.of_thread(change, thread_id)
        if not to:
            raise Invalid("message", "to", "circle")
        members = [Member(self.me, self._casebook.me.person, LEADER)]
        members += [self._member(one) for one in to]
        signed = self._signed(new_id(), tuple(members), None)
        self._keep(change, signed)
        return signed

    def of_thread(self, change: "Change", thread_id: bytes) -> MemberList:
        """Return the newest list of a thread. Raises RecordMissing."""
        thread = change.read(records.Thread, thread_id)
        return read_members(decode_own(thread.members))

    def find_thread(self, thread_id: bytes) -> MemberList:
        """Return the newest list of a thread, outside a change. Raises RecordMissing."""
        with self._casebook.read() as connection:
            thread = kept.read_record(connection, records.Thread, thread_id)
        return read_members(decode_own(thread.members))

    def changed(
        self,
        change: "Change",
        thread_id: bytes,
        add: tuple[bytes, ...],
        remove: tuple[bytes, ...],
        parts: "Mapping[bytes, str]",
    ) -> MemberList:
        """Sign and keep the thread's next list; ``parts``: what others may do, by root key.

        Raises Invalid (not-leader, circle).
        """
        before = self.of_thread(change, thread_id)
        if not before.may(self.me, LEADER):
            raise Invalid("thread", "members", "not-leader")
        left = [
            member._replace(role=parts.get(member.root, member.role))
            for member in before.members
            if member.root not in remove
        ]
        held = {member.root for member in left}
        joined = [self._member(one) for one in add]
        members = (*left, *(member for member in joined if member.root not in held))
        signed = self._signed(thread_id, members, before)
        self._keep(change, signed)
        return signed

    def take(self, change: "Change", members: MemberList) -> None:
        """Judge a list that came in, and keep it if it is the newest.

        The first list of a thread is believed when one of its own leaders signed it, a later one
        when a leader of the list before did, an earlier one when it stood here once, or when one
        that is believed names it as the one before. Raises ParcelRefused (signature, recipients).
        """
        public = self.public_of(members.device)
        if public is None or not proves_members(members, public):
            raise ParcelRefused(reason="signature")
        thread = change.find(records.Thread, members.thread)
        before = None if thread is None else read_members(decode_own(thread.members))
        if thread is not None and before is not None:
            if members.hash == before.hash:
                return
            if members.hash in _past(thread):
                self._remember(change, thread, members.previous)
                return
            if not _is_newer(members, before):
                raise ParcelRefused(reason="signature")
        if not (before or members).may(self.known.root_of(members.device), LEADER):
            raise ParcelRefused(reason="signature")
        if before is None and members.find(self.me) is None:
            raise ParcelRefused(reason="recipients")
        self._keep(change, members)

    def correspondents(self, members: MemberList) -> tuple[bytes, ...]:
        """Return the ids of the others in the circle that are known here."""
        others = (one.root for one in members.members if one.root != self.me)
        found = (self.known.by_root(root) for root in others)
        return tuple(person.id for person in found if person is not None)

    def names(self, members: MemberList) -> str:
        """Return the names of the others."""
        return ", ".join(one.name for one in members.members if one.root != self.me)

    def let_out(
        self, change: "Change", to: "Iterable[Member]", writing: "Writing", override: str
    ) -> None:
        """Ask the gate for each of those it goes to. Raises BasisMissing and Barred."""
        found = (self.known.by_root(one.root) for one in to)
        for person in found:
            if person is not None:
                self.let_out_to(change, person.id, writing, override)

    def let_out_to(self, change: "Change", one: bytes, writing: "Writing", override: str) -> None:
        """Ask the gate for one correspondent. Raises BasisMissing and Barred."""
        passage = Passage(
            case_id=writing.case_id,
            sections=writing.spoken_of,
            areas=frozenset(),
            receiver=Receivers(self._casebook).correspondent(one),
            way=Way.MESSAGE,
            purpose=writing.purpose,
            what="message",
            kind="case",
            record_id=writing.case_id,
        )
        Gate(self._casebook).let_out(change, passage, override=override)

    def public_of(self, device: bytes) -> bytes | None:
        """Return the key of a device that counts, this one's too."""
        if device == self._casebook.me.device_id:
            return self._casebook.signer.public
        return self.known.publics.get(device)

    def _member(self, correspondent: bytes) -> Member:
        person = person_in(self.known, correspondent)
        return Member(person.root, person.name, WRITER)

    def _signed(
        self, thread: bytes, members: tuple[Member, ...], before: MemberList | None
    ) -> MemberList:
        try:
            return sign_members(thread, members, before, self._casebook.signer)
        except ParcelRefused:
            raise Invalid("thread", "members", "circle") from None

    def _keep(self, change: "Change", members: MemberList) -> None:
        thread = change.find(records.Thread, members.thread)
        if thread is None:
            me = self._casebook.me.person_id
            thread = records.Thread(id=members.thread, mailbox_id=me)
        else:
            before = read_members(decode_own(thread.members))
            thread.past = _with(thread, before.hash)
        thread.past = _with(thread, members.previous)
        thread.members = members.pack()
        change.save(thread)

    def _remember(self, change: "Change", thread: "records.Thread", earlier: bytes) -> None:
        """Remember that a list was followed by one that is believed here."""
        if any(earlier) and earlier not in _past(thread):
            thread.past = _with(thread, earlier)
            change.save(thread)


def _past(thread: "records.Thread") -> frozenset[bytes]:
    return frozenset(decode_own(thread.past)) if thread.past else frozenset()


def _with(thread: "records.Thread", earlier: bytes) -> bytes:
    """Return the past of a thread with one list more; the first one follows none."""
    found = {*_past(thread), earlier} if any(earlier) else _past(thread)
    return encode(sorted(found)[-_PAST:]) if found else b""


def _is_newer(members: MemberList, before: MemberList) -> bool:
    """Say which of two lists counts: the later number; of one number the lower hash, everywhere."""
    if members.number != before.number:
        return members.number > before.number
    return members.hash < before.hash
