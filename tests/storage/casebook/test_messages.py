"""Messages between two people: written, sent, received, read, filed, erased."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from storage.casebook import letter_box
from storage.errors import Invalid
from storage.exchange import outbox
from storage.exchange.letters import LETTER
from storage.lines.messages import Writing
from storage.refusals import BasisMissing
from tests.offices import small_case
from tests.storage.casebook.correspondents import Pair, carry_items

HELLO = Writing(subject="Avaimet", text="Saat avaimet torstaina.\nT. Aino")


def sent(duo: Pair, writing: Writing = HELLO) -> bytes:
    """Send one message from Aino to Bo."""
    return duo.aino.posting.send(replace(writing, to=(duo.bo_at_aino,)))


def test_a_message_arrives_and_its_author_learns_that_it_was_read(duo: Pair) -> None:
    """Waiting, received, read: each state is told when it is known, not before."""
    message = sent(duo)
    assert duo.aino.messages.line(message).waiting == 1
    assert duo.aino.messages.counts().waiting == 1
    assert carry_items(duo.aino, duo.bo) == []
    assert duo.aino.messages.line(message).received == 1
    inbox = duo.bo.messages.lines("in")
    assert [(one.author, one.subject, one.level, one.is_read) for one in inbox] == [
        ("Aino Keksitty", "Avaimet", "compared", False)
    ]
    sheet = duo.bo.messages.read(message)
    assert sheet.text == HELLO.text
    assert duo.bo.messages.counts().unread == 0
    carry_items(duo.bo, duo.aino)
    assert duo.aino.messages.line(message).read == 1
    states = {one.name: one.state for one in duo.aino.messages.read(message).members}
    assert states == {"Aino Keksitty": "none", "Bo Exempel": "read"}


def test_a_message_that_comes_twice_is_kept_once(duo: Pair) -> None:
    """A doubled item changes nothing."""
    message = sent(duo)
    with duo.aino.read() as connection:
        item = outbox.owed_to(connection, duo.bo.me.device_id, 1)[0]
    carry_items(duo.aino, duo.bo)
    duo.bo.messages.read(message)
    came = duo.bo.messages.line(message)
    with duo.bo.change("parcel.take", can_undo=False) as change:
        letter_box.take_letter(duo.bo, change, None, item.data)  # type: ignore[arg-type]
    assert duo.bo.messages.lines("in") == (came,)
    assert duo.bo.messages.counts().unread == 0


def test_an_answer_stays_in_its_thread(duo: Pair) -> None:
    """It follows what it answers, goes to the same circle, and a lost one is missed."""
    first = sent(duo)
    carry_items(duo.aino, duo.bo)
    duo.bo.messages.read(first)
    answer = duo.bo.posting.send(replace(duo.bo.posting.answer(first), text="Kiitos!"))
    second = duo.bo.posting.send(replace(duo.bo.posting.answer(first), text="Nähdään."))
    with duo.bo.vault.write() as connection:
        item = outbox.item_id(LETTER, _original(duo, answer))
        outbox.note_received(connection, [item], duo.aino.me.device_id, 1)  # lost on its way
    carry_items(duo.bo, duo.aino)
    sheets = duo.aino.messages.read_thread(first)
    assert {one.line.id: one.missing for one in sheets} == {first: 0, second: 1}


def _original(duo: Pair, message: bytes) -> bytes:
    with duo.bo.read() as connection:
        query = "SELECT original FROM message WHERE id = ?"
        return bytes(connection.exec_driver_sql(query, (message,)).scalar_one())


def test_a_message_about_a_client_asks_the_gate(duo: Pair) -> None:
    """Without a basis it is refused and nothing is owed; a reason lets it out and is logged."""
    case = small_case(duo.aino).case
    about = replace(HELLO, case_id=case, link=("case", case))
    with pytest.raises(BasisMissing):
        sent(duo, about)
    assert duo.aino.messages.counts().waiting == 0
    duo.aino.posting.send(replace(about, to=(duo.bo_at_aino,)), override="henki on vaarassa")
    lines = duo.aino.disclosures.lines(case_id=case)
    assert [(one.way, one.override) for one in lines] == [("message", "henki on vaarassa")]


def test_what_nobody_has_can_be_taken_back(duo: Pair) -> None:
    """It becomes a draft again; what was written to a stick stays sent."""
    message = sent(duo)
    draft = duo.aino.posting.take_back(message)
    assert duo.aino.messages.counts().waiting == 0
    assert duo.aino.posting.read_draft(draft).text == HELLO.text
    again = duo.aino.posting.send(duo.aino.posting.read_draft(draft), draft)
    with duo.aino.vault.write() as connection:
        item = outbox.owed_to(connection, duo.bo.me.device_id, 1)[0].id
        outbox.note_written(connection, [item], duo.bo.me.device_id, b"p" * 16, 1)
    with pytest.raises(Invalid):
        duo.aino.posting.take_back(again)


def test_a_filed_message_keeps_its_proof(duo: Pair) -> None:
    """It says from whom it came; a changed word is seen."""
    case = small_case(duo.bo).case
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    duo.bo.keeping.file_to_record(message, case)
    duo.bo.keeping.file_to_record(message, case)
    (note,) = duo.bo.keeping.notes(case)
    assert (note.author, note.text, note.is_proved) == ("Aino Keksitty", HELLO.text, True)
    with duo.bo.vault.write() as connection:
        connection.exec_driver_sql("UPDATE note SET text = 'Saat avaimet perjantaina.'")
    assert not duo.bo.keeping.notes(case)[0].is_proved


def test_an_erased_message_leaves_its_place_and_no_words(duo: Pair) -> None:
    """A held one stays; after erasing no table holds the text, and what follows keeps its order."""
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    duo.bo.keeping.hold(message, is_held=True)
    with pytest.raises(Invalid):
        duo.bo.keeping.delete(message, dt.date(2026, 11, 24))
    duo.bo.keeping.hold(message, is_held=False)
    assert _holds(duo, "avaimet torstaina")
    duo.bo.keeping.delete(message, dt.date(2026, 11, 24))
    assert not _holds(duo, "avaimet torstaina")
    assert [one.box for one in duo.bo.messages.lines("all")] == ["gone"]
    assert duo.bo.search.find("avaimet").hits == ()


def _holds(duo: Pair, words: str) -> bool:
    """Say whether any cell of Bo's database holds the words, as text or as bytes."""
    with duo.bo.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in names.all() if name != "search_trigram"]
        cells = [
            cell
            for table in tables
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()  # noqa: S608
            for cell in row
        ]
    return any(
        words.encode() in (cell.encode() if isinstance(cell, str) else bytes(cell))
        for cell in cells
        if isinstance(cell, str | bytes)
    )


