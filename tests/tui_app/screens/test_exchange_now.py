"""Exchange, Now, by keys: what waits, a folder in both directions, single files, stopping."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import older_copy
from storage.casebook.casebook import Casebook
from storage.casebook.delivering import Delivering
from storage.lines.messages import Writing
from tests.offices import SmallCase, small_case
from tests.storage.casebook.exchanging import at, meet_in, share, two
from tests.tui_app.stage import on_stage, press, settled, text_of
from tui_app.dialogs.ask_path import AskPath
from tui_app.screens.daily_backup import back_up_daily
from tui_app.screens.exchange_history import HistoryScreen
from tui_app.screens.exchange_now import NowScreen
from tui_app.widgets.path_field import PathField

if TYPE_CHECKING:
    from textual.pilot import Pilot

Both = tuple[Casebook, Casebook, SmallCase]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """Two people of two offices, a case of Aino's, and a folder."""
    aino, bo = two(tmp_path)
    (tmp_path / "stick").mkdir()
    yield aino, bo, small_case(aino)
    aino.close()
    bo.close()


async def answer_path(pilot: "Pilot[int]", path: Path) -> None:
    """Write a path into the dialog that asks for one."""
    assert isinstance(pilot.app.screen, AskPath), text_of(pilot)
    pilot.app.screen.query_one(PathField).value = str(path)
    await pilot.press("enter")
    await settled(pilot)


def send(here: Casebook, there: Casebook) -> None:
    """Write a message."""
    here.posting.send(Writing("Hei", "Moi", to=(at(here, there),)))


async def test_what_waits_goes_out_step_by_step(both: Both, tmp_path: Path) -> None:
    """Before: what waits, of which case. After: four steps that say ok, and the last sentence."""
    aino, bo, small = both
    share(aino, small.case, bo, "meetings")
    send(aino, bo)
    async with on_stage(NowScreen(), aino) as pilot:
        shown = text_of(pilot)
        assert "LÄHTEE SEURAAVAKSI" in shown
        assert "viesti 1" in shown
        assert "A-0001" in shown
        await press(pilot, "x")
        await answer_path(pilot, tmp_path / "stick")
        shown = text_of(pilot)
        assert "Ulos: B.E." in shown
        assert shown.count(" ok") >= 4
        assert "Tikun saa irrottaa." in shown
        assert "Mikään ei odota." in shown
        shown = await press(pilot, "f4")
        assert "Ulos: Bo Exempel" in shown
    assert bo.messages.counts().unread == 0


async def test_the_folder_is_remembered(both: Both, tmp_path: Path) -> None:
    """The second time it stands there, and Enter takes it; in another vault it is unknown."""
    aino, bo, _small = both
    async with on_stage(NowScreen(), aino) as pilot:
        await press(pilot, "x")
        await answer_path(pilot, tmp_path / "stick")
    async with on_stage(NowScreen(), aino) as pilot:
        assert str(tmp_path / "stick")[:30] in text_of(pilot)
        await press(pilot, "x")
        screen = pilot.app.screen
        assert isinstance(screen, AskPath)
        assert screen.query_one(PathField).value == str(tmp_path / "stick")
        assert "Mitään uutta ei tullut" in await press(pilot, "enter")
        assert isinstance(pilot.app.screen, NowScreen)
    assert bo.delivery.last_folder() == ""


async def test_looking_changes_nothing(both: Both, tmp_path: Path) -> None:
    """L says what lies there for us; nothing is read in, nothing is written."""
    aino, bo, _small = both
    send(aino, bo)
    stick = tmp_path / "stick"
    meet_in(stick, aino)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    async with on_stage(NowScreen(), bo) as pilot:
        await press(pilot, "l")
        await answer_path(pilot, stick)
        shown = text_of(pilot)
        assert "Sinulle: A.K." in shown
        assert "viesti 1" in shown
    assert bo.messages.counts().unread == 0
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before


