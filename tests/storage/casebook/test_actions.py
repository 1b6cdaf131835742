"""The action items' desk, and how agreements bear action items."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook.agenda import PlannedItem
from storage.errors import Invalid
from storage.records.actions import ActionState

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

NOW = dt.datetime(2026, 11, 24, 7, 44, tzinfo=dt.UTC)


def test_mine_are_my_own_and_those_of_my_cases(casebook: "Casebook", small: "SmallCase") -> None:
    """An item that another does in my case is mine to follow; waiting lists only what waits."""
    action = casebook.actions.add(small.case, "Soittaa Kelaan", owner_id=small.worker)
    assert [line.id for line in casebook.actions.lines(mine=True)] == [action]
    assert casebook.actions.count(mine=True) == 1
    assert casebook.actions.lines(waiting=True) == ()
    casebook.actions.mark([action], ActionState.WAITING, reason="vastaus")
    assert casebook.actions.count(waiting=True) == 1


def test_pick_finds_words_of_text_doer_and_case(casebook: "Casebook", small: "SmallCase") -> None:
    """Every word must stand somewhere in the row."""
    casebook.actions.add(small.case, "Soittaa Kelaan", owner_id=small.worker)
    assert casebook.actions.pick("kelaan testinen k-0001")
    assert not casebook.actions.pick("kelaan asunto")


def test_an_action_captured_without_doer_or_day_is_an_action(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """``as_action`` bears an action item; a plain agreement without doer and day bears none."""
    casebook.minutes.add_agreement(small.meeting, "Vuokra haetaan Kelasta", NOW)
    assert casebook.actions.count() == 0
    casebook.minutes.add_agreement(small.meeting, "Soitto vankilaan", NOW, as_action=True)
    (action,) = casebook.actions.lines()
    assert action.what == "Soitto vankilaan"


def test_a_tier_change_keeps_the_action_of_an_agreement(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Moving an agreement to one's own organisation moves its action item along."""
    made = casebook.minutes.add_agreement(small.meeting, "Soitto", NOW, as_action=True)
    moved = casebook.minutes.edit_agreement(made, tier="own")
    (action,) = casebook.actions.lines()
    assert (moved != made, action.agreement_id) == (True, moved)


def test_dropping_needs_a_reason(casebook: "Casebook", small: "SmallCase") -> None:
    """Dropped without a reason is refused and the item stays open."""
    action = casebook.actions.add(small.case, "Soittaa Kelaan")
    with pytest.raises(Invalid):
        casebook.actions.mark([action], ActionState.DROPPED)
    assert casebook.actions.count() == 1


def test_another_template_replaces_what_was_planned_but_not_the_clients_own(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The client's own items stay first; the others are those of the new template."""
    casebook.meetings.add_item(small.meeting, PlannedItem("Oma avain", 5, from_client=True))
    items = [PlannedItem("Kuulumiset", 10)]
    casebook.meetings.replace_items(small.meeting, items, kind="follow-up")
    sheet = casebook.minutes.sheet(small.meeting)
    assert [item.title for item in sheet.agenda] == ["Oma avain", "Kuulumiset"]
    assert sheet.meeting.kind == "follow-up"


def test_my_card_is_made_once(casebook: "Casebook") -> None:
    """Whoever owns the vault has one card in the directory, under the vault's own name."""
    first = casebook.people.me()
    assert casebook.people.me() == first
    line = casebook.people.line(first)
    assert line is not None
    assert line.name == "Sanna Keksitty"
    assert casebook.undoable is None


def test_a_long_agreement_bears_a_short_action(casebook: "Casebook", small: "SmallCase") -> None:
    """An action item holds one line; the agreement keeps every word."""
    text = "Soitetaan vankilaan.\n" * 40
    casebook.minutes.add_agreement(small.meeting, text, NOW, as_action=True)
    (action,) = casebook.actions.lines()
    assert len(action.what) == 300
    assert casebook.minutes.sheet(small.meeting).agreements[0].text == text


def test_names_and_numbers_are_written_as_everywhere(casebook: "Casebook") -> None:
    """The list's own SQL writes labels and names as ``case_label`` and ``full_name`` do."""
    from storage.lines.names import case_label, full_name

    for given, family, called in (("Aino", "Keksitty", "Akki"), ("", "Yksin", ""), ("Ei", "", "")):
        case = casebook.cases.open_case(given or called, family)
        client = casebook.cases.read(case).client_id
        casebook.people.edit(client, given_name=given, called=called)
        casebook.actions.add(case, "Soita", owner_id=client)
        (line,) = casebook.actions.lines(case_id=case)
        number = int(line.case_label.partition("-")[2])
        assert line.case_label == case_label("K", number)
        assert line.client == line.owner == full_name(given, family, called)
