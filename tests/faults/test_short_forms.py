"""The fault campaign in short, a few points of each part; ``make faults`` runs the whole.

Each part runs in a fresh Python: it forks workers, and may not do that beside a test's threads.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import PARTS
from tests.faults.part import Part
from tests.faults.tools import missing

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_part_holds_and_its_controls_go_red(part: Part) -> None:
    """Every claim of the part holds; the part itself fails when a control does not go red."""
    if lacking := missing(part.needs):
        pytest.skip(f"this machine has no {', '.join(lacking)}")
    # Coverage writes a file from each process: the part that watches files would find them.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--short", part.name],
        cwd=ROOT, capture_output=True, text=True, check=False, env=plain,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