async def test_every_odd_file_is_explained(both: Both, tmp_path: Path) -> None:
    """Foreign, broken, doubled, renamed, half-written, a synchroniser's copy: each in words."""
    aino, bo, _small = both
    send(aino, bo)
    stick = tmp_path / "stick"
    meet_in(stick, aino)
    parcel = next(stick.glob("*.nvp"))
    data = parcel.read_bytes()
    (stick / "kirje.odt").write_bytes(b"PK")
    (stick / "kesken.nvp.part").write_bytes(data[:4000])
    (stick / "katkennut.nvp").write_bytes(data[:4000])
    (stick / f"{parcel.stem}.sync-conflict-20261124-101010-AAAAAAA.nvp").write_bytes(data)
    parcel.rename(stick / "uusi nimi.nvp")
    meet_in(stick, bo)
    (stick / "toinen.nvp").write_bytes(data)
    async with on_stage(NowScreen(), bo, size=(120, 40)) as pilot:
        await press(pilot, "x")
        await answer_path(pilot, stick)
        shown = text_of(pilot)
    for words in ("luettu jo", "synkronoi", "kesken", "ei ole Nivelin", "Mitään uutta ei tullut"):
        assert words in shown, words
    assert bo.messages.counts().unread == 1


async def test_esc_stops_between_two_parcels_and_x_goes_on(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing says that the stick may be removed; nothing is lost; the next press finishes."""
    aino, bo, _small = both
    send(aino, bo)
    stick = tmp_path / "stick"
    async with on_stage(NowScreen(), aino) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NowScreen)
        write = Delivering.write_out

        def stopping(run: Delivering, only: tuple[bytes, ...] | None) -> None:
            assert screen.progress is not None
            screen.progress.stop_wanted = True
            write(run, only)

        with monkeypatch.context() as patch:
            patch.setattr(Delivering, "write_out", stopping)
            await press(pilot, "x")
            await answer_path(pilot, stick)
        shown = text_of(pilot)
        assert "Pysäytetty." in shown
        assert "keskeytetty" in shown
        assert "Tikun saa irrottaa." not in shown
        await press(pilot, "x", "enter")
        assert "Tikun saa irrottaa." in text_of(pilot)
    bo.delivery.exchange(stick)
    assert bo.messages.counts().unread == 1


async def test_safe_is_said_only_when_it_is(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read back: step 4 says so, and the stick stays in."""
    aino, bo, _small = both
    send(aino, bo)
    monkeypatch.setattr(Delivering, "_is_whole", lambda *_any: False)
    async with on_stage(NowScreen(), aino) as pilot:
        await press(pilot, "x")
        await answer_path(pilot, tmp_path / "stick")
        shown = text_of(pilot)
        assert "ei luettu takaisin ehjänä" in shown
        assert "Tikun saa irrottaa." not in shown


async def test_one_file_for_one_person(both: Both, tmp_path: Path) -> None:
    """w: for whom, where to; t on the other side takes it in."""
    aino, bo, _small = both
    send(aino, bo)
    path = tmp_path / "bolle.nvp"
    async with on_stage(NowScreen(), aino) as pilot:
        await press(pilot, "w")
        await press(pilot, *"bo", "enter")
        await answer_path(pilot, path)
        assert "Ulos: B.E." in text_of(pilot)
    async with on_stage(NowScreen(), bo) as pilot:
        await press(pilot, "t")
        await answer_path(pilot, path)
        assert "Sisään: A.K." in text_of(pilot)
    assert bo.messages.counts().unread == 1


async def test_an_older_copy_is_told_after_unlocking_and_stays_told(both: Both) -> None:
    """On whatever screen is on top, with what to do; here it stands above what waits."""
    aino, _bo, _small = both
    with aino.vault.write() as connection:
        older_copy.notice(connection, aino.me.device_id, older_copy.MACHINE)
    async with on_stage(HistoryScreen(), aino) as pilot:
        back_up_daily(pilot.app.screen)
        await settled(pilot)
        assert "vanhemmasta kopiosta" in text_of(pilot)
    async with on_stage(NowScreen(), aino) as pilot:
        assert "vanhemmasta kopiosta" in text_of(pilot)
