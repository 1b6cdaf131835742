"""A screen that closes while the casebook still works: nothing is lost, nothing breaks."""

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, settled
from tui_app.screens.case_network import CaseNetworkScreen
from tui_app.screens.cases import CasesScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


@pytest.fixture
def slow_edit(casebook: "Casebook", monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let every edit of the network wait until the event is set."""
    may_go, edit = Event(), casebook.network.edit

    def slowly(tie_id: bytes, **fields: Any) -> None:  # noqa: ANN401 - any field
        may_go.wait(10)
        edit(tie_id, **fields)

    monkeypatch.setattr(casebook.network, "edit", slowly)
    return may_go


async def test_escape_twice_during_a_slow_save_goes_out_once(
    casebook: "Casebook", small: SmallCase, slow_edit: Event
) -> None:
    """The second Esc leaves the form, the save is done after it, the list below stays."""
    async with on_stage(CasesScreen(), casebook) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("end", *" ja tuki", "escape", "escape")
        await pilot.pause()
        slow_edit.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaseNetworkScreen)
        roles = {line.role for line in casebook.network.lines(small.case)}
        assert "äiti ja tuki" in roles
