"""Ids: random ones differ, derived ones depend on every part and on nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from storage.lines.names import case_label
from storage.records.identity import ID_BYTES, derive_id, new_id
from storage.records.minutes import Tier, may_show, section_of_tier


def test_new_ids_differ() -> None:
    """A thousand ids are a thousand ids of 16 bytes."""
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(each) == ID_BYTES for each in made)


@given(st.binary(max_size=20), st.lists(st.text(max_size=5), max_size=4))
def test_a_derived_id_is_the_same_everywhere(origin: bytes, labels: list[str]) -> None:
    """The same origin and labels give the same id; joining two labels gives another."""
    assert derive_id(origin, *labels) == derive_id(origin, *labels)
    if len(labels) > 1:
        assert derive_id(origin, "".join(labels[:2]), *labels[2:]) != derive_id(origin, *labels)


def test_a_case_is_called_by_mark_and_four_digits() -> None:
    """Numbers beyond four digits stay whole."""
    assert [case_label("K", 142), case_label("AB", 12345)] == ["K-0142", "AB-12345"]


def test_a_copy_shows_its_own_tier_and_those_below() -> None:
    """The client's copy shows the least; a tier that is unknown is one's own."""
    shown = {copy: [tier for tier in (*Tier, "newer") if may_show(copy, tier)] for copy in Tier}
    assert shown == {
        Tier.CLIENT: [Tier.CLIENT],
        Tier.SHARED: [Tier.CLIENT, Tier.SHARED],
        Tier.OWN: [Tier.CLIENT, Tier.SHARED, Tier.OWN, "newer"],
    }
    assert [section_of_tier(tier) for tier in Tier] == ["meetings", "meetings", "own"]
