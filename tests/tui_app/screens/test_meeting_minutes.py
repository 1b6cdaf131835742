"""Minutes, their forms, and the papers that leave: by keys, against a real vault."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tests.tui_app.stage import on_stage, settled, text_of
from tui_app.screens.hand_out import HandOutScreen
from tui_app.screens.meeting_minutes import MinutesScreen
from tui_app.screens.minutes_agreement import AgreementScreen
from tui_app.screens.minutes_entry import EntryScreen
from tui_app.settings import Settings
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from storage.casebook.casebook import Casebook
    from storage.lines.meetings import MeetingSheet
    from tests.offices import SmallCase

NOW = dt.datetime(2020, 11, 24, 7, 44, tzinfo=dt.UTC)


class Told:
    """What the meeting of ``told`` holds."""

    def __init__(self, casebook: "Casebook", small: "SmallCase") -> None:
        minutes, meeting = casebook.minutes, small.meeting
        item = minutes.sheet(meeting).agenda[1].id
        self.entry = minutes.add_entry(meeting, "Asunto on valmis.", NOW, item_id=item)
        for number, (who, words) in enumerate(
            ((small.client, "Haluan oman avaimen."), (small.worker, "Avain kolmen päivän päästä."))
        ):
            minutes.add_entry(
                meeting, words, NOW + dt.timedelta(seconds=number + 1), item_id=item,
                kind="view", speaker_id=who,
            )  # fmt: skip
        self.agreed = minutes.add_agreement(
            meeting, "Avaimet odottavat", NOW + dt.timedelta(minutes=1), item_id=item,
            doer_id=small.worker, due=dt.date(2026, 11, 27),
        )  # fmt: skip
        minutes.add_entry(meeting, "Vain meille", NOW, item_id=item, tier="own")


@pytest.fixture
def told(casebook: "Casebook", small: "SmallCase") -> Told:
    """Write a few things into the meeting."""
    return Told(casebook, small)


def sheet(casebook: "Casebook", small: "SmallCase") -> "MeetingSheet":
    """Read the meeting."""
    return casebook.minutes.sheet(small.meeting)


async def choose(pilot: "Pilot[int]", field: str, value: str) -> None:
    """Go to a choice and press right until ``value`` stands there."""
    choice = pilot.app.screen.query_one(f"#{field}", ChoiceField)
    choice.focus()
    while choice.value != value:
        await pilot.press("right")
        await settled(pilot)


@pytest.mark.usefixtures("told")
async def test_differing_views_stand_side_by_side(casebook: "Casebook", small: "SmallCase") -> None:
    """Two views begin in one row; who said them is masked; what is own says so."""
    async with on_stage(MinutesScreen(small.meeting), casebook) as pilot:
        rows = text_of(pilot).splitlines()
        beside = next(row for row in rows if "Haluan oman" in row)
        assert "Avain kolmen" in beside
        assert any("näkemys M.E.:" in row and "näkemys T.T.:" in row for row in rows)
        assert "Vain meille [vain oma]" in text_of(pilot)


async def test_the_tier_goes_round_and_the_cursor_follows(
    casebook: "Casebook", small: "SmallCase", told: Told
) -> None:
    """One key; a move into the own section makes a new record, and the cursor stays with it."""
    async with on_stage(MinutesScreen(small.meeting), casebook) as pilot:
        screen = cast("MinutesScreen", pilot.app.screen)
        screen.told.follow(told.entry)
        await pilot.press("t")
        await settled(pilot)
        moved = screen.current_entry()
        assert moved is not None
        assert (moved.text, moved.tier) == ("Asunto on valmis.", "own")
        await pilot.press("t")
        await settled(pilot)
        moved = screen.current_entry()
        assert moved is not None
        assert moved.tier == "client"


async def test_remove_and_undo(casebook: "Casebook", small: "SmallCase", told: Told) -> None:
    """Taking an agreement back takes its action item along; undo brings both back."""
    async with on_stage(MinutesScreen(small.meeting), casebook) as pilot:
        cast("MinutesScreen", pilot.app.screen).told.follow(told.agreed)
        await pilot.press("x")
        await settled(pilot)
        assert casebook.actions.count() == 0
        assert "sovittu asia poistettu" in text_of(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert casebook.actions.count() == 1


@pytest.mark.usefixtures("told")
async def test_a_late_entry_keeps_both_times(casebook: "Casebook", small: "SmallCase") -> None:
    """It was said in the meeting, under the item of the cursor, and written down now."""
    async with on_stage(MinutesScreen(small.meeting), casebook) as pilot:
        await pilot.press("n", *"Unohtui", "enter")
        await settled(pilot)
        assert "kirjattu jälkikäteen" in text_of(pilot)
    entry = next(each for each in sheet(casebook, small).entries if each.text == "Unohtui")
    assert entry.item_id == sheet(casebook, small).agenda[1].id
    assert entry.at is not None
    assert entry.written_at is not None
    assert entry.written_at > entry.at


async def test_the_form_of_an_entry_saves_each_field(
    casebook: "Casebook", small: "SmallCase", told: Told
) -> None:
    """Words, speaker and tier by keys; the tier's new id does not lose the form."""
    async with on_stage(EntryScreen(told.entry), casebook) as pilot:
        await pilot.press("end", *" Nyt.", "tab")
        await settled(pilot)
        await choose(pilot, "speaker", small.worker.hex())
        await pilot.press("tab")
        await settled(pilot)
        await choose(pilot, "tier", "own")
        await pilot.press("shift+tab")
        await settled(pilot)
        await choose(pilot, "verbatim", "yes")
        await pilot.press("tab")
        await settled(pilot)
    texts = {entry.text: entry for entry in sheet(casebook, small).entries}
    entry = texts["Asunto on valmis. Nyt."]
    assert (entry.speaker, entry.tier, entry.verbatim) == ("Testi Testinen", "own", True)


