"""Times of day as people type them."""

from datetime import time

import pytest

from tui_app.i18n.date_words import NotATime, TimeRead, read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.30", time(9, 30)),
        ("klo 9", time(9)),
        ("klo 14.05", time(14, 5)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("kl. 14:15", time(14, 15)),
        ("kl 9", time(9)),
        ("2 pm", time(14)),
        ("12 am", time(0)),
        ("at 12.30 p.m.", time(12, 30)),
        ("00.00", time(0)),
    ],
)
def test_times(text: str, expected: time) -> None:
    """A time is read as Finns, Swedes and the English write it."""
    assert read_time(text) == TimeRead(expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("24.00", "no-such-time"),
        ("9.75", "no-such-time"),
        ("13 pm", "no-such-time"),
        ("puoli yhdeksän", "unknown"),
        ("9.10.", "unknown"),
    ],
)
def test_no_time_has_a_reason(text: str, reason: str) -> None:
    """What is no time is refused with a stable reason; a date is none."""
    assert read_time(text) == NotATime(reason)
