"""Nothing of People and Exchange is cut off at 80x24 in any language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.casebook.casebook import Casebook
from tests.offices import new_office
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.i18n.catalogue import LANGUAGES
from tui_app.screens.exchange import ExchangeScreen
from tui_app.screens.exchange_backup import BackupScreen
from tui_app.screens.exchange_changes import ChangesScreen
from tui_app.screens.exchange_device import DeviceScreen
from tui_app.screens.import_contacts import ImportScreen
from tui_app.screens.new_person import NewPersonScreen
from tui_app.screens.organisation import NewOrganisationScreen
from tui_app.screens.people import PeopleScreen
from tui_app.screens.screen import NivelScreen
from tui_app.settings import Settings
from tui_app.widgets.path_field import PathField

SCREENS: tuple[Callable[[], NivelScreen], ...] = (
    PeopleScreen, NewPersonScreen, NewOrganisationScreen, ExchangeScreen, DeviceScreen,
    BackupScreen, ChangesScreen,
)  # fmt: skip
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Aino Kek\r\nTEL:050 000 0001\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Malli Mal\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEND:VCARD\r\n"
)


def whole(text: str) -> bool:
    """Say whether nothing on the screen was cut; ``~/`` is a path."""
    return "~" not in text.replace("~/", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_page_is_whole(
    casebook: Casebook, screen: Callable[[], NivelScreen], language: str
) -> None:
    """Columns, captions, hints and keys have room for their words."""
    casebook.organisations.add(name="Apu", sector="county", municipality="Malax")
    casebook.people.add(given_name="Aino", family_name="Kek", title="ohjaaja", phone="050 0001")
    casebook.people.add(given_name="Aino", family_name="Kek")
    async with on_stage(screen(), casebook, settings=Settings(language=language)) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert whole(text_of(pilot)), text_of(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert whole(text_of(pilot)), text_of(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_preview_is_whole(casebook: Casebook, language: str, tmp_path: Path) -> None:
    """Each choice, the reasons and the counts too."""
    casebook.people.add(given_name="Aino", family_name="Kek")
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8", newline="")
    async with on_stage(ImportScreen(), casebook, settings=Settings(language=language)) as pilot:
        pilot.app.screen.query_one(PathField).value = str(tmp_path / "a.vcf")
        for keys in ("enter", "m", "3"):
            await pilot.press(keys)
            await settled(pilot)
            assert whole(text_of(pilot)), text_of(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_conflict_is_whole(casebook: Casebook, language: str, tmp_path: Path) -> None:
    """In the list, and side by side; a deletion too."""
    from tests.tui_app.screens.test_conflict import carry

    person = casebook.people.add(given_name="Aino", family_name="Kek", title="a")
    gone = casebook.people.add(given_name="Malli", family_name="Mal")
    other = new_office(tmp_path / "other", "Olli Ole", "L", casebook.me.office_id)
    carry(casebook, other, tmp_path / "first")
    casebook.people.edit(person, title="ohjaaja")
    casebook.people.remove(gone)
    other.people.edit(person, title="johtaja")
    other.people.edit(gone, phone="050 000 0001")
    carry(other, casebook, tmp_path / "second")
    other.close()
    screen = ExchangeScreen()
    async with on_stage(screen, casebook, settings=Settings(language=language)) as pilot:
        for keys in ("home", "enter", "minus", "down", "enter"):
            await pilot.press(keys)
            await settled(pilot)
            assert whole(text_of(pilot)), text_of(pilot)