async def test_the_form_of_an_agreement_moves_its_action(
    casebook: "Casebook", small: "SmallCase", told: Told
) -> None:
    """Another doer and day, in date words: the action item follows."""
    async with on_stage(AgreementScreen(told.agreed), casebook) as pilot:
        await choose(pilot, "doer", small.client.hex())
        await pilot.press("tab")
        await pilot.press("end", *["backspace"] * 14, *"3.12.", "tab")
        await settled(pilot)
    (action,) = casebook.actions.lines()
    assert (action.owner, action.due) == ("Malli Esimerkki", dt.date(2026, 12, 3))


@pytest.mark.usefixtures("told")
async def test_the_preview_shows_only_what_the_copy_holds(
    casebook: "Casebook", small: "SmallCase", tmp_path: Path
) -> None:
    """Client's copy without what is own; then a file, named neutrally, and logged."""
    casebook.meetings.start(small.meeting, NOW)
    casebook.meetings.close(small.meeting, NOW)
    async with on_stage(HandOutScreen(small.meeting), casebook) as pilot:
        screen = pilot.app.screen
        assert "Avaimet odottavat" in shown(pilot)
        assert "Vain meille" not in shown(pilot)
        await choose(pilot, "tier", "own")
        assert "Vain meille" in shown(pilot)
        await choose(pilot, "tier", "client")
        await choose(pilot, "form", "txt")
        screen.query_one("#folder", TextField).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Kirjoitettu:" in text_of(pilot)
    path = tmp_path / "muistio-2026-11-24-0930.txt"
    assert "Vain meille" not in path.read_text(encoding="utf-8")
    assert casebook.log.lines(case_id=small.case)[0].what == "exported"


def shown(pilot: "Pilot[int]") -> str:
    """Return the preview."""
    from tui_app.widgets.note_area import NoteArea

    return pilot.app.screen.query_one("#preview", NoteArea).text


async def test_a_folder_that_is_not_there_gets_a_sentence(
    casebook: "Casebook", small: "SmallCase", tmp_path: Path
) -> None:
    """Nothing is written, and the screen stays."""
    async with on_stage(HandOutScreen(small.meeting), casebook) as pilot:
        pilot.app.screen.query_one("#folder", TextField).value = str(tmp_path / "nowhere")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert text_of(pilot).splitlines()[22].startswith(" !")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_every_paper_has_a_preview_in_every_language(
    casebook: "Casebook", small: "SmallCase", language: str
) -> None:
    """Each paper and form shows something; an invitation names nobody."""
    settings = Settings(language=language)
    async with on_stage(HandOutScreen(small.meeting), casebook, settings=settings) as pilot:
        for paper in ("invitation", "agenda", "minutes", "record", "actions"):
            await choose(pilot, "paper", paper)
            assert shown(pilot)
            if paper == "invitation":
                assert not any(name in shown(pilot) for name in ("Malli", "Esimerkki", "Testinen"))
        assert all("~" not in row for row in text_of(pilot).splitlines()[2:7])


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]x[/]", "\x1b[2J\x1b]0;x\x07y", "مرحبا 👩‍👩‍👧"]
)
async def test_hostile_minutes_stay_text(
    casebook: "Casebook", small: "SmallCase", text: str
) -> None:
    """Entry, view and agreement with such words are shown, edited and handed out."""
    minutes = casebook.minutes
    entry = minutes.add_entry(small.meeting, text, NOW)
    minutes.add_entry(small.meeting, text, NOW, kind="view")
    agreed = minutes.add_agreement(small.meeting, text, NOW)
    for screen in (
        MinutesScreen(small.meeting), EntryScreen(entry), AgreementScreen(agreed),
        HandOutScreen(small.meeting),
    ):  # fmt: skip
        async with on_stage(screen, casebook) as pilot:
            assert len(text_of(pilot).splitlines()) == 24
            assert "\x1b" not in text_of(pilot)
