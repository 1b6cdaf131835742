"""The journal's stories: made-up devices live through thousands of orders of events (hypothesis).

Several devices write, delete, undo and carry sticks that lose, double and shuffle; at the end all
hold the same, nothing is lost, every chain verifies, and the tables are what a replay makes. The
tests are those of ``tests/storage/journal``; here they tell many more stories than ``make test``
has time for. Controls: weaker ways to merge, each of which must break a law in some story.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.part import Effort, Report, Scope

ROOT = Path(__file__).parents[2]
TESTS = "tests/storage/journal"
SHORT = (f"{TESTS}/test_world.py",)
WHOLE = tuple(f"{TESTS}/test_{name}.py" for name in ("machine", "world", "merge", "clock"))
PROFILE = {Effort.SHORT: "few", Effort.USUAL: "campaign", Effort.FULL: "full"}
"""Of ``tests/conftest.py``."""
CONTROLS = {"test_a_weaker_merge": 3, "test_a_deletion_that_always_wins": 1}
_PASSED = "PASSED "


def journal_stories(scope: Scope) -> Report:
    """Run the part. Hypothesis counts stories, not seconds: the part's time is only a guide."""
    report = Report()
    chosen = SHORT if scope.effort is Effort.SHORT else WHOLE
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rp", "-n", "2", "--dist", "worksteal", *chosen],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "STORIES": PROFILE[scope.effort]},
    )  # fmt: skip
    report.claim(ended.returncode == 0, ended.stdout + ended.stderr)
    names = [line.rpartition("::")[2] for line in ended.stdout.splitlines() if _PASSED in line]
    report.measured["tests"] = len(names)
    report.measured["stories"] = PROFILE[scope.effort]
    report.claim(names, "no story was told")
    for control, times in CONTROLS.items():
        red = sum(name.startswith(control) for name in names)
        report.measured[f"control {control.removeprefix('test_').replace('_', ' ')}"] = red
        report.claim(red == times, f"the control did not go red: {control}")
    return report
