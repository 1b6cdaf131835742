"""Erasing a closed case: its words are nowhere, not in rows, index, free pages, WAL or backups."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook import text_index
from storage.errors import Invalid
from tests.offices import SmallCase
from tests.storage.vault.pages import decrypted

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
WORD = "Qxzsalamanteri"
TRIGRAM = b"qxz"  # no other word begins with q, so FTS5 stores it unshortened


def pages(casebook: "Casebook") -> bytes:
    """Return the database's pages in plaintext, the WAL folded in, free pages too."""
    with casebook.vault.alone() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return decrypted(casebook.vault.layout.database, casebook.vault.key)


@pytest.fixture
def told(casebook: "Casebook", small: SmallCase) -> SmallCase:
    """Write a rare word into the case, edit it away once, back up, close the case.

    At the end all words lie in one segment of the index: how many there are decides when FTS5
    merges them, which would erase the word by chance.
    """
    entry = casebook.minutes.add_entry(small.meeting, f"{WORD} yksi", NOW)
    casebook.minutes.edit_entry(entry, text=f"{WORD} kaksi")
    casebook.drafts.keep(f"entry:{small.meeting.hex()}", f"{WORD} puoli")
    casebook.upkeep.daily_backup(TODAY)
    casebook.cases.close(small.case, "valmis")
    with casebook.vault.write() as connection:
        text_index.rebuild_trigrams(connection)
    return small


def test_nothing_of_an_erased_case_is_left(casebook: "Casebook", told: SmallCase) -> None:
    """Neither the present nor an earlier value, nor a draft, nor a name is in any page."""
    assert WORD.encode() in pages(casebook)
    casebook.erasing.erase_case(told.case, TODAY)
    left = pages(casebook)
    for word in (WORD, "Aino", "Keksilän", "Vartia"):
        assert word.encode() not in left
    assert TRIGRAM not in left
    assert casebook.cases.count(closed=True) == 0
    assert casebook.drafts.lines() == ()
    assert casebook.upkeep.check() == ()
    assert any(line.detail == "case.erase" for line in casebook.log.lines())


def test_the_index_would_keep_the_words_without_the_rebuild(
    casebook: "Casebook", told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without the rebuild FTS5's segments still hold the erased word."""
    monkeypatch.setattr(text_index, "rebuild_trigrams", lambda _connection: None)
    casebook.erasing.erase_case(told.case, TODAY)
    assert TRIGRAM in pages(casebook)


def test_an_open_case_is_not_erased(casebook: "Casebook", small: SmallCase) -> None:
    """Erasing asks for the case to be closed first."""
    with pytest.raises(Invalid) as refusal:
        casebook.erasing.erase_case(small.case, TODAY)
    assert refusal.value.reason == "not-closed"
    assert casebook.cases.count() == 1


def test_other_cases_stay(casebook: "Casebook", told: SmallCase) -> None:
    """The directory and other cases keep every word."""
    other = casebook.cases.open_case("Toinen", "Testinen", prison="Muu vankila")
    casebook.erasing.erase_case(told.case, TODAY)
    assert casebook.cases.line(other).prison == "Muu vankila"
    assert casebook.people.line(told.worker) is not None
    assert casebook.search.find("muu vankila").hits
