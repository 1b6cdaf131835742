"""The question for a reason: never empty, never done without one."""

from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.dialogs.reason import Reason
from tui_app.screens.screen import NivelScreen


class Drafts:
    """No casebook is asked here."""

    undoable = None
    redoable = None

    def close(self) -> None:
        """Close nothing."""


async def test_a_reason_is_words() -> None:
    """Enter without words says that they are needed; with words it answers them."""
    answers: list[str | None] = []
    async with on_stage(NivelScreen(), Drafts()) as pilot:
        pilot.app.push_screen(Reason("[/] Miksi?", "x"), answers.append)
        await settled(pilot)
        await pilot.press("space", "enter")
        assert answers == []
        assert "! Kirjoita ensin syy." in text_of(pilot)
        assert "[/] Miksi?" in text_of(pilot)
        await pilot.press(*"sijaisuus", "enter")
        await settled(pilot)
        assert answers == ["sijaisuus"]


async def test_escape_answers_nothing() -> None:
    """Esc means that nothing is done."""
    answers: list[str | None] = []
    async with on_stage(NivelScreen(), Drafts()) as pilot:
        pilot.app.push_screen(Reason("Miksi?"), answers.append)
        await settled(pilot)
        await pilot.press("a", "escape")
        await settled(pilot)
        assert answers == [None]