def test_a_message_is_erased_when_its_time_is_over(duo: Pair) -> None:
    """Not before, not while it is held, and not when the clock has leapt ahead by years."""
    now = dt.datetime.now(dt.UTC)
    message = sent(duo, replace(HELLO, expires=now + dt.timedelta(days=1)))
    carry_items(duo.aino, duo.bo)
    assert duo.bo.keeping.expire(now) == 0
    assert duo.bo.keeping.expire(now + dt.timedelta(days=3650)) == 0
    duo.bo.keeping.hold(message, is_held=True)
    assert duo.bo.keeping.expire(now + dt.timedelta(days=2)) == 0
    duo.bo.keeping.hold(message, is_held=False)
    assert duo.bo.keeping.expire(now + dt.timedelta(days=2)) == 1
    assert duo.bo.messages.line(message).box == "gone"


def test_a_file_lies_beside_a_message(duo: Pair, tmp_path: Path) -> None:
    """It is saved under a clean name to a chosen folder, whole, once it has arrived."""
    paper = tmp_path / "kartta.txt"
    paper.write_bytes(b"kolmas ovi vasemmalla")
    message = sent(duo, replace(HELLO, files=(paper,)))
    carry_items(duo.aino, duo.bo)
    (line,) = duo.bo.messages.read(message).attachments
    assert (line.name, line.kind, line.is_here) == ("kartta.txt", "txt", False)
    for blob in duo.aino.vault.layout.blobs.glob("*.nvb"):
        (duo.bo.vault.layout.blobs / blob.name).write_bytes(blob.read_bytes())
    folder = tmp_path / "out"
    folder.mkdir()
    saved = duo.bo.messages.save_attachment(message, 0, folder)
    assert saved.read_bytes() == b"kolmas ovi vasemmalla"


def test_a_message_becomes_an_action_item(duo: Pair) -> None:
    """With its subject as the text, and the message in the note."""
    case = small_case(duo.bo).case
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    action = duo.bo.keeping.make_action(message, case)
    line = duo.bo.actions.line(action)
    assert line is not None
    assert line.what == "Avaimet"
    assert "torstaina" in line.note


def test_a_message_is_found_by_its_words(duo: Pair) -> None:
    """Search covers messages."""
    message = sent(duo)
    carry_items(duo.aino, duo.bo)
    assert message in {hit.record_id for hit in duo.bo.search.find("avaimet").hits}
