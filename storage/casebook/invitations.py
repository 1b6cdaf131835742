"""The invitations' desk: letting another device, a colleague or a peer expert into the exchange.

What is out is kept in ``place`` under ``invitation:<id>`` (this vault alone): the secret, the kind,
when it ends. An answer is proved by the secret, accepted, and the invitation is gone.

The law: the file is sealed under a passphrase that goes another way. Nothing changes here until the
answer comes back: an invitation that nobody answers ends by itself.
"""

import secrets
from pathlib import Path

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.cards import Cards
from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.identity import change_roster
from storage.casebook.marks import free_mark
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.exchange.card import open_card
from storage.exchange.invitation import (
    LASTS,
    MOST_CARDS,
    Invitation,
    InvitationKind,
    answered,
    is_answer,
    proves_answer,
    seal_invitation,
)
from storage.exchange.roster import member
from storage.journal.canonical import decode_own, encode
from storage.journal.clock import system_ms
from storage.journal.peers import list_peers
from storage.lines.correspondents import AnswerLine
from storage.records.identity import new_id
from storage.records.log import LogWhat
from storage.refusals import CardRefused
from storage.rules.clean import clean_line
from storage.vault.files import write_whole
from storage.vault.passphrase import check_passphrase

_NAME = "invitation:"


class Invitations(Desk):
    """Writes invitations and takes in their answers."""

    def write(  # noqa: PLR0913 — what an invitation is
        self,
        path: Path,
        kind: str,
        person: str,
        passphrase: str,
        *,
        parameters: Argon2Parameters | None = None,
        limits: Limits = LIMITS,
        now: int | None = None,
    ) -> str:
        """Write an invitation to a new file; returns the mark it proposes.

        ``kind``: colleague, device or peer. Raises CertificateMissing, WeakPassphrase, FileExists,
        DiskFull, MediumGone.
        """
        check_passphrase(passphrase, person)
        moment = now or system_ms()
        cards = (Cards(self._casebook).own(moment), *self._cards(InvitationKind(kind)))
        with self._casebook.change("invitation.write", can_undo=False) as change:
            marks = {peer.mark for peer in list_peers(change.connection).values()}
            invitation = Invitation(
                id=new_id(),
                secret=secrets.token_bytes(32),
                kind=InvitationKind(kind),
                person=clean_line(person),
                mark=free_mark(marks, after=self._casebook.me.mark),
                office_id=self._casebook.me.office_id,
                made=moment,
                expires=moment + LASTS,
                marks=tuple(sorted(marks)),
                cards=cards[:MOST_CARDS],
            )
            cost = parameters or Argon2Parameters.default()
            write_whole(path, seal_invitation(invitation, passphrase, cost, limits=limits))
            kept = [invitation.secret, kind, invitation.expires]
            place.keep_value(change.connection, _NAME + invitation.id.hex(), encode(kept))
            change.log(LogWhat.EXCHANGED, detail=f"invitation.{kind}")
        return invitation.mark

    def is_answer(self, data: bytes) -> bool:
        """Say whether a file may be an answer, by its first bytes."""
        return is_answer(data)

    def look_into(self, data: bytes, now: int | None = None) -> AnswerLine:
        """Say whose answer it is and to what; writes nothing. Raises CardRefused."""
        with self._casebook.read() as connection:
            _name, kind, inner = _proved(connection, data, now or system_ms())
            can_enrol = place.find_value(connection, "office-seed") is not None
        line = Cards(self._casebook).look_into(inner, now)
        return AnswerLine(kind, line, is_enrolled=can_enrol and kind == InvitationKind.COLLEAGUE)

    def accept(self, data: bytes, now: int | None = None) -> bytes:
        """Take an answer in, once; returns the correspondent's id.

        A colleague is named in the office's roster where this vault holds its key. Raises
        CardRefused, Invalid (mark taken).
        """
        moment = now or system_ms()
        with self._casebook.change("invitation.accept", can_undo=False) as change:
            name, kind, inner = _proved(change.connection, data, moment)
            card = open_card(inner, moment)
            if kind == InvitationKind.COLLEAGUE:
                self._enrol(change, member(card.person_id, card.root), moment)
            found = Cards(self._casebook).accept_into(change, inner, card, now=moment)
            place.forget_value(change.connection, name)
            change.log(LogWhat.EXCHANGED, detail="invitation.answer")
        return found

    def _enrol(self, change: Change, named: bytes, now: int) -> None:
        if place.find_value(change.connection, "office-seed") is not None:
            change_roster(change.connection, self._casebook.me, now, add=named)

    def _cards(self, kind: InvitationKind) -> tuple[bytes, ...]:
        """Return the cards of those who belong to the office, for a colleague who joins it.

        One's own second device gets them with the first exchange, as decided here.
        """
        if kind is not InvitationKind.COLLEAGUE:
            return ()
        office_id = self._casebook.me.office_id
        known = Cards(self._casebook).known()
        return tuple(
            file
            for person in known.people.values()
            for card, file in person.files
            if card.office_id == office_id and card.root == person.root
        )


def _proved(connection: Connection, data: bytes, now: int) -> tuple[str, str, bytes]:
    """Return under what the invitation is kept, its kind, and the answer's card.

    Raises CardRefused (format; signature; expired: ended, answered already or not ours).
    """
    invitation_id, seal, inner = answered(data)
    name = _NAME + invitation_id.hex()
    kept = place.find_value(connection, name)
    if kept is None:
        raise CardRefused(reason="not-invited")
    secret, kind, expires = decode_own(kept)
    if expires <= now:
        raise CardRefused(reason="not-invited")
    if not proves_answer(invitation_id, secret, inner, seal):
        raise CardRefused(reason="signature")
    return name, kind, inner
