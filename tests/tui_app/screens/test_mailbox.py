"""Messages by keys: writing, reading, answering, filing; against two real vaults."""

from dataclasses import replace
from pathlib import Path

from storage.lines.messages import Writing
from tests.offices import small_case
from tests.storage.casebook.correspondents import Pair, carry_items
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.circle import CircleScreen
from tui_app.screens.exchange_now import NowScreen
from tui_app.screens.letter import LetterScreen
from tui_app.screens.mailbox import MailboxScreen
from tui_app.screens.reply import ReplyScreen
from tui_app.screens.thread import ThreadScreen

HELLO = Writing(subject="Avaimet", text="Saat avaimet torstaina.")


def received(duo: Pair, **fields: object) -> bytes:
    """Have Bo receive a message of Aino's."""
    message = duo.aino.posting.send(replace(HELLO, to=(duo.bo_at_aino,), **fields))  # type: ignore[arg-type]
    carry_items(duo.aino, duo.bo)
    return message


async def test_a_message_is_written_and_waits(duo: Pair) -> None:
    """To, subject, text, Ctrl+S: it waits to go out, and no draft is left."""
    async with on_stage(LetterScreen(), duo.aino) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"bo", "enter")
        await settled(pilot)
        assert "B.E." in text_of(pilot)
        await pilot.press("tab", *"Hei", "tab", "tab", "tab", *"Teksti")
        await pilot.press("ctrl+s")
        await settled(pilot)
    counts = duo.aino.messages.counts()
    assert (counts.sent, counts.drafts, counts.waiting) == (1, 0, 1)
    assert duo.aino.messages.lines("out")[0].subject == "Hei"
    assert [one for one in duo.aino.drafts.lines() if one.text] == []


async def test_what_is_left_is_a_draft(duo: Pair) -> None:
    """Esc keeps the message; it is gone on with from the drafts."""
    async with on_stage(LetterScreen(), duo.aino) as pilot:
        await pilot.press("tab", *"Hei", "tab", "escape")
        await settled(pilot)
    (draft,) = duo.aino.messages.lines("draft")
    assert draft.subject == "Hei"
    async with on_stage(LetterScreen(draft.id), duo.aino) as pilot:
        assert "Hei" in text_of(pilot)


async def test_the_inbox_hides_the_text_and_the_thread_shows_it(duo: Pair) -> None:
    """The list says who and about what; opening says the rest and marks it as read."""
    message = received(duo)
    async with on_stage(MailboxScreen(), duo.bo) as pilot:
        shown = text_of(pilot)
        assert "A.K." in shown
        assert "Avaimet" in shown
        assert "torstaina" not in shown
        assert "verrattu" in shown
    async with on_stage(ThreadScreen(message), duo.bo) as pilot:
        assert "Saat avaimet torstaina." in text_of(pilot)
    assert duo.bo.messages.counts().unread == 0


async def test_an_answer_is_sent_from_the_thread(duo: Pair) -> None:
    """The circle is that of the thread; nobody is to be chosen."""
    message = received(duo)
    async with on_stage(ReplyScreen(message), duo.bo) as pilot:
        assert "A.K." in text_of(pilot)
        await pilot.press(*"Kiitos", "ctrl+s")
        await settled(pilot)
    carry_items(duo.bo, duo.aino)
    assert [one.line.author for one in duo.aino.messages.read_thread(message)] == [
        "Aino Keksitty",
        "Bo Exempel",
    ]


async def test_filing_asks_whose_record(duo: Pair) -> None:
    """f, the client, Enter: the note stands in the case, proved."""
    case = small_case(duo.bo).case
    message = received(duo)
    async with on_stage(ThreadScreen(message), duo.bo) as pilot:
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Kirjattu todisteineen." in text_of(pilot)
    assert [one.is_proved for one in duo.bo.keeping.notes(case)] == [True]


async def test_hostile_text_stays_text(duo: Pair) -> None:
    """Markup and escape codes in a message are shown, never obeyed."""
    text = "[/b] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 loppu"
    message = received(duo, subject="[/b]", text=text)
    async with on_stage(ThreadScreen(message), duo.bo) as pilot:
        shown = text_of(pilot)
        assert "[@click=app.quit]x[/]" in shown
        assert "\x1b" not in shown
        assert "loppu" in shown


async def test_the_circle_says_how_far_it_came(duo: Pair) -> None:
    """Who reads, in which part, with what key, and whether they have read it."""
    message = received(duo)
    duo.bo.messages.read(message)
    carry_items(duo.bo, duo.aino)
    async with on_stage(CircleScreen(message), duo.aino) as pilot:
        shown = text_of(pilot)
        assert "B.E." in shown
        assert "luettu" in shown
        assert "vetää piiriä" in shown


async def test_a_folder_is_exchanged_with_by_keys(duo: Pair, tmp_path: Path) -> None:
    """x, the folder, Enter: what went is told, and that the stick may be removed; Bo reads it."""
    stick = tmp_path / "stick"
    stick.mkdir()
    duo.aino.posting.send(replace(HELLO, to=(duo.bo_at_aino,)))
    for book, told in ((duo.aino, "Ulos: B.E."), (duo.bo, "Sisään: A.K.")):
        async with on_stage(NowScreen(), book) as pilot:
            await pilot.press("x")
            await settled(pilot)
            await pilot.press("ctrl+u", *str(stick), "enter")
            await settled(pilot)
            shown = text_of(pilot)
            assert told in shown
            assert "Tikun saa irrottaa." in shown
    assert duo.bo.messages.counts().unread == 1
