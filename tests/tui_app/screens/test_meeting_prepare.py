"""Prepare: fields, agenda and participants by keys, against a real vault."""

import datetime as dt
from typing import TYPE_CHECKING, cast

from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.i18n.agendas import agenda_of
from tui_app.screens.meeting import MeetingScreen
from tui_app.screens.meeting_prepare import PrepareScreen
from tui_app.screens.planning import plan

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.meetings import MeetingSheet
    from tests.offices import SmallCase

CARRIED = "Viime kerrasta: {title}"


def sheet(casebook: "Casebook", small: "SmallCase") -> "MeetingSheet":
    """Read the meeting."""
    return casebook.minutes.sheet(small.meeting)


async def go_to(pilot: "Pilot[int]", field: str) -> None:
    """Put the cursor into the field and empty it."""
    screen = cast("PrepareScreen", pilot.app.screen)
    widget = screen.query_one(f"#{field}")
    widget.focus()
    if hasattr(widget, "value") and field not in {"kind", "language"}:
        await pilot.press("end", *["backspace"] * len(widget.value))
    await settled(pilot)


async def test_planning_makes_the_agenda_in_the_language_of_the_screen(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """A network meeting: twelve items, the client and whoever plans it, who takes the notes."""
    meeting = plan(casebook, small.case, "sv", "Från förra gången: {title}")
    found = casebook.minutes.sheet(meeting)
    assert [item.title for item in found.agenda] == [t for t, _m in agenda_of("network", "sv")]
    roles = {line.name: line.role for line in found.attendance}
    assert roles == {"Malli Esimerkki": "participant", "Sanna Keksitty": "note-taker"}
    assert casebook.undo() == "meeting.plan"
    assert meeting not in [line.id for line in casebook.meetings.of_case(small.case)]


async def test_an_open_question_carries_over(casebook: "Casebook", small: "SmallCase") -> None:
    """What the last meeting left open comes onto the next agenda."""
    now = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
    casebook.minutes.add_entry(small.meeting, "Kuka maksaa vakuuden?", now, kind="question")
    casebook.meetings.start(small.meeting, now)
    casebook.meetings.close(small.meeting, now)
    found = casebook.minutes.sheet(plan(casebook, small.case, "fi", CARRIED))
    assert "Viime kerrasta: Kuka maksaa vakuuden?" in [item.title for item in found.agenda]


async def test_the_door_opens_the_tab_that_fits(casebook: "Casebook", small: "SmallCase") -> None:
    """To come: Prepare. Going on: Live. Held: Minutes."""
    now = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
    for change, tab in (
        (None, "[1 Valmistelu]"),
        (casebook.meetings.start, "[2 Palaveri]"),
        (casebook.meetings.close, "[3 Muistio]"),
    ):
        if change is not None:
            change(small.meeting, now)
        async with on_stage(MeetingScreen(small.meeting), casebook) as pilot:
            await settled(pilot)
            assert tab in text_of(pilot)


async def test_an_end_before_the_start_is_said_and_stays(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The sentence stands under the fields; what was typed stays, also after a change elsewhere."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await go_to(pilot, "ends")
        await pilot.press(*"8.00", "tab")
        await settled(pilot)
        assert "! Loppu on ennen alkua" in text_of(pilot)
        casebook.meetings.edit(small.meeting, place="Muualla")
        await settled(pilot)
        assert "8.00" in text_of(pilot)
        assert "Muualla" in text_of(pilot)
    ends = sheet(casebook, small).meeting.ends
    assert ends is not None
    assert ends.hour == 10


async def test_moving_the_start_moves_the_end(casebook: "Casebook", small: "SmallCase") -> None:
    """The length stays when a meeting is put off; date words say the day."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await go_to(pilot, "starts")
        await pilot.press(*"13", "tab")
        await settled(pilot)
        await go_to(pilot, "day")
        await pilot.press(*"to", "tab")
        await settled(pilot)
    line = sheet(casebook, small).meeting
    assert line.starts == dt.datetime(2026, 11, 26, 13, 0)  # noqa: DTZ001 - a wall time
    assert line.ends == dt.datetime(2026, 11, 26, 13, 45)  # noqa: DTZ001 - a wall time


async def test_31_2_is_said_and_stays(casebook: "Casebook", small: "SmallCase") -> None:
    """No such day: a sentence beside the field, nothing saved, the words stay."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await go_to(pilot, "day")
        await pilot.press(*"31.2.", "tab")
        await settled(pilot)
        assert "! " in text_of(pilot).splitlines()[5]
        assert "31.2." in text_of(pilot)
    assert sheet(casebook, small).meeting.starts is not None


async def test_kind_and_language_change_an_untouched_agenda_only(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """A template follows its meeting; an agenda that was written by hand stays."""
    planned = plan(casebook, small.case, "fi", CARRIED)
    for meeting, follows in ((planned, True), (small.meeting, False)):
        async with on_stage(PrepareScreen(meeting), casebook) as pilot:
            await go_to(pilot, "kind")
            await pilot.press("right", "tab")
            await settled(pilot)
        found = casebook.minutes.sheet(meeting)
        assert found.meeting.kind == "anticipation"
        template = [title for title, _minutes in agenda_of("anticipation", "fi")]
        assert ([item.title for item in found.agenda] == template) is follows


async def test_the_agenda_by_keys(casebook: "Casebook", small: "SmallCase") -> None:
    """New, the client's own first, minutes, order, who leads, off again; each with its undo."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("n", *"Työ", "enter")
        await settled(pilot)
        await pilot.press("q", *"Oma avain", "enter")
        await settled(pilot)
        await pilot.press("home", "j", "plus", "plus", "minus")
        await settled(pilot)
        await pilot.press("z")
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        found = sheet(casebook, small)
        assert [item.title for item in found.agenda] == [
            "Oma avain", "Asuminen", "Avaus", "Raha", "Työ",
        ]  # fmt: skip
        moved = found.agenda[2]
        assert (moved.minutes, moved.owner) == (6, "Aino Keksitty")
        assert "36/45 min" in text_of(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert len(sheet(casebook, small).agenda) == 4
        assert "asiakohta poistettu" in text_of(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert len(sheet(casebook, small).agenda) == 5


async def test_against_the_clients_wish_only_with_a_reason(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Esc at the reason invites nobody; with the reason the network keeps it."""
    tie = casebook.network.add_private(small.case, "Ville", "Keksitty", wish="not-invite")
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("p")
        await settled(pilot)
        assert "! V.K." in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Asiakas ei toivo, että V.K. kutsutaan" in text_of(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(sheet(casebook, small).attendance) == 3
        await pilot.press("p", "enter", "enter")
        await settled(pilot)
        assert "Kirjoita ensin perustelu" in text_of(pilot) or "!" in text_of(pilot)
        await pilot.press(*"valvonta", "enter")
        await settled(pilot)
    assert len(sheet(casebook, small).attendance) == 4
    kept = casebook.network.line(tie)
    assert kept is not None
    assert (kept.outcome, kept.outcome_reason) == ("not-followed", "valvonta")


async def test_invitation_and_role_go_round(casebook: "Casebook", small: "SmallCase") -> None:
    """One key changes how far the invitation has come, another the role."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        cast("PrepareScreen", pilot.app.screen).people.focus()
        await settled(pilot)
        await pilot.press("v")
        await settled(pilot)
        await pilot.press("v", "r")
        await settled(pilot)
        assert "tulee" in text_of(pilot)
    first = sheet(casebook, small).attendance[0]
    assert (first.invitation, first.role) == ("coming", "chair")


async def test_a_typed_title_survives_a_kill(casebook: "Casebook", small: "SmallCase") -> None:
    """The dialog's half words are back when it is opened again."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("n", *"Puhel")
        await pilot.pause(1.2)
        await settled(pilot)
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert "Puhel" in text_of(pilot)
        await pilot.press(*"in", "enter")
        await settled(pilot)
        app_of(pilot).in_order.submit(lambda: None).result()
    assert sheet(casebook, small).agenda[-1].title == "Puhelin"
    assert casebook.drafts.lines() == ()


async def test_s_starts_and_goes_to_live(casebook: "Casebook", small: "SmallCase") -> None:
    """One key from the agenda to the line; Esc twice goes out past both tabs."""
    async with on_stage(PrepareScreen(small.meeting), casebook) as pilot:
        await pilot.press("s")
        await settled(pilot)
        assert "[2 Palaveri]" in text_of(pilot)
        depth = len(pilot.app.screen_stack)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert len(pilot.app.screen_stack) == depth - 1
    assert sheet(casebook, small).meeting.state == "live"
