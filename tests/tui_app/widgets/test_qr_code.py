"""The QR code in half blocks: read back cell by cell, it is the code of the bytes, on any page."""

import secrets

import pytest
import segno

from tui_app.widgets.qr_code import QUIET, code_rows

HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def read_back(rows: tuple[str, ...], *, is_dark: bool) -> list[list[bool]]:
    """Return the modules that the cells say, True for dark."""
    halves = ((row, half) for row in rows for half in range(2))
    return [[HALVES[cell][half] != is_dark for cell in row] for row, half in halves]


@pytest.mark.parametrize("is_dark", [True, False])
def test_the_cells_are_the_code(*, is_dark: bool) -> None:
    """33 by 17 cells for 32 bytes; on a dark page the light modules are drawn, else the dark."""
    data = secrets.token_bytes(32)
    rows = code_rows(data, is_dark=is_dark)
    assert (len(rows), {len(row) for row in rows}) == (17, {33})
    code = segno.make(data, error="l", mode="byte", micro=False, boost_error=False)
    wanted = [[bool(one) for one in row] for row in code.matrix_iter(border=QUIET)]
    assert read_back(rows, is_dark=is_dark)[:33] == wanted


def test_nothing_carried_is_nothing_drawn() -> None:
    """Before the number is read the place is empty."""
    assert code_rows(b"", is_dark=True) == ()
