"""Joining by keys, by a real door: a colleague, a second device, a peer; what stops half-way."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.casebook import entrance, joining, leftovers
from storage.casebook.casebook import Casebook
from storage.errors import DiskFull
from tests.offices import CHEAP, CHEAP_LIMITS
from tests.tui_app.screens.card_stage import TwoPeople, answer_path, answer_sheet
from tests.tui_app.stage import PretendDoor, app_of, on_stage, press, settled, text_of
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.new_passphrase import NewPassphrase
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.paths import vaults_folder
from tui_app.screens.entrance_door import EntranceDoor
from tui_app.screens.first_run import FirstRun
from tui_app.screens.joining import JoiningScreen
from tui_app.screens.lock import LockScreen
from tui_app.widgets.text_field import TextField

WORD = "kolme_keksittya_porsasta"
OWN = "nelja_keksittya_kettua"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoPeople]:
    """Lend two people; the door joins at a cost that suits tests."""
    made = TwoPeople(tmp_path)
    made.make_cheap(monkeypatch)
    join = partial(joining.join, parameters=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.setattr(joining, "join", join)
    monkeypatch.setattr(joining, "look_into", partial(joining.look_into, limits=CHEAP_LIMITS))
    yield made
    made.close()


def invited(two: TwoPeople, kind: str) -> Path:
    """Write an invitation of Aino's."""
    path = two.folder / "kutsu.nvi"
    two.aino.invitations.write(path, kind, "Malli Esimerkki", WORD)
    return path


async def open_file(pilot: Pilot[int], path: Path, word: str = WORD) -> None:
    """Go from the first page to who invites."""
    assert isinstance(pilot.app.screen, JoiningScreen), text_of(pilot)
    await press(pilot, "enter")
    await answer_path(pilot, path)
    assert isinstance(pilot.app.screen, AskPassphrase)
    await press(pilot, *word, "enter")


async def choose_own(pilot: Pilot[int]) -> None:
    """Choose a passphrase of one's own."""
    assert isinstance(pilot.app.screen, NewPassphrase), text_of(pilot)
    await press(pilot, *OWN, "enter")
    await press(pilot, *OWN, "enter")


async def write_sheet(pilot: Pilot[int]) -> None:
    """Have the sheet on paper."""
    sheet = pilot.app.screen
    assert isinstance(sheet, ShowSheet), text_of(pilot)
    await press(pilot, "enter")
    sheet.query_one(TextField).value = sheet.lines[sheet.asked]
    await press(pilot, "enter")


def taken_over(pilot: Pilot[int]) -> Casebook:
    """Return the open casebook."""
    book = app_of(pilot).casebook
    assert book is not None
    return book


@pytest.mark.parametrize(("kind", "level"), [("colleague", "vouched"), ("peer", "unknown")])
async def test_somebody_joins_with_a_casebook_of_their_own(
    two: TwoPeople, kind: str, level: str
) -> None:
    """Four steps, then where the answer lies; at the other end it names them as it should."""
    path = invited(two, kind)
    async with on_stage(door=EntranceDoor()) as pilot:
        assert isinstance(pilot.app.screen, FirstRun)
        await press(pilot, "ctrl+g")
        await open_file(pilot, path, "vaara_salalause")
        assert "ei avannut" in text_of(pilot)
        await press(pilot, *WORD, "enter")
        assert "Aino Keksitty" in text_of(pilot)
        assert "2 / 4" in text_of(pilot)
        await press(pilot, "enter")
        await choose_own(pilot)
        await write_sheet(pilot)
        assert "Holvi on valmis" in text_of(pilot)
        assert "kutsu-B.nva" in text_of(pilot)
        book = taken_over(pilot)
        assert (book.me.person, book.me.mark) == ("Malli Esimerkki", "B")
        assert (book.me.office_id == two.aino.me.office_id) is (kind == "colleague")
        await settled(pilot)
        book.close()
    who = two.aino.invitations.accept((two.folder / "kutsu-B.nva").read_bytes())
    assert two.aino.cards.line(who).level == level


async def test_a_second_device_needs_the_first_ones_sheet(two: TwoPeople) -> None:
    """The name is the inviter's; letters that are taken are refused; no sheet is shown."""
    path = invited(two, "device")
    async with on_stage(JoiningScreen(), door=EntranceDoor()) as pilot:
        await open_file(pilot, path)
        field = pilot.app.screen.query_one("#mark", TextField)
        field.value = "a"
        await press(pilot, "enter")
        assert "jo nämä kirjaimet" in text_of(pilot)
        field.value = "b"
        await press(pilot, "enter")
        await answer_sheet(pilot, two.sheet)
        await choose_own(pilot)
        book = taken_over(pilot)
        assert (book.me.person_id, book.me.mark) == (two.aino.me.person_id, "B")
        assert book.devices.identity().is_certified
        await press(pilot, "w")
        await answer_path(pilot, two.folder / "toinen.nva")
        book.close()
    two.aino.invitations.accept((two.folder / "toinen.nva").read_bytes())
    assert [one.mark for one in two.aino.devices.identity().devices] == ["A", "B"]


async def test_what_stops_half_way_leaves_nothing(
    two: TwoPeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc at each step, a full disk in the making: no vault, and the invitation still opens."""
    path = invited(two, "peer")
    async with on_stage(JoiningScreen(), door=EntranceDoor()) as pilot:
        await press(pilot, "enter", "escape")
        await open_file(pilot, path)
        await press(pilot, "enter", "escape")
        assert entrance.list_vaults(vaults_folder()) == ()
        real = joining._take_in

        def full(*_any: object) -> None:
            raise DiskFull(path=two.folder, needed=1)

        monkeypatch.setattr(joining, "_take_in", full)
        await press(pilot, "enter")
        await choose_own(pilot)
        assert isinstance(pilot.app.screen, JoiningScreen)
        assert "Levy" in text_of(pilot)
        assert list(vaults_folder().iterdir()) == []
        monkeypatch.setattr(joining, "_take_in", real)
        await press(pilot, "enter")
        await choose_own(pilot)
        await write_sheet(pilot)
        taken_over(pilot).close()
    assert len(entrance.list_vaults(vaults_folder())) == 1


async def test_a_pulled_plug_is_swept_and_a_making_is_not(tmp_path: Path) -> None:
    """The lock screen sweeps what is an hour old, and nothing that may be in the making."""
    home = vaults_folder()
    home.mkdir(parents=True)
    for name in (".0123456789abcdef.part", ".not-ours.part", "0123456789abcdef"):
        (home / name).mkdir()
        (home / name / "header.nivel").write_bytes(b"half")
    EntranceDoor().vaults()
    assert len(list(home.iterdir())) == 3
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leftovers, "SECONDS", -5.0)
        EntranceDoor().vaults()
    assert {each.name for each in home.iterdir()} == {".not-ours.part", "0123456789abcdef"}


async def test_the_lock_screen_leads_to_joining_too() -> None:
    """Where a casebook is here already, an invitation makes another one."""
    async with on_stage(door=PretendDoor()) as pilot:
        assert isinstance(pilot.app.screen, LockScreen)
        await press(pilot, "ctrl+g")
        assert "1 / 4" in text_of(pilot)
        await press(pilot, "escape")
        assert "Salalause" in text_of(pilot)
