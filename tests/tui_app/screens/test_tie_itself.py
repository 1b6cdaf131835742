"""The form of the tie itself: how strong, who says so, how near, since when."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.tie_itself import TieItselfScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.network import TieLine


def mother(casebook: "Casebook", small: SmallCase) -> "TieLine":
    """Return the mother's tie."""
    lines = casebook.network.lines(small.case)
    return next(line for line in lines if line.person_id == small.mother)


async def test_every_fact_of_the_tie_saves_itself(casebook: "Casebook", small: SmallCase) -> None:
    """Strength, conflict, whose view it is, nearness, anchoring and both days are kept."""
    async with on_stage(TieItselfScreen(mother(casebook, small).id), casebook) as pilot:
        assert "Suhde > A.K." in text_of(pilot) or "A.K." in text_of(pilot).splitlines()[0]
        await pilot.press("right", "tab", "right", "tab", "right", "tab", "right", "tab")
        await pilot.press("right", "tab", *"1.9.", "tab", *"eilen", "tab", "escape")
        await settled(pilot)
    line = mother(casebook, small)
    assert (line.strength, line.conflict, line.said_by_client) == ("strong", True, True)
    assert (line.nearness, line.anchoring) == ("district", True)
    assert (line.since, line.until) == (dt.date(2026, 9, 1), dt.date(2026, 11, 23))


async def test_an_end_before_the_beginning_is_refused(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The sentence stands beside the field, and nothing is kept."""
    tie = mother(casebook, small)
    casebook.network.edit(tie.id, since=dt.date(2026, 11, 1))
    async with on_stage(TieItselfScreen(tie.id), casebook) as pilot:
        pilot.app.screen.query_one("#until").focus()
        await pilot.press(*"1.10.2026", "tab")
        await settled(pilot)
        assert "! Loppu on ennen alkua." in text_of(pilot)
    assert mother(casebook, small).until is None


async def test_t_opens_the_tie_from_the_list(casebook: "Casebook", small: SmallCase) -> None:
    """``t`` opens the form; what it says stands under the list afterwards."""
    casebook.network.edit(mother(casebook, small).id, strength="weak", nearness="far")
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await pilot.press("end")
        await settled(pilot)
        if "A.K." not in next(r for r in text_of(pilot).splitlines() if r.startswith(">")):
            await pilot.press("home")
            await settled(pilot)
        assert "suhde: heikko, kaukana" in text_of(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TieItselfScreen)
