"""Finding words: every text, Finnish forms, newest first, honest about what it did not look at."""

import datetime as dt
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.casebook import search, text_index
from storage.errors import Stopped
from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize("word", ["velka", "velan", "VELKAA", "velat"])
def test_finnish_forms_find_each_other(casebook: "Casebook", small: SmallCase, word: str) -> None:
    """Whatever form is typed finds the text with another form."""
    casebook.minutes.add_entry(small.meeting, "Puhuttiin velasta ja asunnosta", NOW)
    assert [hit.kind for hit in casebook.search.find(word).hits] == ["entry"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("keksitty", "person"),
        ("hyvinvointialue", "organisation"),
        ("K-0001", "case"),
        ("keksilän vankila", "case"),
        ("vartia", "release-date"),
        ("omatyöntekijä", "tie"),
        ("tapaamishuone", "meeting"),
        ("asuminen", "agenda-item"),
        ("makela", "person"),
    ],
)
def test_every_kind_of_text_is_found(
    casebook: "Casebook", small: SmallCase, words: str, kind: str
) -> None:
    """People, organisations, cases, dates told, ties, meetings and items are all in the index."""
    casebook.people.add(given_name="Malli", family_name="Mäkelä")
    assert kind in {hit.kind for hit in casebook.search.find(words).hits}


def test_all_words_must_be_there(casebook: "Casebook", small: SmallCase) -> None:
    """Two words find the text that holds both."""
    casebook.minutes.add_entry(small.meeting, "Asunto on valmis", NOW)
    casebook.minutes.add_entry(small.meeting, "Asunto ja velka", NOW)
    assert len(casebook.search.find("asunto velka").hits) == 1


def test_the_newest_edit_comes_first(casebook: "Casebook", small: SmallCase) -> None:
    """An old text that is edited comes to the top."""
    first = casebook.minutes.add_entry(small.meeting, "Kissa yksi", NOW)
    casebook.minutes.add_entry(small.meeting, "Kissa kaksi", NOW)
    casebook.minutes.edit_entry(first, text="Kissa yksi taas")
    assert [hit.excerpt for hit in casebook.search.find("kissa").hits] == [
        "Kissa yksi taas",
        "Kissa kaksi",
    ]


def test_deleted_and_changed_words_are_gone(casebook: "Casebook", small: SmallCase) -> None:
    """What no longer stands is no longer found, and what is taken back is found again."""
    entry = casebook.minutes.add_entry(small.meeting, "Salamanteri", NOW)
    casebook.minutes.edit_entry(entry, text="Sisilisko")
    assert casebook.search.find("salamanteri").hits == ()
    casebook.minutes.remove_entry(entry)
    assert casebook.search.find("sisilisko").hits == ()
    casebook.undo()
    assert len(casebook.search.find("sisilisko").hits) == 1


def test_short_words_look_at_the_newest_and_say_so(
    casebook: "Casebook", small: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two letters are found by looking through; when older texts were left out, it is said."""
    casebook.minutes.add_entry(small.meeting, "Öö", NOW)
    answer = casebook.search.find("öö")
    assert (answer.partial, len(answer.hits)) == (False, 1)
    monkeypatch.setattr(search, "NEWEST", 1)
    assert casebook.search.find("öö").partial
    assert not casebook.search.find("tapaamishuone").partial


def test_a_search_can_be_stopped_and_a_save_cannot(casebook: "Casebook", small: SmallCase) -> None:
    """The next key stops the running search; what is being saved meanwhile is saved."""
    with casebook.vault.write() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)"
            " INSERT INTO search_text (record, kind, title, shown, folded)"
            " SELECT randomblob(16), 'entry', '', hex(zeroblob(400)), hex(zeroblob(400)) FROM n"
        )
    ended: list[str] = []

    def look() -> None:
        try:
            for _ in range(200):
                casebook.search.find("xy")
            ended.append("ran through")
        except Stopped:
            ended.append("stopped")

    thread = Thread(target=look)
    thread.start()
    while thread.is_alive():
        casebook.search.stop()
        casebook.minutes.add_entry(small.meeting, "Talletettu", NOW)
    assert ended == ["stopped"]
    assert casebook.search.find("talletettu").hits


def test_searching_is_logged_once_without_the_words(casebook: "Casebook", small: SmallCase) -> None:
    """Typing a word letter by letter writes one line, and the words are nowhere in it."""
    for length in range(3, 9):
        casebook.search.find("keksitty"[:length])
    logged = [line for line in casebook.log.lines() if line.what == "searched"]
    assert len(logged) == 1
    assert "keks" not in repr(logged)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=30))
def test_no_query_breaks_the_search(casebook: "Casebook", words: str) -> None:
    """Quotes, operators and any other signs are letters to look for, never syntax."""
    casebook.search.find(words)
    casebook.search.find(words + ' " OR NEAR( * : ^ -')


def test_limits_are_kept(casebook: "Casebook", small: SmallCase) -> None:
    """More finds than asked for are said, not shown; an endless query is cut."""
    for number in range(5):
        casebook.minutes.add_entry(small.meeting, f"Kissa {number}", NOW)
    answer = casebook.search.find("kissa", limit=3)
    assert (len(answer.hits), answer.more) == (3, True)
    assert len(casebook.search.find("kissa " * 1000).hits) == 5


def test_new_texts_and_those_in_the_trigrams_are_one_list(
    casebook: "Casebook", small: SmallCase
) -> None:
    """Whether a text has entered the trigrams yet changes neither finds, order nor the check."""
    entries = [
        casebook.minutes.add_entry(small.meeting, f"Kissa {number}", NOW)
        for number in range(2 * text_index.TOGETHER)
    ]
    newest = [f"Kissa {number}" for number in reversed(range(len(entries)))]
    for limit in (5, len(entries)):
        hits = casebook.search.find("kissa", limit=limit).hits
        assert [hit.excerpt for hit in hits] == newest[:limit]
    for gone in (entries[0], entries[-1]):
        casebook.minutes.remove_entry(gone)
    found = casebook.search.find("kissa", limit=len(entries)).hits
    assert [hit.excerpt for hit in found] == newest[1:-1]
    assert casebook.upkeep.check() == ()


def test_without_the_look_beyond_the_trigrams_new_texts_are_missed(
    casebook: "Casebook", small: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a text just saved is not in the trigrams yet."""
    casebook.minutes.add_entry(small.meeting, "Salamanteri", NOW)
    assert len(casebook.search.find("salamanteri").hits) == 1
    monkeypatch.setattr(search, "_LONG", search._LONG[1:])
    assert casebook.search.find("salamanteri").hits == ()


def test_trigrams_that_lack_a_text_are_found_by_the_check(
    casebook: "Casebook", small: SmallCase
) -> None:
    """An entry taken out of the index behind our back is a finding."""
    with casebook.vault.write() as connection:
        text_index.rebuild_trigrams(connection)
    assert casebook.upkeep.check() == ()
    with casebook.vault.write() as connection:
        connection.exec_driver_sql(
            "DELETE FROM search_trigram_docsize"
            " WHERE id = (SELECT min(id) FROM search_trigram_docsize)"
        )
    assert "index" in {finding.part for finding in casebook.upkeep.check()}
