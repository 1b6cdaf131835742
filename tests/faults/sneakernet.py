"""The sneakernet's stories: two or three people, three to five devices, and their carrier.

He loses, doubles, cuts, flips, renames, delays and replays; vaults are copied, put back and taken
back; shares are given and withdrawn. Every parcel is opened by its receivers' keys and looked into;
at the end all who share hold the same. The tests are those of ``tests/storage/casebook``: here they
tell 400 stories, with ``FULL=1`` 5,000, with ``SNEAKERNET=n`` as many as that. Controls: without
the rule of places, without writing again, without the look at the mark the laws go red.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.part import Report, Scope

ROOT = Path(__file__).parents[2]
TESTS = "tests/storage/casebook/test_sneakernet.py"
CONTROLS = (
    "test_the_laws_see_a_section_that_was_not_shared",
    "test_the_laws_see_a_message_that_was_lost",
    "test_the_laws_see_an_older_copy_that_goes_on",
)


def sneakernet(scope: Scope) -> Report:
    """Run the part. Hypothesis counts stories, not seconds: the part's time is only a guide."""
    report = Report()
    stories = os.environ.get("SNEAKERNET") or str(scope.pick(2, 400, 5_000))
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rp", "-n", str(scope.pick(0, 2, 2)), TESTS],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "SNEAKERNET": stories},
    )  # fmt: skip
    report.claim(ended.returncode == 0, ended.stdout + ended.stderr)
    report.measured["tests"] = told = ended.stdout.count("PASSED ")
    report.claim(told > len(CONTROLS), "only the controls were told")
    report.measured["stories"] = int(stories)
    for control in CONTROLS:
        is_red = f"PASSED {TESTS}::{control}" in ended.stdout
        name = control.removeprefix("test_the_laws_see_").replace("_", " ")
        report.measured[f"control {name}"] = int(is_red)
        report.claim(is_red, f"the control did not go red: {control}")
    return report
