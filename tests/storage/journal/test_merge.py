"""Merging, law by law, on ops made by hand."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.journal.canonical import encode
from storage.journal.merge import EMPTY, RecordState, RecordView, merge, merge_all, view
from storage.journal.op import ALIVE, DELETED, LIFE, Op, Source
from tests.storage.journal.made_up import CASE, OTHER_CASE, record_id


def op(  # noqa: PLR0913 — an op has this many sides
    name: str,
    value: object,
    *,
    over: str = "",
    group: str = "text",
    saw: str = "",
    clock: int = 0,
    section: str = "plans",
    scope: bytes = CASE,
) -> Op:
    """Return an op; ``over`` and ``saw`` name others by their letters."""
    source = Source(scope, section, b"d" * 16, 1, b"c" * 16, clock, "Testi", b"h" * 32)
    raw = None if value is None else encode(value)
    links = (tuple(map(_id, over)), tuple(map(_id, saw)))
    return Op(_id(name), "plan", record_id(1), group, 1, *links, raw, 0, source)


def _id(name: str) -> bytes:
    return name.encode() * 16


def after(*ops: Op) -> RecordView:
    """Return the view after ``ops``; the same in every order, or the test fails."""
    views = {repr(_plain(merge_all(order))) for order in permutations(ops)}
    assert len(views) == 1
    return view(merge_all(ops))


def _plain(state: RecordState) -> object:
    seen = view(state)
    return (sorted(state.heads), sorted(seen.shown.items()), seen.deleted, seen.conflicts)


def conflicts(seen: RecordView) -> list[tuple[str, str]]:
    """Return (group, what) of each conflict."""
    return [(one.group, one.what) for one in seen.conflicts]


def test_a_first_value_is_shown() -> None:
    """One head, no conflict."""
    seen = after(op("a", {"x": 1}))
    assert seen.values == {"text": {"x": 1}}
    assert not seen.conflicts


def test_a_value_replaces_what_its_author_saw() -> None:
    """A chain of three leaves the last, in any order of arrival."""
    seen = after(op("a", {"x": 1}), op("b", {"x": 2}, over="a"), op("c", {"x": 3}, over="b"))
    assert seen.values == {"text": {"x": 3}}


def test_values_that_did_not_see_each_other_are_a_conflict() -> None:
    """Both live; the greater clock is shown, and clocks decide nothing else."""
    seen = after(
        op("a", {"x": 1}),
        op("b", {"x": 2}, over="a", clock=5),
        op("c", {"x": 3}, over="a", clock=9),
    )
    assert seen.values == {"text": {"x": 3}}
    assert conflicts(seen) == [("text", "values")]
    assert [head.value for head in seen.conflicts[0].heads] == [{"x": 3}, {"x": 2}]


def test_an_older_clock_replaces_a_newer_one_that_it_saw() -> None:
    """What was seen counts, not the time: a slow PC's edit is not lost."""
    seen = after(op("a", {"x": 1}, clock=99), op("b", {"x": 2}, over="a", clock=1))
    assert seen.values == {"text": {"x": 2}}


def test_equal_values_merge_by_themselves() -> None:
    """Two who wrote the same do not disagree."""
    seen = after(op("a", {"x": 1}), op("b", {"x": 2}, over="a"), op("c", {"x": 2}, over="a"))
    assert seen.values == {"text": {"x": 2}}
    assert not seen.conflicts


def test_different_groups_merge_by_themselves() -> None:
    """One wrote the text, the other the state."""
    seen = after(op("a", {"x": 1}), op("b", {"y": 2}, group="state"))
    assert seen.values == {"text": {"x": 1}, "state": {"y": 2}}
    assert not seen.conflicts


def test_an_op_over_all_sides_ends_a_conflict() -> None:
    """Resolving is an op like any other."""
    seen = after(op("a", {"x": 1}), op("b", {"x": 2}), op("c", {"x": 3}, over="ab"))
    assert seen.values == {"text": {"x": 3}}
    assert not seen.conflicts


def test_an_op_over_one_side_leaves_the_other() -> None:
    """What was not seen stays."""
    seen = after(op("a", {"x": 1}), op("b", {"x": 2}), op("c", {"x": 3}, over="a", clock=1))
    assert conflicts(seen) == [("text", "values")]
    assert {head.id for head in seen.conflicts[0].heads} == {_id("b"), _id("c")}


def test_a_deletion_that_saw_everything_deletes() -> None:
    """The other groups keep their heads."""
    seen = after(op("a", {"x": 1}), op("d", DELETED, group=LIFE, saw="a"))
    assert seen.deleted
    assert seen.values == {"text": {"x": 1}}


