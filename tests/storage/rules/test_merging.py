"""Who stands for whom: chains, rings, and taking one link out again."""

from hypothesis import given
from hypothesis import strategies as st

from storage.rules.merging import kept_of, widened

IDS = st.integers(0, 11).map(lambda number: bytes([number]) * 16)
LINKS = st.dictionaries(IDS, IDS, max_size=12)


@given(LINKS)
def test_nobody_is_hidden_and_everybody_has_one_end(links: dict[bytes, bytes]) -> None:
    """Whoever is kept is not in the table, and a record and what it was merged into end alike."""
    kept = kept_of(links)
    assert not set(kept) & set(kept.values())
    for one, other in links.items():
        assert kept.get(one, one) == kept.get(other, other)


@given(LINKS)
def test_the_order_of_the_links_says_nothing(links: dict[bytes, bytes]) -> None:
    """Every device shows the same, in whatever order it heard of the merges."""
    assert kept_of(dict(reversed(links.items()))) == kept_of(links)


@given(LINKS, IDS)
def test_what_was_never_linked_stands_for_itself(links: dict[bytes, bytes], one: bytes) -> None:
    """A record without a link of its own is kept."""
    assert one in links or one not in kept_of(links)


@given(LINKS, st.frozensets(IDS, max_size=4))
def test_what_holds_for_one_card_holds_for_all(
    links: dict[bytes, bytes], people: frozenset[bytes]
) -> None:
    """Widening takes in whole groups and nobody else, and a second time changes nothing."""
    kept = kept_of(links)
    wide = widened(people, kept)
    assert people <= wide
    assert widened(wide, kept) == wide
    ends = {kept.get(one, one) for one in people}
    assert {kept.get(one, one) for one in wide} == ends


def test_a_ring_of_two_devices_shows_one_of_the_two() -> None:
    """Each merged the other: the lesser id stays, on both devices."""
    low, high = b"\1" * 16, b"\2" * 16
    assert kept_of({low: high, high: low}) == {high: low}
