"""The map of a network: no label cut, none touching another, nobody lost, whatever the order."""

import random
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.network_drawing import ASCII, BOX, CONFLICT, SIGNS, drawn
from storage.rules.network_map import MOST, RING, Actor, NetworkMap, Side, laid_out
from storage.rules.network_walk import stepped

WIDTH, HEIGHT = 80, 11
"""What the network tab has for the map at 80 x 24."""


def cells(text: str) -> int:
    """Measure as a terminal does, well enough for what is drawn here."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )


# letters of the words that people write; none that the map draws with
words = st.text("abcåäöÅÄÖéüñ漢字e\u0301 ", min_size=1, max_size=60).map(
    lambda text: unicodedata.normalize("NFC", f"a{text}z")
)
short = st.text("ABCÅÄÖ漢", min_size=1, max_size=6)
actors = st.lists(
    st.builds(
        lambda key, long, brief, *rest: Actor(key, (long, brief), *rest),
        st.binary(min_size=16, max_size=16),
        words,
        short,
        st.sampled_from((*RING, "of-a-newer-version")),
        st.sampled_from(("strong", "normal", "weak", "unknown", "of-a-newer-version")),
        st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda actor: actor.key,
    max_size=70,
)


def sheet(found: NetworkMap, signs: str = "ascii") -> tuple[str, ...]:
    """Draw a map."""
    return drawn(found, SIGNS[signs])


def spoiled(found: NetworkMap) -> list[str]:
    """Return the labels that are cut, or touch or overlap something."""
    rows = sheet(found)
    boxes: Counter[tuple[int, int]] = Counter()
    wrong = []
    for one in found.placed:
        around = range(one.x - 1, one.x + one.cells + 1)
        boxes.update((x, one.y) for x in around)
        shown = _span(rows[one.y], one.x, one.cells)
        is_form = one.text in one.actor.forms
        if shown != one.text or not is_form or one.x < 1 or one.x + one.cells > found.width:
            wrong.append(one.text)
    middle, row = found.middle
    boxes.update((middle - found.centre_cells // 2 + x, row) for x in range(found.centre_cells))
    return wrong + [str(box) for box, times in boxes.items() if times > 1]


def _span(row: str, start: int, wide: int) -> str:
    """Return what stands in some cells of a row."""
    at, shown = 0, ""
    for letter in row:
        if cells(letter) == 0:
            shown += letter if start < at <= start + wide else ""
            continue
        if start <= at < start + wide:
            shown += letter
        at += cells(letter)
    return shown


@given(actors)
def test_no_label_is_cut_or_touched(network: list[Actor]) -> None:
    """Every label is one of its forms, whole, inside the map, with a blank at both ends."""
    assert not spoiled(laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells))


def test_a_label_that_is_moved_is_seen() -> None:
    """Negative control: where two labels share a row of one side, the check is red."""
    network = [Actor(bytes([one]), (f"nimi {one}",)) for one in range(6)]
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells)
    one, other = (each for each in found.placed if each.side == Side.RIGHT)
    object.__setattr__(other, "y", one.y)
    assert spoiled(found)


@given(actors, st.integers(1, 130), st.integers(1, 50))
def test_everybody_is_drawn_once_or_counted(network: list[Actor], width: int, height: int) -> None:
    """In any room nobody is lost and nobody stands twice; each row has the map's cells."""
    found = laid_out(network, ("Malli Esimerkki", "M.A."), width, height, cells)
    keys = [one.actor.key for one in found.placed]
    assert len(keys) == len(set(keys)) <= MOST
    left = Counter(one.sector for one in network if one.key not in keys)
    assert dict(found.undrawn) == dict(left)
    assert not spoiled(found)
    if width >= found.centre_cells:
        assert {cells(row) for row in sheet(found)} == {width}


@given(actors.filter(lambda network: len(network) <= MOST))
def test_twenty_people_are_all_drawn(network: list[Actor]) -> None:
    """At 80 x 24 up to twenty people stand on the map, none is only counted."""
    assert not laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells).undrawn


