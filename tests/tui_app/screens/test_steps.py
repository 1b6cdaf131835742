"""The steps of an exchange as rows: how far each is, and how it ended."""

from tui_app.screens.progress import Progress
from tui_app.screens.steps import Steps


def test_steps_say_how_far_they_are() -> None:
    """Begun, ended, broken off: each in words, beside the bar."""
    steps = Steps()
    progress = Progress()
    steps.take(progress, "check", 3, 3)
    steps.take(progress, "read", 1, 4)
    rows = steps.rows()
    assert "[##########] 3/3 ok" in rows[0]
    assert "1/4" in rows[1]
    assert "ok" not in rows[1]
    assert "Esc" in rows[-1]
    steps.break_off()
    assert "broken off" in steps.rows()[1]
