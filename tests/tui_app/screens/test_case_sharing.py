"""Case, Sharing, by keys: a share is given on a basis, waits, goes, is withdrawn and told."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from storage.records.shares import ShareKind
from storage.rules.sharing import Verdict
from tests.offices import SmallCase, small_case
from tests.storage.casebook.exchanging import at, consent, meet_in, share, two
from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.dialogs.confirm import Confirm
from tui_app.screens.case_sharing import CaseSharingScreen
from tui_app.screens.new_basis import NewBasisScreen
from tui_app.screens.new_share import NewShareScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook

Both = tuple["Casebook", "Casebook", SmallCase]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """Two people of two offices, and a case of Aino's."""
    aino, bo = two(tmp_path)
    yield aino, bo, small_case(aino)
    aino.close()
    bo.close()


async def choose_bo(pilot: "Pilot[int]") -> None:
    """Choose Bo in the field that has the cursor."""
    await pilot.press("enter")
    await settled(pilot)
    await pilot.press(*"bo", "enter")
    await settled(pilot)


def stands_on(pilot: "Pilot[int]") -> type:
    """Return the class of the screen that is on top."""
    return type(pilot.app.screen)


def standing(pilot: "Pilot[int]") -> str:
    """Return on what the share would stand."""
    return str(pilot.app.screen.query_one("#share-basis", Static).render())


async def test_a_share_is_given_by_keys(both: Both) -> None:
    """s, who, Ctrl+S, the question, Enter: it stands in the list, with its parts."""
    aino, bo, small = both
    consent(aino, small.case, bo)
    async with on_stage(CaseSharingScreen(small.case), aino) as pilot:
        await pilot.press("s")
        await settled(pilot)
        assert stands_on(pilot) is NewShareScreen
        await choose_bo(pilot)
        assert "Perusteena: suostumus" in standing(pilot)
        await pilot.press("tab", "tab", "tab", *"tuki", "ctrl+s")
        await settled(pilot)
        assert stands_on(pilot) is Confirm
        assert "B.E." in text_of(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert stands_on(pilot) is CaseSharingScreen
        assert "jaettu" in text_of(pilot)
        await pilot.press("home")
        await settled(pilot)
        assert "Siitä ei ole vielä lähtenyt mitään." in text_of(pilot)
    (line,) = aino.shares.lines(small.case)
    assert (line.kind, line.purpose, line.state) == ("colleague", "tuki", "live")
    assert set(line.sections) == {"summary", "network", "meetings", "actions"}


async def test_esc_at_the_question_gives_nothing(both: Both) -> None:
    """Sharing is confirmed, and "no" is where the cursor stands."""
    aino, bo, small = both
    consent(aino, small.case, bo)
    for key in ("escape", "enter"):
        async with on_stage(NewShareScreen(small.case), aino) as pilot:
            await choose_bo(pilot)
            await pilot.press("ctrl+s")
            await settled(pilot)
            await pilot.press(key)
            await settled(pilot)
    assert aino.shares.lines() == ()


@pytest.mark.parametrize(
    ("rights", "kind"),
    [(0, "colleague"), (1, "expert"), (2, "handover")],
)
async def test_each_kind_has_its_usual_parts(both: Both, rights: int, kind: str) -> None:
    """What a peer expert or another county usually gets is proposed, and kept as that kind."""
    aino, bo, small = both
    parts = ("summary", "network", "meetings", "actions", "follow-ups", "notes", "needs")
    consent(aino, small.case, bo, *parts)
    async with on_stage(NewShareScreen(small.case), aino) as pilot:
        await choose_bo(pilot)
        await pilot.press("tab", *["right"] * rights, "ctrl+s")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
    (line,) = aino.shares.lines(small.case)
    assert line.kind == ShareKind(kind)
    usual = {"colleague": parts[:4], "expert": parts[2:4], "handover": parts}[kind]
    assert set(line.sections) == set(usual)


async def test_parts_that_were_chosen_stay_with_another_kind(both: Both) -> None:
    """What a person marked is never replaced by what is usual."""
    aino, _bo, small = both
    async with on_stage(NewShareScreen(small.case), aino) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NewShareScreen)
        await pilot.press("tab", "tab", "enter")
        await settled(pilot)
        await pilot.press("space", "enter")
        await settled(pilot)
        chosen = screen.marked["sections"]
        assert chosen == ("network", "meetings", "actions")
        await pilot.press("shift+tab", "right")
        await settled(pilot)
        assert screen.marked["sections"] == chosen


