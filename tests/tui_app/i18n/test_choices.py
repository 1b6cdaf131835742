"""The words of closed lists: every word of every record has one, in three languages."""

from enum import StrEnum

import pytest

from storage.records.actions import ActionState
from storage.records.cases import Phase
from storage.records.correspondents import Level
from storage.records.kinds import KINDS
from storage.records.log import LogWhat
from storage.records.meetings import Invitation, MeetingKind, MeetingState, Presence, Role
from storage.records.minutes import EntryKind, Tier
from storage.records.network import Outcome, Wish
from storage.records.people import Channel, Sector
from storage.records.release import Certainty
from tui_app.i18n.catalogue import set_language
from tui_app.i18n.choices import CHOICES, choice_word, choice_words

LISTS: dict[str, type[StrEnum]] = {
    "phase": Phase,
    "certainty": Certainty,
    "sector": Sector,
    "channel": Channel,
    "wish": Wish,
    "outcome": Outcome,
    "meeting-kind": MeetingKind,
    "meeting-state": MeetingState,
    "role": Role,
    "invitation": Invitation,
    "presence": Presence,
    "tier": Tier,
    "entry-kind": EntryKind,
    "action-state": ActionState,
    "log-what": LogWhat,
    "level": Level,
}


@pytest.mark.parametrize("which", LISTS)
def test_every_word_of_a_list_is_said(which: str) -> None:
    """The words stand in the order of the record's own list, none is missing."""
    assert list(CHOICES[which]) == [str(word) for word in LISTS[which]]


def test_every_kind_of_record_is_said() -> None:
    """Each kind of the journal has a name for people."""
    assert set(CHOICES["record"]) == set(KINDS)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_word_is_translated(language: str) -> None:
    """No list falls back to English words that the language does not share."""
    set_language(language)
    shared = {"person", "organisation", "v"}  # the letter for video in all three
    for which, words in CHOICES.items():
        same = {english for word, english in words.items() if choice_word(which, word) == english}
        assert same <= shared, which


def test_an_unknown_word_is_shown_as_it_is() -> None:
    """A word from a newer version stays readable."""
    assert choice_word("phase", "on-the-moon") == "on-the-moon"
    assert dict(choice_words("tier"))["client"] == "client copy"
