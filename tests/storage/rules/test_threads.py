"""The order of a thread."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules import threads
from storage.rules.threads import Post, in_order, newest


@st.composite
def conversations(draw: st.DrawFn) -> list[Post]:
    """Draw a conversation: each message follows some earlier ones; clocks may be wrong."""
    count = draw(st.integers(1, 12))
    posts: list[Post] = []
    for number in range(count):
        known = [post.id for post in posts]
        parents = draw(st.sets(st.sampled_from(known), max_size=3)) if known else set()
        at = draw(st.integers(0, 20))
        posts.append(Post(bytes([number]) * 16, at, frozenset(parents)))
    return posts


@given(conversations(), st.randoms(use_true_random=False))
def test_a_message_stands_after_what_it_follows(posts: list[Post], chance: Random) -> None:
    """Whatever the clocks and the order of arrival say."""
    shuffled = list(posts)
    chance.shuffle(shuffled)
    places = {one.id: at for at, one in enumerate(in_order(shuffled))}
    assert len(places) == len(posts)
    for post in posts:
        assert all(places[parent] < places[post.id] for parent in post.parents)


@given(conversations(), st.randoms(use_true_random=False))
def test_everyone_sees_the_same_order(posts: list[Post], chance: Random) -> None:
    """The order of arrival does not matter."""
    shuffled = list(posts)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == in_order(posts)


@given(conversations(), st.data())
def test_a_lost_message_is_missed_by_those_that_follow_it(
    posts: list[Post], data: st.DataObject
) -> None:
    """Exactly the messages that name it say so."""
    lost = data.draw(st.sampled_from(posts))
    left = in_order(post for post in posts if post is not lost)
    named = {one.id for one in left if lost.id in one.missing}
    assert named == {post.id for post in posts if lost.id in post.parents}


def test_what_was_written_apart_is_told() -> None:
    """B and C both answer A without knowing of each other."""
    a = Post(b"a" * 16, 1, frozenset())
    b = Post(b"b" * 16, 2, frozenset({a.id}))
    c = Post(b"c" * 16, 3, frozenset({a.id}))
    assert [one.unseen for one in in_order([a, b, c])] == [None, None, b.id]
    assert newest([a, b, c]) == {b.id, c.id}


def test_a_circle_of_parents_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forger's circle comes last; without that rule it would be gone."""
    a = Post(b"a" * 16, 1, frozenset({b"b" * 16}))
    b = Post(b"b" * 16, 2, frozenset({b"a" * 16}))
    c = Post(b"c" * 16, 3, frozenset())
    assert [one.id[:1] for one in in_order([a, b, c])] == [b"c", b"a", b"b"]
    monkeypatch.setattr(threads, "sorted", lambda *_a, **_k: [], raising=False)
    assert len(in_order([a, b, c])) == 1
