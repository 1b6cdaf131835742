"""The cards' desk: who is who. Contact cards out and in, levels, safety numbers, recipients.

The law: a card read in is told before it is accepted; what a changed key means is decided by a
person, and every decision stands in the use log.
"""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.addresses import Addresses, person_in
from storage.casebook.card_lines import card_line, in_order, line_of
from storage.casebook.card_taking import (
    judge_card,
    keep_card,
    keep_statement,
    look_again,
    need_free_marks,
    save_peers,
)
from storage.casebook.identity import change_roster
from storage.casebook.known import Known
from storage.casebook.own_card import make_card
from storage.errors import RecordMissing
from storage.exchange.card import Card, open_card, seal_card
from storage.exchange.revocation import read_statement
from storage.exchange.roster import member
from storage.journal.clock import system_ms
from storage.lines.correspondents import CardLine, CorrespondentLine
from storage.records.correspondents import CORRESPONDENT, Correspondent
from storage.records.log import LogWhat
from storage.refusals import CorrespondentBlocked
from storage.rules import trust
from storage.rules.fold import fold
from storage.rules.safety_number import fingerprint, safety_number
from storage.vault.files import write_whole

if TYPE_CHECKING:
    import datetime as dt

    from storage.casebook.change import Change


class Cards(Addresses):
    """Reads and writes who is who."""

    def own(self, now: int | None = None) -> bytes:
        """Return one's own card, made now. Raises CertificateMissing."""
        casebook = self._casebook
        with casebook.change("card.make", can_undo=False) as change:
            signer = casebook.signer
            card = make_card(change.connection, casebook.me, signer, now or system_ms())
        return seal_card(card, signer)

    def export(self, path: Path) -> int:
        """Write one's own card to a new file; returns its bytes. Raises what ``own`` does."""
        data = self.own()
        self._casebook.write_log(LogWhat.EXCHANGED, detail="card.write")
        return write_whole(path, data)

    def look_into(self, data: bytes, now: int | None = None) -> CardLine:
        """Say what a card says and what of it is new; writes nothing. Raises CardRefused."""
        card = open_card(data, now)
        me = self._casebook.me
        known = self.known()
        return card_line(card, judge_card(known, card, me), known, me, len(data))

    def accept(self, data: bytes, *, enrol: bool = False, now: int | None = None) -> bytes:
        """Take a card in; returns the person's id. ``enrol``: name them in the office's roster.

        Raises CardRefused, Invalid (mark taken), OfficeKeyMissing.
        """
        card = open_card(data, now)
        with self._casebook.change("card.accept", can_undo=False) as change:
            change.log(LogWhat.EXCHANGED, detail="card.take")
            return self.accept_into(change, data, card, enrol=enrol, now=now or system_ms())

    def accept_into(
        self, change: "Change", data: bytes, card: Card, *, enrol: bool = False, now: int
    ) -> bytes:
        """Take a checked card in within a change."""
        me = self._casebook.me
        need_free_marks(change, card, me)
        if enrol and card.person_id != me.person_id:
            named = member(card.person_id, card.root)
            change_roster(change.connection, me, now, add=named)
        judged = judge_card(Known(change.connection, me), card, me)
        keep_card(change, data, card, judged, me)
        look_again(change, Known(change.connection, me))
        return judged.correspondent

    def take_card(self, change: "Change", device: bytes, data: bytes) -> bool:
        """Take in a card that came in a parcel sealed by ``device``; says whether it was taken.

        A card passed on by somebody else, and one from a person unknown here, changes nothing.
        """
        card = open_card(data)
        known = self.known()
        sender = known.by_device(device)
        is_own = any(one.device == device for one in known.own_devices)
        theirs = sender is not None and sender.person_id == card.person_id
        if card.issuer != device or not (is_own or theirs):
            return False
        self.accept_into(change, data, card, now=system_ms())
        return True

    def believe(self, change: "Change") -> None:
        """Let the journal know the devices of everybody whose cards came by another own device."""
        known = Known(change.connection, self._casebook.me)
        for card in known.own_cards:
            if card.root == known.root:
                save_peers(change, card)
        for person in known.people.values():
            for card in person.counting:
                save_peers(change, card)

    def take_revocation(self, change: "Change", data: bytes) -> bool:
        """Take in a statement that a device was taken back; says whether it was news."""
        statement = read_statement(data)
        return keep_statement(change, statement, self.known(), self._casebook.me)

    def lines(self, now: int | None = None) -> tuple[CorrespondentLine, ...]:
        """Return all correspondents by name; those whose names look alike are marked."""
        known, moment = self.known(), now or system_ms()
        return in_order(line_of(one, known, moment) for one in known.people.values())

    def pick(self, words: str, limit: int = 50) -> tuple[CorrespondentLine, ...]:
        """Return those whose name, organisation or role holds every word."""
        wanted = fold(words).split()
        found = (
            line
            for line in self.lines()
            if all(word in fold(f"{line.name} {line.organisation} {line.role}") for word in wanted)
        )
        return tuple(islice(found, limit))

    def line(self, correspondent_id: bytes, now: int | None = None) -> CorrespondentLine:
        """Return one correspondent. Raises RecordMissing."""
        found = (line for line in self.lines(now) if line.id == correspondent_id)
        for line in found:
            return line
        raise RecordMissing(CORRESPONDENT.name)

    def compare_words(self, correspondent_id: bytes) -> tuple[str, ...]:
        """Return the safety number with this person: 12 groups of 5 digits."""
        known = self.known()
        return safety_number(known.root, person_in(known, correspondent_id).root)

    def fingerprint(self, correspondent_id: bytes) -> bytes:
        """Return the 32 bytes that the QR code of both carries."""
        known = self.known()
        return fingerprint(known.root, person_in(known, correspondent_id).root)

    def mark_compared(self, correspondent_id: bytes, at: "dt.datetime") -> None:
        """Write that the safety number was read aloud and is equal.

        Raises CorrespondentBlocked while a changed key is not decided about.
        """
        with self._casebook.change("card.compare", can_undo=False) as change:
            person = person_in(Known(change.connection, self._casebook.me), correspondent_id)
            if person.blocked:
                raise CorrespondentBlocked("key-change", person.name)
            level = trust.compared(person.held).level
            change.edit(Correspondent, person.id, level=level, compared_at=at)
            change.log(LogWhat.KEYS, detail="card.compare", record_id=person.id)
        self._look_again()

    def decide_change(self, correspondent_id: bytes, *, take_new: bool) -> None:
        """Decide about a changed key: the new one counts from now on, or the old one still does."""
        with self._casebook.change("card.decide", can_undo=False) as change:
            known = Known(change.connection, self._casebook.me)
            person = person_in(known, correspondent_id)
            vouched = known.is_vouched(person.person_id, person.pending)
            after = trust.decided(person.held, take_new=take_new, vouched=vouched)
            change.edit(
                Correspondent,
                person.id,
                root=after.root,
                level=after.level,
                blocked=after.blocked,
                pending=after.pending,
                compared_at=None if take_new else person.compared_at,
            )
            for card in person.cards:
                if card.root == after.root:
                    save_peers(change, card)
            change.log(LogWhat.KEYS, detail="card.decide", record_id=person.id)
        self._look_again()

    def _look_again(self) -> None:
        """Have the copies of the levels follow, once the rows of a change stand."""
        known = self.known()
        if any(one.level != one.kept_level for one in known.people.values()):
            with self._casebook.change("card.levels", can_undo=False) as change:
                look_again(change, known)
