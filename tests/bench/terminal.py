"""Rows about the terminal: the echo of a key with a long list behind, blanking, memory."""

from collections.abc import Iterator

from tests.bench import places
from tests.bench.measure import Outcome, Side, compare, worker


def rows() -> Iterator[Outcome]:
    """Yield every row."""
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
        bar="p99 <= 50 ms (absolute, a note)",
        limit=None,
        samples=3,
    )
    yield compare(
        "F9: the screen is blank after",
        [Side("nivel", worker("blank", str(places.office(20))))],
        bar="<= 100 ms (absolute)",
        limit=None,
        samples=5,
    )
    yield compare(
        "memory with 10,000 cases after walking through the screens",
        [Side("nivel", worker("memory", office))],
        bar="<= 150 MB",
        limit=None,
        unit="MB",
        samples=3,
    )
