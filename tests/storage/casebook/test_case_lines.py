"""Lists of cases: pages add up to the whole, and a pick finds by number or name."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


@pytest.fixture
def opened(casebook: "Casebook") -> list[bytes]:
    """Open six cases: three released later, one of them closed, two before, one without a date."""
    cases = []
    today = dt.datetime.now().astimezone().date()
    for number, days in enumerate((30, 20, 10, -10, -20, None)):
        case = casebook.cases.open_case("Testi", f"Testinen{number}")
        if days is not None:
            casebook.cases.tell_release(case, day=today + dt.timedelta(days=days))
        cases.append(case)
    casebook.cases.close(cases[1], "muutti")
    return cases


def test_pages_add_up_to_the_whole(casebook: "Casebook", opened: list[bytes]) -> None:
    """Read two by two the list is the same as at once: next releases, no date, those before."""
    whole = casebook.cases.lines(0, 100, closed=True)
    pages = [line for at in (0, 2, 4) for line in casebook.cases.lines(at, 2, closed=True)]
    assert list(whole) == pages
    assert [line.id for line in whole] == [opened[place] for place in (2, 1, 0, 5, 3, 4)]


def test_a_pick_finds_by_number_and_by_name(casebook: "Casebook", opened: list[bytes]) -> None:
    """Every word must stand in the number or the name; closed cases are found, too."""
    assert [line.id for line in casebook.cases.pick("testinen1 k-0002")] == [opened[1]]
    assert [line.id for line in casebook.cases.pick("0006")] == [opened[5]]
    assert len(casebook.cases.pick("TESTI", limit=3)) == 3
    assert casebook.cases.pick("esimerkki") == ()


def test_some_cases_are_read_at_once(casebook: "Casebook", opened: list[bytes]) -> None:
    """``lines_of`` gives the same lines as ``line``, in the order of the list."""
    asked = [opened[0], opened[3]]
    expected = (casebook.cases.line(opened[0]), casebook.cases.line(opened[3]))
    assert casebook.cases.lines_of(asked) == expected
    assert casebook.cases.lines_of([]) == ()


def test_a_closed_case_says_when_and_why(casebook: "Casebook", opened: list[bytes]) -> None:
    """The opened case carries the day and the reason of its closing."""
    sheet = casebook.cases.read(opened[1])
    assert sheet.closing_reason == "muutti"
    assert sheet.closed_on is not None
    assert casebook.cases.read(opened[0]).closed_on is None
