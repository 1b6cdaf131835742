"""The main job, whole: the real program, 80x24, in Finnish, by keys; killed in mid-sentence.

A new person sets up a casebook, brings in an address book, opens a case, tells a release date, puts
somebody into the network, plans and holds a network meeting with the three captures, is killed with
-9 while typing, finds everything and the half line again, closes the meeting, writes the minutes to
a file, and locks.
"""

import os
import signal
from pathlib import Path

from tests.tui_app import a_day
from tests.tui_app.pseudo_terminal import alive
from tests.tui_app.watched import Watched, watched

WORDS = a_day.Words()
DRAFT_SECONDS = 2.5  # the half line is kept once a second


def test_a_whole_day_by_keys_and_nothing_is_lost(tmp_path: Path) -> None:
    """From an empty home to minutes on paper; after kill -9 everything is there, drafts too."""
    _until_the_kill(tmp_path)
    with watched(tmp_path) as terminal:
        a_day.unlock(terminal, WORDS)
        _back_to_the_meeting(terminal)
        a_day.close_meeting(terminal)
        papers = a_day.hand_out(terminal, tmp_path)
        assert [path.read_bytes()[:5] for path in papers] == [b"%PDF-"]
        _lock(terminal)


def _until_the_kill(home: Path) -> None:
    with watched(home) as terminal:
        a_day.first_run(terminal, WORDS)
        book = home / "kirja.vcf"
        a_day.write_book(book, WORDS)
        a_day.bring_in(terminal, book)
        a_day.open_case(terminal, WORDS)
        a_day.tell_release(terminal, WORDS)
        a_day.add_tie(terminal, WORDS)
        a_day.plan_meeting(terminal, WORDS)
        a_day.hold_meeting(terminal, WORDS)
        terminal.keys(WORDS.half)
        terminal.read(DRAFT_SECONDS)
        os.kill(terminal.child(), signal.SIGKILL)
        terminal.wait_until(terminal.ended, "the launcher's end")


def _back_to_the_meeting(terminal: Watched) -> None:
    terminal.keys("3")
    terminal.see("[3 Palaverit]", "-0001")
    terminal.keys("Enter")
    text = terminal.see("[2 Palaveri]", WORDS.half)
    for word in (WORDS.note, WORDS.action, WORDS.agreed, WORDS.asked):
        assert word in text


def _lock(terminal: Watched) -> None:
    child = terminal.child()
    terminal.keys("F9")
    terminal.new_child(child)
    text = terminal.see(WORDS.person)
    assert not alive(child)
    assert "-0001" not in text