def test_an_edit_that_the_deletion_had_not_seen_is_a_conflict() -> None:
    """Delete against edit: the record stays, both sides are listed."""
    seen = after(
        op("a", {"x": 1}),
        op("b", {"x": 2}, over="a"),
        op("d", DELETED, group=LIFE, saw="a"),
    )
    assert not seen.deleted
    assert conflicts(seen) == [(LIFE, "deletion")]
    assert {head.id for head in seen.conflicts[0].heads} == {_id("b"), _id("d")}


def test_two_deletions_that_saw_different_edits_do_not_delete() -> None:
    """Neither author had seen the other's value; nobody's may go unseen."""
    seen = after(
        op("a", {"x": 1}),
        op("b", {"x": 2}),
        op("d", DELETED, group=LIFE, saw="a"),
        op("e", DELETED, group=LIFE, saw="b"),
    )
    assert not seen.deleted
    assert (LIFE, "deletion") in conflicts(seen)


def test_two_equal_deletions_merge() -> None:
    """Both deleted the same thing."""
    first, second = (op(name, DELETED, group=LIFE, saw="a") for name in "de")
    assert after(op("a", {"x": 1}), first, second).deleted


def test_taking_a_deletion_back_shows_the_record_again() -> None:
    """An op over the deletion brings it back with its values."""
    seen = after(
        op("a", {"x": 1}),
        op("d", DELETED, group=LIFE, saw="a"),
        op("u", ALIVE, group=LIFE, over="d"),
    )
    assert not seen.deleted
    assert not seen.conflicts


def test_taking_back_against_deleting_again_is_a_conflict() -> None:
    """Two who saw one deletion disagree about it."""
    seen = after(
        op("a", {"x": 1}),
        op("d", DELETED, group=LIFE, saw="a"),
        op("u", ALIVE, group=LIFE, over="d"),
        op("e", DELETED, group=LIFE, over="d", saw="a"),
    )
    assert not seen.deleted
    assert conflicts(seen) == [(LIFE, "deletion")]


def test_deleting_again_after_seeing_the_edit_ends_the_conflict() -> None:
    """The second deletion saw what the first had not."""
    seen = after(
        op("a", {"x": 1}),
        op("b", {"x": 2}, over="a"),
        op("d", DELETED, group=LIFE, saw="a"),
        op("e", DELETED, group=LIFE, over="d", saw="b"),
    )
    assert seen.deleted
    assert not seen.conflicts


def test_a_deletion_by_a_newer_version_deletes() -> None:
    """A field more in a life op does not hide what it says."""
    assert after(op("d", {**DELETED, "why": "x"}, group=LIFE)).deleted


def test_a_purged_value_is_not_shown_before_a_living_one() -> None:
    """A purged side makes no conflict and hides no value."""
    seen = after(op("a", None, clock=9), op("b", {"x": 2}, clock=1))
    assert seen.values == {"text": {"x": 2}}
    assert not seen.conflicts
    assert after(op("a", None)).values == {}


@pytest.mark.parametrize(
    "stray",
    [
        op("b", {"x": 2}, over="a", group="state"),
        op("b", {"x": 2}, over="a", section="memos"),
        op("b", {"x": 2}, over="a", scope=OTHER_CASE),
        op("b", {"x": 2}, over="a")._replace(kind="memo"),
    ],
    ids=["group", "section", "scope", "kind"],
)
def test_superseding_never_reaches_elsewhere(stray: Op) -> None:
    """A claim on an op of another group, section, scope or kind is void, in either order."""
    first = op("a", {"x": 1})
    for order in ((first, stray), (stray, first)):
        assert first in merge_all(order).heads


@given(st.permutations("abcdef"))
def test_what_waits_is_forgotten_once_it_came(order: list[str]) -> None:
    """Claims do not pile up along a chain of edits."""
    chain = {"a": op("a", {"x": 0})}
    for before, name in zip("abcde", "bcdef", strict=True):
        chain[name] = op(name, {"x": name}, over=before)
    state = merge_all(chain[name] for name in order)
    assert state == RecordState(frozenset({chain["f"]}), frozenset())


def test_without_the_awaited_set_a_late_op_comes_back_to_life() -> None:
    """Negative control: order matters as soon as superseded ops are forgotten."""

    def forgetful(state: RecordState, one: Op) -> RecordState:
        return RecordState(merge(state, one).heads)

    first, second = op("a", {"x": 1}), op("b", {"x": 2}, over="a")
    assert forgetful(forgetful(EMPTY, first), second) != forgetful(forgetful(EMPTY, second), first)
