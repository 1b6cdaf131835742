"""Nothing of sharing, exchange and messages is cut off at 80x24 in any language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.casebook.casebook import Casebook
from storage.lines.messages import Writing
from tests.offices import SmallCase, small_case
from tests.storage.casebook.exchanging import at, consent, meet_in, two
from tests.tui_app.stage import on_stage, settled, text_of
from tests.tui_app.wide_words import wide_headings, wide_words
from tui_app.i18n.catalogue import LANGUAGES, set_language
from tui_app.i18n.cells import MORE, width
from tui_app.screens import exchange_history, mailbox_words, sharing_words
from tui_app.screens.case_messages import CaseMessagesScreen
from tui_app.screens.case_sharing import CaseSharingScreen
from tui_app.screens.circle import CircleScreen
from tui_app.screens.exchange_history import HistoryScreen
from tui_app.screens.exchange_now import NowScreen
from tui_app.screens.exchange_people import PeopleAndDevicesScreen
from tui_app.screens.letter import LetterScreen
from tui_app.screens.mailbox import MailboxScreen
from tui_app.screens.new_bar import NewBarScreen
from tui_app.screens.new_basis import NewBasisScreen
from tui_app.screens.new_protection import NewProtectionScreen
from tui_app.screens.new_share import NewShareScreen
from tui_app.screens.own_copy import OwnCopyScreen
from tui_app.screens.screen import NivelScreen
from tui_app.screens.thread import ThreadScreen
from tui_app.settings import Settings
from tui_app.widgets.field_row import CAPTION_CELLS, FieldRow
from tui_app.widgets.list_rows import Column


@dataclass(frozen=True, slots=True)
class Office:
    """A casebook in which something of everything was shared, sent and received."""

    book: Casebook
    small: SmallCase
    sent: bytes


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Share, write, exchange both ways; one share is withdrawn, one basis has ended."""
    aino, bo = two(tmp_path)
    small = small_case(aino)
    basis = consent(aino, small.case, bo, "summary")
    one = aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="tuki")
    hello = Writing("Avain", "Moi", to=(at(aino, bo),))
    sent = aino.posting.send(replace(hello, case_id=small.case, link=("case", small.case)))
    aino.posting.keep_draft(hello)
    meet_in(tmp_path / "stick", aino, bo)
    bo.posting.send(replace(bo.posting.answer(sent), text="Kiitos"))
    meet_in(tmp_path / "stick", bo, aino)
    aino.shares.withdraw(one)
    aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="tuki")
    aino.bases.withdraw(basis)
    aino.keeping.file_to_record(sent, small.case)
    yield Office(aino, small, sent)
    aino.close()
    bo.close()


MAKE: dict[str, Callable[[Office], NivelScreen]] = {
    "sharing": lambda office: CaseSharingScreen(office.small.case),
    "share": lambda office: NewShareScreen(office.small.case),
    "basis": lambda office: NewBasisScreen(office.small.case),
    "bar": lambda office: NewBarScreen(office.small.case),
    "protection": lambda office: NewProtectionScreen(office.small.case),
    "copy": lambda office: OwnCopyScreen(office.small.case),
    "case messages": lambda office: CaseMessagesScreen(office.small.case),
    "mailbox": lambda _office: MailboxScreen(),
    "letter": lambda _office: LetterScreen(),
    "thread": lambda office: ThreadScreen(office.sent),
    "circle": lambda office: CircleScreen(office.sent),
    "now": lambda _office: NowScreen(),
    "history": lambda _office: HistoryScreen(),
    "people": lambda _office: PeopleAndDevicesScreen(),
}
COLUMNS: tuple[tuple[Column, ...], ...] = (
    sharing_words.COLUMNS, exchange_history.COLUMNS, mailbox_words.COLUMNS, mailbox_words.SENT,
    mailbox_words.CASE_COLUMNS, mailbox_words.MEMBERS,
)  # fmt: skip
LISTS = {"share-state": 15, "basis-state": 26, "basis": 23}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAKE)
async def test_a_screen_is_whole(office: Office, name: str, language: str) -> None:
    """No row is cut, on any tab of a mailbox; captions have their room; F1 is in the footer."""
    settings = Settings(language=language)
    async with on_stage(MAKE[name](office), office.book, settings=settings) as pilot:
        for digit in ("1", "2", "3") if name == "mailbox" else ("home",):
            await pilot.press(digit)
            await settled(pilot)
            shown = text_of(pilot).splitlines()
            assert len(shown) == 24
            assert [row for row in shown if MORE in row.replace("~ ", "").replace("~/", "")] == []
            assert "F1" in shown[23]
        rows = list(pilot.app.screen.query(FieldRow))
        assert [row.caption for row in rows if width(row.caption) > CAPTION_CELLS - 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_fit_their_columns(language: str) -> None:
    """A column's name is no wider than the column."""
    set_language(language)
    assert wide_headings(COLUMNS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_closed_lists_fit_their_columns(language: str) -> None:
    """Each state of a share, and each basis, has the room of its column."""
    set_language(language)
    assert wide_words(LISTS) == []
