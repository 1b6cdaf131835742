"""The agendas that come with Nivel."""

import pytest

from tui_app.i18n.agendas import TEMPLATES, agenda_of, is_template
from tui_app.i18n.choices import CHOICES

LANGUAGES = ("fi", "sv", "en")


def test_every_kind_of_meeting_has_one() -> None:
    """The kinds of the records and the agendas are the same."""
    assert set(TEMPLATES) == set(CHOICES["meeting-kind"])


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_has_words_and_minutes(kind: str, language: str) -> None:
    """No item is empty, none is written twice, each has time."""
    items = tuple(agenda_of(kind, language))
    assert all(title and 0 < minutes <= 60 for title, minutes in items)
    assert len({title for title, _minutes in items}) == len(items)
    assert is_template(tuple(title for title, _minutes in items), kind, language)


def test_agreed_is_said_and_never_decided() -> None:
    """The word decision is kept for an authority's decision (domain page)."""
    words = " ".join(word for items in TEMPLATES.values() for item in items for word in item[1:])
    for forbidden in ("päätetään", "päätös", "beslut", "decide", "decision"):
        assert forbidden not in words.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_network_meeting_begins_with_the_clients_words_and_ends_with_reading_back(
    language: str,
) -> None:
    """What may be shared is said before anything is told; an hour is enough."""
    items = tuple(agenda_of("network", language))
    assert len(items) == 12
    assert sum(minutes for _title, minutes in items) == 60


def test_a_touched_agenda_is_no_template() -> None:
    """One word changed, and the agenda stays when the kind changes."""
    titles = [title for title, _minutes in agenda_of("pair", "fi")]
    assert not is_template(("Oma kohta", *titles[1:]), "pair", "fi")
