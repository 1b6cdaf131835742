"""Made-up people whose cards come in, one of whom claims to be another."""

import datetime as dt
from typing import TYPE_CHECKING

from storage.journal.clock import system_ms
from storage.refusals import CorrespondentBlocked
from tests.storage.exchange.made_cards import Someone

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
DAY = 24 * 60 * 60 * 1000
TESTI = Someone("Testi Testinen")


def introduced(casebook: "Casebook", other: "Casebook") -> bytes:
    """Take the other's card in; return the id of the person."""
    return casebook.cards.accept(other.cards.own())


def refused(casebook: "Casebook", who: bytes, now: int | None = None, *, case: bool = False) -> str:
    """Return why nothing can be sealed to this person, "" if it can."""
    try:
        casebook.cards.recipients((who,), case_data=case, now=now)
    except CorrespondentBlocked as blocked:
        return blocked.reason
    return ""


def file_of(someone: Someone, *marks: str, issued: int | None = None) -> bytes:
    """Return a card of a made-up person, made now."""
    return someone.file(*marks, issued=issued or system_ms())


class Impostor(Someone):
    """Somebody who says that they are Testi, with keys of their own."""

    @property
    def id(self) -> bytes:
        """Return Testi's id."""
        return TESTI.id


IMPOSTOR = Impostor("Testi Testinen (2)")
