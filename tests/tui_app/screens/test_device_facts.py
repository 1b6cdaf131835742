"""The facts of this device: what is worth a warning stands first."""

import pytest

from storage.casebook.casebook import Casebook
from tests.tui_app.stage import on_stage, text_of
from tui_app.screens.exchange_device import DeviceScreen


async def test_plain_swap_is_a_warning_on_the_device(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands first; without such swap nothing is said of it."""
    for swaps in (("/dev/sda3", "/swapfile"), ()):
        monkeypatch.setattr("storage.casebook.upkeep.plain_swaps", lambda found=swaps: found)
        async with on_stage(DeviceScreen(), casebook) as pilot:
            shown = text_of(pilot)
            assert ("! Sivutus on päällä" in shown) == bool(swaps)
            assert ("(/dev/sda3, /swapfile)" in shown) == bool(swaps)
