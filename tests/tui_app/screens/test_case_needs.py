"""Case, Needs; one need's form; the handing over of a role: whole tasks by keys."""

from typing import TYPE_CHECKING

from tests.offices import SmallCase
from tests.tui_app.stage import on_stage, on_top, press, text_of
from tui_app.screens.case_needs import CaseNeedsScreen
from tui_app.screens.case_network import CaseNetworkScreen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.needs import NeedLine


def first(casebook: "Casebook", small: SmallCase, area: str) -> "NeedLine":
    """Return the first need of an area."""
    return next(line for line in casebook.needs.lines(small.case) if line.area == area)


async def test_needs_are_asked_by_keys(casebook: "Casebook", small: SmallCase) -> None:
    """State, goal, who, a service, no service, another need, taking back; undo; only the gaps."""
    house = casebook.services.add(name="Ensiaskel", areas="housing")
    async with on_stage(CaseNeedsScreen(small.case), casebook) as pilot:
        shown = await press(pilot, "down", "down", "s")
        assert "! asuminen" in " ".join(shown.split())
        assert "kukaan ei hoida tätä" in shown
        assert "Ensiaskel" in shown
        await press(pilot, "t")
        shown = await press(pilot, *"Oma avain", "enter")
        assert "“Oma avain”" in shown
        await press(pilot, "f")
        await press(pilot, "enter")
        assert first(casebook, small, "housing").service_id == house
        assert first(casebook, small, "housing").gap == "service-only"
        await press(pilot, "v")
        assert "velat" not in text_of(pilot)
        await press(pilot, "v")
        await press(pilot, "w")
        shown = await press(pilot, *"omaty", "enter")
        assert first(casebook, small, "housing").actor == "Testi Testinen"
        assert "!" not in next(row for row in shown.splitlines() if "asuminen" in row)
        shown = await press(pilot, "u")
        assert first(casebook, small, "housing").gap == "service-only"
        await press(pilot, "m")
        shown = await press(pilot, *"koira", "enter")
        assert "mikään palvelu ei vastaa tähän, koira" in shown
        assert " 5 asiakasta" in await press(pilot, "o")
        await press(pilot, "escape")
        await press(pilot, "n")
        assert on_top(pilot) == "NeedScreen"
        await press(pilot, "tab", *"pieni ja lämmin", "escape")
        kept = [line for line in casebook.needs.lines(small.case) if line.is_kept]
        assert [line.goal for line in kept] == ["Oma avain", "pieni ja lämmin"]
        await press(pilot, "x")
        kept = [line for line in casebook.needs.lines(small.case) if line.is_kept]
        assert len(kept) == 1 or kept[0].state == "not-asked"


async def test_the_form_of_an_area_that_nobody_asked(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Enter makes it; who, the service and their removal; a network of nobody says so."""
    casebook.services.add(name="Velkaneuvo", areas="income")
    async with on_stage(CaseNeedsScreen(small.case), casebook) as pilot:
        await press(pilot, "down", "down", "down", "enter")
        assert on_top(pilot) == "NeedScreen"
        await press(pilot, "right", "tab", "tab", "tab")
        await press(pilot, "enter")
        await press(pilot, *"omaty", "enter")
        await press(pilot, "tab", "enter")
        shown = await press(pilot, "enter")
        assert "Velkaneuvo" in shown
        line = first(casebook, small, "income")
        assert (line.state, line.actor, line.service) == (
            "needed", "Testi Testinen", "Velkaneuvo",
        )  # fmt: skip
        await press(pilot, "backspace")
        assert first(casebook, small, "income").service_id is None
        for tie in casebook.network.lines(small.case):
            casebook.network.remove(tie.id)
        await press(pilot, "shift+tab", "enter")
        assert "Verkostossa ei ole vielä ketään" in text_of(pilot)
        shown = await press(pilot, "escape")
        assert "Verkostossa ei ole vielä ketään" in shown
        assert "hoitaja ei ole enää verkostossa" in shown


async def test_a_role_is_handed_over_by_keys(casebook: "Casebook", small: SmallCase) -> None:
    """h, n, role, successor, last day; Enter: accepted, told, met; declined, it waits on."""
    casebook.people.add(given_name="Uusi", family_name="Keksitty", sector="ngo")
    async with on_stage(CaseNetworkScreen(small.case), casebook) as pilot:
        await press(pilot, "h")
        assert on_top(pilot) == "HandoversScreen"
        await press(pilot, "n")
        await press(pilot, *"omaty", "down", "enter")
        await press(pilot, *"uusi", "enter")
        shown = await press(pilot, *"20.11.2026", "enter")
        assert "odottaa vastausta" in shown
        assert "3 päivää ilman ketään" in shown
        await press(pilot, "x")
        shown = await press(pilot, *"täynnä", "enter")
        assert "kukaan ei ole ottanut roolia vastaan" in shown
        await press(pilot, "enter")
        await press(pilot, *"uusi", "enter")
        await press(pilot, "enter")
        for after in (
            "asiakkaalle ei ole kerrottu", "ei vielä ensimmäistä yhteydenottoa", "otettu vastaan",
        ):  # fmt: skip
            await press(pilot, "enter")
            assert after in await press(pilot, "enter")
        assert [line.standing for line in casebook.handovers.lines(small.case)] == ["", ""]
        await press(pilot, "escape")
        assert on_top(pilot) == "CaseNetworkScreen"
