"""The numbers of a campaign, as lines, as ``results.json`` and as ``results.md``.

``results.json``, version 1: ``{"version": 1, "effort", "day", "machine", "parts": [{"part",
"seconds", "measured": {...}, "failures": [...]}]}``. No path and no host name stands in it.
"""

import datetime as dt
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.part import Effort, Report

VERSION = 1
MOST_FAILURES = 20
MOST_TEXT = 2000


class Done(NamedTuple):
    """A part that was run."""

    part: str
    seconds: float
    report: Report

    def lines(self) -> list[str]:
        """Return the part's line, and one for each failure."""
        state = "FAILED" if self.report.failures else "ok"
        numbers = ", ".join(f"{name} {value}" for name, value in self.report.measured.items())
        shown = [f"    {text[-MOST_TEXT:]}" for text in self.report.failures[:MOST_FAILURES]]
        return [f"{self.part:<14} {state:<6} {self.seconds:6.1f} s  {numbers}", *shown]


def write(folder: Path, effort: Effort, done: Sequence[Done]) -> None:
    """Write both files."""
    whole = {
        "version": VERSION,
        "effort": str(effort),
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}",
        "parts": [
            {
                "part": one.part,
                "seconds": round(one.seconds, 1),
                "measured": one.report.measured,
                "failures": one.report.failures,
            }
            for one in done
        ],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")
    (folder / "results.md").write_text(_table(whole["machine"], effort, done), encoding="utf-8")


def _table(machine: object, effort: Effort, done: Sequence[Done]) -> str:
    rows = [
        "# The fault campaign, as last run", "",
        f"{effort} effort, {machine}. Written by `make faults`; see `tests/faults`.", "",
        "| part | result | seconds | measured |", "|---|---|---|---|",
    ]  # fmt: skip
    for one in done:
        state = f"{len(one.report.failures)} failed" if one.report.failures else "ok"
        numbers = "; ".join(f"{name}: {value}" for name, value in one.report.measured.items())
        rows.append(f"| {one.part} | {state} | {one.seconds:.0f} | {numbers.replace('|', '/')} |")
    return "\n".join(rows) + "\n"
