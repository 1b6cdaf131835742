"""Joining: a new vault made from an invitation, whole or not at all.

The law: the vault is made under a name that no list shows and takes its own name at the very end;
whatever stops before that, a refusal, a full disk or a pulled plug, leaves no vault behind. Then
the answer is a file that goes back to whoever invited: until it arrives, they know nothing.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook import entrance, place
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.errors import Invalid, StorageError, VaultExists
from storage.exchange.invitation import Invitation, InvitationKind, answer, open_invitation
from storage.exchange.roster import trust_office
from storage.journal.clock import system_ms
from storage.lines.correspondents import InvitationLine
from storage.records.identity import new_id
from storage.refusals import RootChanged
from storage.vault.files import PART, write_whole
from storage.vault.layout import Layout
from storage.vault.sheet import RecoverySheet, read_sheet

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

__all__ = [
    "Invitation",
    "Joiner",
    "answer_beside",
    "check_sheet",
    "has_answer",
    "join",
    "look_into",
    "write_answer",
]
_TOLD = "joined-by"


class Joiner(NamedTuple):
    """What the person who joins says. ``sheet_text``: the recovery sheet, for a second device."""

    person: str
    mark: str
    passphrase: str
    sheet_text: str = ""


def look_into(
    path: Path, passphrase: str, now: int | None = None, *, limits: Limits = LIMITS
) -> tuple[InvitationLine, Invitation]:
    """Open an invitation and say who invites and to what; makes nothing.

    Raises ImportRefused (format, large, expired), VaultNewer, WrongSecret, CardRefused.
    """
    invitation = open_invitation(path, passphrase, now or system_ms(), limits=limits)
    inviter = invitation.inviter
    line = InvitationLine(
        kind=str(invitation.kind),
        inviter=inviter.person,
        organisation=inviter.organisation,
        person=inviter.person if invitation.kind is InvitationKind.DEVICE else invitation.person,
        mark=invitation.mark,
        taken=invitation.marks,
    )
    return line, invitation


def join(
    folder: Path,
    invitation: Invitation,
    joiner: Joiner,
    *,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> tuple["Casebook", tuple[str, ...]]:
    """Make the vault; return its open casebook and the lines of its recovery sheet.

    A second device has no sheet of its own: the lines are empty. Raises what ``entrance.create``
    does, Invalid (mark taken), SheetLineWrong, RootChanged (the sheet is somebody else's).
    """
    if joiner.mark in invitation.marks:
        raise Invalid("vault", "mark", "taken")
    sheet = _sheet_of(invitation, joiner)
    is_device = invitation.kind is InvitationKind.DEVICE
    inviter = invitation.inviter
    told = entrance.NewVault(
        person=inviter.person if is_device else joiner.person,
        mark=joiner.mark,
        office_id=new_id() if invitation.kind is InvitationKind.PEER else invitation.office_id,
        person_id=inviter.person_id if is_device else None,
        sheet=sheet,
    )
    if Layout(folder).is_there():
        raise VaultExists(folder)
    with _aside(folder) as part:
        made = entrance.make(part, joiner.passphrase, told, parameters=parameters, limits=limits)
        with made.data_key as data_key:
            try:
                _take_in(made.casebook, invitation)
            finally:
                made.casebook.close()
            folder.parent.mkdir(parents=True, exist_ok=True)
            part.rename(folder)
            from storage.casebook.opened import open_casebook

            return open_casebook(folder, data_key), () if sheet is not None else made.lines


def write_answer(casebook: "Casebook", path: Path) -> int:
    """Write the answer to the invitation this vault was made from; returns its bytes.

    Raises Invalid (not-joined) for a vault that was made without one, FileExists, DiskFull.
    """
    with casebook.read() as connection:
        told = place.find_value(connection, _TOLD)
    if told is None:
        raise Invalid("invitation", "", "not-joined")
    return write_whole(path, answer(told[:16], told[16:], casebook.cards.own()))


def answer_beside(casebook: "Casebook", invitation: Path) -> Path | None:
    """Write the answer beside the invitation's file; None where that place cannot be written to."""
    path = invitation.with_name(f"{invitation.stem}-{casebook.me.mark}.nva")
    with suppress(StorageError):
        write_answer(casebook, path)
        return path
    return None


def check_sheet(text: str) -> None:
    """Look for slips of the pen in a typed recovery sheet. Raises SheetLineWrong."""
    read_sheet(text).seed.wipe()


def has_answer(casebook: "Casebook") -> bool:
    """Say whether this vault was made from an invitation."""
    with casebook.read() as connection:
        return place.find_value(connection, _TOLD) is not None


def _sheet_of(invitation: Invitation, joiner: Joiner) -> RecoverySheet | None:
    """Return the sheet that a second device shares with the first; None where a new one is due."""
    if invitation.kind is not InvitationKind.DEVICE:
        return None
    sheet = read_sheet(joiner.sheet_text)
    if sheet.person_root().public != invitation.inviter.root:
        sheet.seed.wipe()
        raise RootChanged
    return sheet


def _take_in(casebook: "Casebook", invitation: Invitation) -> None:
    """Keep what the invitation brought: the office, the cards, and how to answer."""
    with casebook.change("invitation.take", can_undo=False) as change:
        connection = change.connection
        inviter = invitation.inviter
        cards = casebook.cards
        cards.accept_into(change, invitation.cards[0], inviter, now=invitation.made)
        if inviter.vouching is not None:
            if invitation.kind is InvitationKind.PEER:
                trust_office(connection, inviter.vouching.office)
            else:
                place.keep_value(connection, "office-key", inviter.vouching.office)
        place.keep_value(connection, _TOLD, invitation.id + invitation.secret)
    for data in invitation.cards:  # the inviter's once more, now that the office is known
        with suppress(StorageError):  # a card that ran out meanwhile is no reason to stay outside
            casebook.cards.accept(data)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Lend a name beside the folder; what still has it at the end is removed."""
    part = folder.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
