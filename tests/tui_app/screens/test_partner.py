"""Papers for a partner without Nivel by keys: sealed, told once, refused without a basis."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.exchange import age
from storage.exchange.age import ByKey, ByPassphrase
from tests.offices import SmallCase
from tests.storage.casebook.held import hold_meeting
from tests.tui_app.stage import PretendDoor, on_stage, press, settled, text_of
from tui_app.screens.case_sharing import CaseSharingScreen
from tui_app.screens.partner import PartnerScreen
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

WORDS = "neljä keksittyä kettua pellolla nukkuu"


@pytest.fixture(autouse=True)
def strong_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the door propose words that are not refused."""
    monkeypatch.setattr(PretendDoor, "propose", lambda _door: WORDS)


def permitted(casebook: "Casebook", small: SmallCase) -> str:
    """Hold the meeting, record a consent; returns the receiver's key."""
    hold_meeting(casebook, small.meeting)
    key = f"organisation:{small.organisation.hex()}"
    named = casebook.receivers.recipient(small.case, key)
    casebook.bases.add(small.case, kind="consent", sections=("meetings",), purpose="x", **named)
    return key


def written(folder: Path) -> list[Path]:
    """Return the sealed files in the folder."""
    return list(folder.glob("*.age"))


async def test_drawn_words_stand_there_once(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """From the sharing tab; the dialog says file, page and words; the words open the file."""
    key = permitted(casebook, small)
    async with on_stage(CaseSharingScreen(small.case), casebook) as pilot:
        await press(pilot, "a")
        screen = pilot.app.screen
        assert isinstance(screen, PartnerScreen)
        assert "kaikki pidetyt: 1" in text_of(pilot)
        screen.receiver, screen.chosen = key, True
        screen.query_one("#folder", TextField).value = str(tmp_path)
        await settled(pilot)
        await press(pilot, "ctrl+s")
        shown = " ".join(text_of(pilot).split())
        (sealed,) = written(tmp_path)
        found = re.search(r"vain nyt: (.*?) Kirjoita se muistiin", shown)
        assert found is not None, shown
        words = found[1]
        assert age.open_from_partner(sealed, ByPassphrase(words), tmp_path / "o.zip") > 0
        await press(pilot, "enter")
        assert words not in " ".join(text_of(pilot).split())
        assert casebook.disclosures.count(case_id=small.case) == 1


async def test_a_key_takes_the_place_of_words(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """The field opens with the choice; a key that is none is refused in words."""
    key = permitted(casebook, small)
    theirs = age.new_key()
    async with on_stage(PartnerScreen(small.case), casebook) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, PartnerScreen)
        assert screen.query_one("#key", TextField).disabled
        screen.query_one("#sealed-by", ChoiceField).fill("key")
        screen.seal_changed()
        assert not screen.query_one("#key", TextField).disabled
        screen.receiver, screen.chosen = key, True
        screen.query_one("#folder", TextField).value = str(tmp_path)
        await press(pilot, "ctrl+s")
        assert "ei ole age-avain" in text_of(pilot)
        screen.query_one("#key", TextField).value = theirs.recipient
        await press(pilot, "ctrl+s")
        assert "vain nyt" not in text_of(pilot)
        (sealed,) = written(tmp_path)
        assert age.open_from_partner(sealed, ByKey(theirs.secret), tmp_path / "o.zip") > 0


async def test_without_a_basis_the_way_on_is_asked(
    casebook: "Casebook", small: SmallCase, tmp_path: Path
) -> None:
    """Nobody named, then nobody permitted: both are said, and nothing is written."""
    hold_meeting(casebook, small.meeting)
    async with on_stage(PartnerScreen(small.case), casebook) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, PartnerScreen)
        screen.query_one("#folder", TextField).value = str(tmp_path)
        await press(pilot, "ctrl+s")
        assert "kuka tämän saa" in text_of(pilot)
        screen.receiver, screen.chosen = f"organisation:{small.organisation.hex()}", True
        await press(pilot, "ctrl+s")
        assert "perust" in text_of(pilot)
        assert written(tmp_path) == []