async def test_what_is_missing_leads_to_the_form_of_a_basis(both: Both) -> None:
    """The refusal names what would do; the basis is recorded for Bo and the parts; then it goes."""
    aino, _bo, small = both
    async with on_stage(NewShareScreen(small.case), aino) as pilot:
        await choose_bo(pilot)
        assert "ei ole perustetta" in standing(pilot)
        assert "suostumus" in standing(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert aino.shares.lines() == ()
        await pilot.press("right", "enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, NewBasisScreen)
        assert "Bo Exempel" in text_of(pilot)
        assert set(screen.marked["sections"]) == {"summary", "network", "meetings", "actions"}
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert stands_on(pilot) is NewShareScreen
        assert "Perusteena: suostumus" in standing(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
    assert [line.state for line in aino.shares.lines(small.case)] == ["live"]


async def test_without_the_gate_the_form_would_give_it(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the test above: a gate that allows all, and a share is there."""
    aino, _bo, small = both
    monkeypatch.setattr(
        "storage.casebook.shares.Gate.judge", lambda *_any, **_more: Verdict(allowed=True)
    )
    async with on_stage(NewShareScreen(small.case), aino) as pilot:
        await choose_bo(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
    assert len(aino.shares.lines(small.case)) == 1


async def test_nobody_chosen_is_said(both: Both) -> None:
    """Ctrl+S without a name says whom to choose."""
    aino, _bo, small = both
    async with on_stage(NewShareScreen(small.case), aino) as pilot:
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Valitse kenen kanssa" in text_of(pilot)
        await pilot.press("backspace")
        await settled(pilot)
        assert standing(pilot) == ""


async def test_withdrawing_says_what_went_and_stays(both: Both, tmp_path: Path) -> None:
    """x: over at once; what had gone is told part by part, with its day; nothing new goes."""
    aino, bo, small = both
    share(aino, small.case, bo, "summary", "meetings")
    meet_in(tmp_path / "stick", aino, bo)
    async with on_stage(CaseSharingScreen(small.case), aino) as pilot:
        assert "Tähän mennessä lähtenyt: yhteenveto" in text_of(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "Peruttu: mitään ei enää lähde." in text_of(pilot)
        await pilot.press("end")
        await settled(pilot)
        shown = " ".join(text_of(pilot).split())
        assert "peruttu" in shown
        assert "B.E. ehti saada, ja jää sinne: yhteenveto" in shown
        assert "ei vielä kuitattu" in shown
    (line,) = aino.shares.lines(small.case)
    assert line.state == "withdrawn"
    aino.cases.edit(small.case, prison="Toinen vankila")
    meet_in(tmp_path / "stick", aino, bo)
    assert bo.cases.line(small.case).prison == "Keksilän vankila"


async def test_a_share_whose_basis_ended_says_that_nothing_goes(both: Both) -> None:
    """In force by its day, and yet held back: the row says so, and why."""
    aino, bo, small = both
    one = consent(aino, small.case, bo)
    aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="x")
    aino.bases.withdraw(one)
    (line,) = aino.shares.lines(small.case)
    assert (line.state, line.held) == ("held-back", "no-basis")
    async with on_stage(CaseSharingScreen(small.case), aino) as pilot:
        await pilot.press("home")
        await settled(pilot)
        shown = text_of(pilot)
        assert "ei lähde nyt" in shown
        assert "ei perustetta" in shown
