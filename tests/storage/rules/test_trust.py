"""The rule of trust: no change of keys passes unseen, and no case data goes out before a person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.correspondents import Level
from storage.rules import trust
from storage.rules.trust import (
    Held,
    News,
    Shown,
    compared,
    decided,
    judge,
    may_get_case_data,
    revouched,
)

ROOTS = [b"root-one", b"root-two", b"root-three"]
DEVICES = st.frozensets(st.sampled_from([b"a", b"b", b"c"]), min_size=1)
SHOWN = st.builds(
    Shown,
    root=st.sampled_from(ROOTS),
    devices=DEVICES,
    revoked=st.frozensets(st.sampled_from([b"a", b"b"])),
    issued=st.integers(0, 5),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("card"), SHOWN, st.booleans()),
        st.tuples(st.just("compare"), st.none(), st.booleans()),
        st.tuples(st.just("decide"), st.booleans(), st.booleans()),
        st.tuples(st.just("rosters"), st.none(), st.booleans()),
    ),
    max_size=12,
)
HELD = Held(ROOTS[0], Level.COMPARED, devices=frozenset({b"a"}), issued=3)


def walk(steps: list[tuple[str, object, bool]]) -> list[tuple[str, Held | None, Held]]:
    """Return, for each step that did something, its name and what was known before and after."""
    held: Held | None = None
    path = []
    for name, what, flag in steps:
        before = held
        if name == "card" and isinstance(what, Shown):
            held, _news = judge(held, what, vouched=flag)
        elif held is None:
            continue
        elif name == "compare":
            held = compared(held)
        elif name == "decide":
            held = decided(held, take_new=bool(what), vouched=flag)
        else:
            held = revouched(held, vouched=flag)
        path.append((name, before, held))
    return path


def faults(path: list[tuple[str, Held | None, Held]]) -> list[str]:
    """Return what a walk did that it may not do."""
    found = []
    for name, before, after in path:
        if before is not None and after.root != before.root and name != "decide":
            found.append("another root without a decision")
        if after.blocked and may_get_case_data(after, is_expired=False):
            found.append("case data while a key change is undecided")
        if name != "compare" and after.level is Level.COMPARED:
            same = before is not None and before.root == after.root
            if not (same and before is not None and before.level is Level.COMPARED):
                found.append("compared without comparing")
    return found


@given(STEPS)
def test_no_walk_gets_round_a_person(steps: list[tuple[str, object, bool]]) -> None:
    """Whatever comes in whatever order: roots change by decision, comparing alone compares."""
    assert faults(walk(steps)) == []


def test_the_walk_sees_a_careless_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a rule that takes a new root as it comes is named."""

    def careless(held: Held | None, shown: Shown, *, vouched: bool) -> tuple[Held, tuple[()]]:
        return replace(held or Held(shown.root), root=shown.root), ()

    monkeypatch.setitem(globals(), "judge", careless)
    steps: list[tuple[str, object, bool]] = [
        ("card", Shown(ROOTS[0], frozenset({b"a"})), False),
        ("compare", None, False),
        ("card", Shown(ROOTS[1], frozenset({b"a"})), False),
    ]
    assert "another root without a decision" in faults(walk(steps))


def test_a_changed_root_falls_back_and_blocks() -> None:
    """Compared or vouched, the level is gone until a person decides, even if an office vouches."""
    after, news = judge(HELD, Shown(ROOTS[1], frozenset({b"a"}), issued=9), vouched=True)
    assert (after.standing, after.blocked, after.root) == (Level.UNKNOWN, True, ROOTS[0])
    assert news == (News.NEW_ROOT,)
    assert not may_get_case_data(after, is_expired=False)
    assert compared(after) == after


def test_a_decision_goes_one_way_or_the_other() -> None:
    """The old key has its level again; the new one begins from the beginning."""
    blocked, _news = judge(HELD, Shown(ROOTS[1], frozenset({b"z"}), issued=9), vouched=False)
    assert decided(blocked, take_new=False) == HELD
    taken = decided(blocked, take_new=True)
    assert (taken.root, taken.level, taken.blocked) == (ROOTS[1], Level.UNKNOWN, False)
    assert decided(blocked, take_new=True, vouched=True).level is Level.VOUCHED


def test_a_new_device_of_the_same_root_is_told_and_keeps_the_level() -> None:
    """The root certified it, so the person is the same."""
    after, news = judge(HELD, Shown(ROOTS[0], frozenset({b"a", b"b"}), issued=4), vouched=False)
    assert (after.level, after.blocked, news) == (Level.COMPARED, False, (News.NEW_DEVICE,))


def test_an_older_card_changes_nothing_but_what_it_takes_back() -> None:
    """A replayed card brings no device back, and what it revokes stays revoked."""
    old = Shown(ROOTS[0], frozenset({b"old"}), frozenset({b"a"}), issued=1)
    after, news = judge(HELD, old, vouched=False)
    assert news == (News.OLDER,)
    assert after == replace(HELD, revoked=frozenset({b"a"}))


def test_levels_follow_the_rosters() -> None:
    """Vouched comes and goes with the office; compared does not."""
    new, news = judge(None, Shown(ROOTS[0], frozenset({b"a"})), vouched=True)
    assert (new.level, news) == (Level.VOUCHED, (News.NEW_PERSON,))
    later, news = judge(new, Shown(ROOTS[0], frozenset({b"a"}), issued=1), vouched=False)
    assert (later.level, news) == (Level.UNKNOWN, (News.NOT_VOUCHED,))
    assert judge(later, Shown(ROOTS[0], frozenset({b"a"}), issued=2), vouched=True)[1] == (
        News.VOUCHED,
    )
    assert revouched(HELD, vouched=False) == HELD


def test_case_data_needs_a_level_and_a_card_that_counts() -> None:
    """Unknown people and those with an expired card get nothing of a case."""
    assert may_get_case_data(HELD, is_expired=False)
    assert not may_get_case_data(HELD, is_expired=True)
    assert not may_get_case_data(Held(ROOTS[0]), is_expired=False)
    assert trust.decided(HELD, take_new=True) == HELD
