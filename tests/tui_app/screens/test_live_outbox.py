"""The lines of a live meeting on their way to the disk."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as some

from tui_app.i18n.captures import Caught, Kind
from tui_app.screens.live_outbox import Outbox, Told

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


def told(line: str) -> Told:
    """Make a line."""
    return Told(0, Caught(Kind.NOTE, line), line, NOW, None, "shared", None, verbatim=False)


@given(some.lists(some.tuples(some.sampled_from("asrt"), some.integers(0, 8)), max_size=40))
def test_a_line_leaves_only_when_it_is_saved(steps: list[tuple[str, int]]) -> None:
    """Whatever is added, refused and tried again: what was not saved is there, in order."""
    box, expected, made = Outbox(), [], 0
    for what, which in steps:
        if what == "a":
            made += 1
            expected.append(box.add(told(f"rivi {made}")).line)
        elif box.waiting and what in "sr":
            line = box.waiting[which % len(box.waiting)]
            if what == "s":
                box.saved(line.number)
                expected.remove(line.line)
            else:
                box.refused(line.number)
        elif what == "t":
            box.take_refused()
            assert not any(each.refused for each in box.waiting)
    assert [each.line for each in box.waiting] == expected
    assert box.draft("puoli").split("\n") == [*expected, "puoli"]


def test_a_draft_without_a_half_line() -> None:
    """Nothing typed and nothing waiting is no draft."""
    assert Outbox().draft("") == ""
