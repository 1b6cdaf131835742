"""Another's case asks for the reason wherever one comes in, and goes on once it is in the log."""

from typing import TYPE_CHECKING

from storage.records.cases import Case
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.meeting_minutes import MinutesScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


async def test_a_meeting_of_anothers_case_asks_first(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The minutes show after the reason, which stands in the log; before it, nothing shows."""
    with casebook.change("test.owner") as change:
        change.edit(Case, small.case, owner_id=bytes(16), owner_name="Joku Muu")
    casebook._opened.clear()
    async with on_stage(MinutesScreen(small.meeting), casebook) as pilot:
        assert "toisen työntekijän asiakas" in text_of(pilot)
        await pilot.press(*"sijainen", "enter")
        await settled(pilot)
        assert "toisen työntekijän asiakas" not in text_of(pilot)
    assert any(line.reason == "sijainen" for line in casebook.log.lines(case_id=small.case))
