"""The contact log: two times, the newest event first, its own section."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid
from storage.records.kinds import KINDS
from storage.rules.rights import CONTENT

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


def test_event_and_entry_are_kept_apart(casebook: "Casebook", small: "SmallCase") -> None:
    """A call of yesterday keeps its hour; the hour of writing stands beside it."""
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    casebook.contact_attempts.add(
        small.case, "phone", "reached", at=yesterday, words="kertoi asunnosta"
    )
    (line,) = casebook.contact_attempts.lines(small.case)
    assert line.at == yesterday.replace(microsecond=0)
    assert line.entered_at - line.at > dt.timedelta(hours=23)
    assert (line.by, line.words) == (casebook.me.person, "kertoi asunnosta")


def test_the_newest_event_comes_first(casebook: "Casebook", small: "SmallCase") -> None:
    """By when it happened, not by when it was written."""
    now, add = dt.datetime.now(dt.UTC), casebook.contact_attempts.add
    new = add(small.case, "visit", "reached", at=now - dt.timedelta(hours=1))
    old = add(small.case, "phone", "no-answer", at=now - dt.timedelta(days=9))
    assert [line.id for line in casebook.contact_attempts.lines(small.case)] == [new, old]
    assert casebook.contact_attempts.count(small.case) == 2


def test_what_has_not_happened_is_no_contact(casebook: "Casebook", small: "SmallCase") -> None:
    """An event after its entry, a way or an outcome that nobody knows: refused."""
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    for channel, outcome, at in (
        ("phone", "reached", ahead), ("pigeon", "reached", None), ("phone", "loved", None),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            casebook.contact_attempts.add(small.case, channel, outcome, at=at)
    assert casebook.contact_attempts.count(small.case) == 0


def test_undo_and_search(casebook: "Casebook", small: "SmallCase") -> None:
    """The words are found until the contact is undone."""
    casebook.contact_attempts.add(small.case, "letter", "sent", words="kutsu haastatteluun")
    assert len(casebook.search.find("haastatteluun").hits) == 1
    casebook.undo()
    assert casebook.search.find("haastatteluun").hits == ()
    assert casebook.contact_attempts.count(small.case) == 0


def test_contacts_are_a_part_of_their_own(casebook: "Casebook", small: "SmallCase") -> None:
    """They stand in the section of follow-ups, which a share names or does not."""
    attempt = casebook.contact_attempts.add(small.case, "phone", "reached")
    kind = KINDS["contact-attempt"]
    with casebook.read() as connection:
        sections = connection.exec_driver_sql(
            "SELECT DISTINCT e.name FROM head h JOIN batch b ON b.id = h.batch JOIN stream s"
            " ON s.id = b.stream JOIN section e ON e.id = s.section WHERE h.record = ?",
            (attempt,),
        ).all()
    assert sections == [("follow-ups",)]
    assert kind.section(None) in CONTENT
