"""Exchange, parcels, by keys: a folder, what waits, what went by, what an older copy is told."""

from pathlib import Path

from storage.casebook import older_copy
from storage.casebook.casebook import Casebook
from storage.lines.messages import Writing
from tests.offices import new_office
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import at
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.daily_backup import back_up_daily
from tui_app.screens.exchange_parcels import ParcelsScreen


async def test_what_waits_goes_out_and_stands_in_the_history(
    casebook: Casebook, tmp_path: Path
) -> None:
    """Before: one message waits. After: the history names it, and nothing waits."""
    bo = new_office(tmp_path / "bo", "Bo Exempel", "B")
    acquaint(casebook, bo)
    acquaint(bo, casebook)
    casebook.posting.send(Writing("Hei", "Moi", to=(at(casebook, bo),)))
    bo.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    async with on_stage(ParcelsScreen(), casebook) as pilot:
        await settled(pilot)
        assert "Odottaa lähtöä" in text_of(pilot)
        assert "1 viesti" in text_of(pilot)
        casebook.delivery.exchange(stick)
        await pilot.press("h")
        await settled(pilot)
        assert "kirjoitettu" in text_of(pilot)
        assert "viesti 1" in text_of(pilot)


async def test_an_older_copy_is_told_after_unlocking(casebook: Casebook) -> None:
    """On whatever screen is on top, with what to do."""
    with casebook.vault.write() as connection:
        older_copy.notice(connection, casebook.me.device_id, older_copy.MACHINE)
    async with on_stage(ParcelsScreen(), casebook) as pilot:
        await settled(pilot)
        back_up_daily(pilot.app.screen)
        await settled(pilot)
        assert "vanhemmasta kopiosta" in text_of(pilot)
