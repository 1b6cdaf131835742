"""Bringing a real address book in: looked at, accepted, undone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection

from storage.casebook.contacts import Verdict
from storage.errors import FileRefused, Stopped
from storage.journal.states import Held, read_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.casebook.casebook import Casebook

BOOKS = Path(__file__).parents[1] / "documents" / "data" / "address_books"
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Testinen;Testi;;;\r\nFN:Testi Testinen\r\n"
    "ORG:Esimerkkilä\r\nTEL;TYPE=CELL:050 000 0001\r\nEND:VCARD\r\n"
)


def test_a_preview_writes_nothing(casebook: "Casebook") -> None:
    """Looking at a book leaves people, organisations and log as they were."""
    book = casebook.contacts.preview(BOOKS / "android.vcf")
    assert len(book.lines) >= 5
    assert (casebook.people.count(), casebook.log.count()) == (0, 0)


def test_accepting_is_one_undo(casebook: "Casebook") -> None:
    """All entries come in at once and go at once."""
    book = casebook.contacts.preview(BOOKS / "ms_outlook.vcf")
    casebook.contacts.accept(book)
    assert casebook.people.count() == len(book.lines)
    assert casebook.undo() == "contacts.import"
    assert (casebook.people.count(), casebook.organisations.count()) == (0, 0)


def test_a_double_is_suggested_and_merging_only_fills(casebook: "Casebook", tmp_path: Path) -> None:
    """The person's own title stays; the missing number and organisation are filled."""
    person = casebook.people.add(given_name="Testi", family_name="Testinen", title="ohjaaja")
    path = tmp_path / "book.vcf"
    path.write_bytes((CARD.replace("ORG", "TITLE:johtaja\r\nORG")).encode())
    book = casebook.contacts.preview(path)
    (line,) = book.lines
    assert line.doubles[0].person_id == person
    casebook.contacts.accept(book, {0: person})
    kept = casebook.people.read(person)
    assert (kept.title, kept.phone) == ("ohjaaja", "050 000 0001")
    line_now = casebook.people.line(person)
    assert line_now is not None
    assert line_now.organisation == "Esimerkkilä"
    assert casebook.people.count() == 1


def test_skipped_entries_stay_out(casebook: "Casebook", tmp_path: Path) -> None:
    """Only what was accepted is written."""
    path = tmp_path / "book.vcf"
    path.write_bytes((CARD + CARD.replace("Testi", "Malli")).encode())
    book = casebook.contacts.preview(path)
    casebook.contacts.accept(book, {0: Verdict.SKIP})
    assert [line.name for line in casebook.people.lines()] == ["Malli Mallinen"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.7, 0.95, 1.0])
def test_stopping_writes_nothing(casebook: "Casebook", tmp_path: Path, share: float) -> None:
    """A stop while entries are gathered, signed or indexed leaves no half import and no undo."""
    path = tmp_path / "book.vcf"
    path.write_bytes((CARD * 3).encode())
    book = casebook.contacts.preview(path)

    def stop(done: int, total: int) -> None:
        if done >= share * total:
            raise Stopped

    with pytest.raises(Stopped):
        casebook.contacts.accept(book, progress=stop)
    assert (casebook.people.count(), casebook.undoable) == (0, None)
    assert casebook.upkeep.check() == ()
    casebook.contacts.accept(book)
    assert casebook.people.count() == 3


def test_the_whole_import_is_told(casebook: "Casebook", tmp_path: Path) -> None:
    """From the first entry to the last row of the index the progress grows, and ends whole."""
    path = tmp_path / "book.vcf"
    path.write_bytes((CARD * 50).encode())
    book = casebook.contacts.preview(path)
    told: list[float] = []
    casebook.contacts.accept(book, progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1.0
    parts = [sum(low < share <= low + 0.25 for share in told) for low in (0.0, 0.25, 0.5, 0.75)]
    assert min(parts) >= 20


def test_a_missing_file_is_a_sentence(casebook: "Casebook", tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, is refused with its reason."""
    with pytest.raises(FileRefused) as refusal:
        casebook.contacts.preview(tmp_path / "none.vcf")
    assert refusal.value.reason == "missing"
    with pytest.raises(FileRefused) as refusal:
        casebook.contacts.preview(tmp_path)
    assert refusal.value.reason == "folder"


def test_undoing_a_large_book_reads_many_records_at_once(
    casebook: "Casebook", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What 1,200 entries left behind is looked up in a few readings, not one by one."""
    path = tmp_path / "book.vcf"
    cards = (
        CARD.replace("Testi", f"Keksi {number}").replace("TEL", "X-A") for number in range(1200)
    )
    path.write_bytes("".join(cards).encode())
    casebook.contacts.accept(casebook.contacts.preview(path))
    asked: list[int] = []

    def counted(connection: Connection, records: "Sequence[bytes]") -> Held:
        asked.append(len(records))
        return read_states(connection, records)

    monkeypatch.setattr("storage.journal.write.read_states", counted)
    casebook.undo()
    assert casebook.people.count() == 0
    assert (sum(asked) >= 1200, len(asked) <= 10) == (True, True)