@given(actors, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(network: list[Actor], chance: random.Random) -> None:
    """The map follows from who is there."""
    other = list(network)
    chance.shuffle(other)
    maps = [laid_out(each, ("M.A.",), WIDTH, HEIGHT, cells) for each in (network, network, other)]
    assert maps[0] == maps[1] == maps[2]


@given(actors)
def test_one_kind_of_actor_stands_together(network: list[Actor]) -> None:
    """Around the client each kind is one run, in the order of the ring."""
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells)
    places = [RING.index(s) if (s := one.actor.sector) in RING else 99 for one in found.placed]
    assert places == sorted(places)


@given(actors)
def test_strong_ties_and_conflicts_are_drawn_first(network: list[Actor]) -> None:
    """Who is only counted has a tie that says less than everybody's who is drawn."""
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells)
    met = {one.actor.key for one in found.placed}
    left = [one for one in network if one.key not in met]
    if any(one.conflict or (one.strength == "strong" and not one.is_missing) for one in left):
        drawn_first = [one.actor for one in found.placed]
        assert all(
            one.conflict or (one.strength == "strong" and not one.is_missing) for one in drawn_first
        )


@given(actors)
def test_the_arrows_reach_everybody(network: list[Actor]) -> None:
    """From the first, by the four arrows alone; a step never leads off the map."""
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT, cells)
    reached: set[bytes | None] = set()
    waiting = [stepped(found, None, "down")]
    while waiting:
        key = waiting.pop()
        if key is not None and key not in reached:
            reached.add(key)
            waiting += [stepped(found, key, way) for way in ("up", "down", "left", "right")]
    assert reached == {one.actor.key for one in found.placed}


@pytest.mark.parametrize("signs", SIGNS)
def test_meaning_needs_no_colour(signs: str) -> None:
    """Strength, conflict and a missing actor are told apart by the letters of the line alone."""
    lines = set()
    for strength in ("strong", "normal", "weak", "unknown"):
        for conflict, missing in ((False, False), (True, False), (False, True)):
            probe = Actor(b"b", ("b",), "county", strength, conflict, missing)
            others = [Actor(b"a", ("a",), "close"), Actor(b"c", ("c",), "prison")]
            rows = sheet(laid_out([probe, *others], ("M.A.",), 60, 9), signs)
            lines.add("".join(rows[4][30:]))
    assert len(lines) == 4 * 2 + 1  # to who is missing there is no line, however strong


def test_no_old_console_lacks_a_letter() -> None:
    """Every glyph is ASCII, or one of Windows Glyph List 4: no eighth block, no rounded corner."""
    network = [
        Actor(bytes([n]), (f"n{n}",), RING[n % 10], ("strong", "weak", "normal", "unknown")[n % 4])
        for n in range(20)
    ]
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT)
    allowed = set("═║─│├┤┼┌┐└┘┬┴·")
    letters = set("".join(drawn(found, BOX)))
    assert {letter for letter in letters if not letter.isascii()} <= allowed
    assert "".join(drawn(found, ASCII)).isascii()


def test_a_network_of_nobody_is_the_client_alone() -> None:
    """The client stands in the middle, and nothing else."""
    rows = drawn(laid_out([], ("M.A.",), WIDTH, HEIGHT), ASCII)
    assert "".join(rows).split() == ["[", "M.A.", "]"]


def test_a_conflict_shows_in_its_line() -> None:
    """One conflict, one sign."""
    network = [Actor(bytes([n]), (f"n{n}",), conflict=n == 3) for n in range(7)]
    text = "".join(drawn(laid_out(network, ("M.A.",), WIDTH, HEIGHT), ASCII))
    assert text.count(CONFLICT) == 1


def test_five_hundred_ties_are_counted_by_kind() -> None:
    """Twenty are drawn, the others are counted, nobody twice."""
    network = [Actor(n.to_bytes(2), (f"n{n}",), RING[n % 10]) for n in range(500)]
    found = laid_out(network, ("M.A.",), WIDTH, HEIGHT)
    assert len(found.placed) == MOST
    assert sum(count for _sector, count in found.undrawn) == 480
