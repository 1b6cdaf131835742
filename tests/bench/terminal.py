"""Rows about the terminal: the echo of a key with a long list behind, blanking, memory."""

from collections.abc import Iterator

from tests.bench import places
from tests.bench.measure import Outcome, Side, compare, worker


def echo() -> Iterator[Outcome]:
    """From a key to its letter in a form, the list of 10,000 cases behind."""
    office = str(places.office(10_000))
    yield compare(
        "key echo in a field, 10,000-row list behind (median key)",
        [Side("nivel", worker("echo", office)), Side("bare Textual Input", worker("bare-echo"))],
        bar="<= 1.3x a bare Textual Input",
        limit=1.3,
        samples=7,
    )
    yield compare(
        "key echo, p99",
        [Side("nivel", worker("echo-p99", office))],
        bar="p99 <= 50 ms (absolute)",
        limit=0.05,
        samples=3,
    )


def blank() -> Iterator[Outcome]:
    """From F9 to an empty screen."""
    yield compare(
        "F9: the screen is blank after",
        [Side("nivel", worker("blank", str(places.office(20))))],
        bar="<= 100 ms (absolute)",
        limit=0.1,
        samples=5,
    )


def memory() -> Iterator[Outcome]:
    """Measure what a made-up day leaves in memory, and how it grows."""
    office = str(places.office(10_000))
    yield compare(
        "memory after a day's work, 10,000 cases",
        [Side("nivel", worker("day", office))],
        bar="<= 150 MB",
        limit=150.0,
        unit="MB",
        samples=1,
    )
    yield compare(
        "memory after a day's work, 10,000 cases: growth from the second hour on",
        [Side("nivel", worker("day-slope", office))],
        bar="<= 5 MB an hour",
        limit=5.0,
        unit="MB/h",
        samples=1,
    )


ROWS = {"echo": echo, "blank": blank, "memory": memory}
