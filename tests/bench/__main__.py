"""``make bench``: measures the rows of speed.md that exist so far, and keeps what came out.

``python -m tests.bench [WORD ...]`` runs the rows named, all without a word. A word is a group
(start-up, store, parcels, terminal) or one of its parts (commands, lock-screen, today; unlock,
save, take, backup, actions, journal, search, map; message, attachments, day; echo, blank, memory).
Raw samples go to ``results/raw.json``, the table to ``results/table.md``; both are committed.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

from tests.bench import parcels, start_up, store, terminal
from tests.bench.measure import Outcome
from tests.bench.places import PEER_PINS, RESULTS

GROUPS = {
    "start-up": start_up.ROWS,
    "store": store.ROWS,
    "parcels": parcels.ROWS,
    "terminal": terminal.ROWS,
}
PARTS = ("textual", "sqlmodel", "sqlalchemy", "sqlcipher3", "cryptography")
PROGRAMS = ("age", "task")
HEAD = "| row | ours (median, min-max) | peer (median, min-max) | ratio | bar | verdict |\n"


def main(words: list[str]) -> int:
    """Run the rows named, all without a name; returns 0 also when a bar is missed: it is told."""
    known = {*GROUPS, *(part for parts in GROUPS.values() for part in parts)}
    if unknown := [word for word in words if word not in known]:
        print(f"no such rows: {' '.join(unknown)}; known: {' '.join(sorted(known))}")
        return 2
    outcomes: list[Outcome] = []
    for group, parts in GROUPS.items():
        for part, rows in parts.items():
            if words and group not in words and part not in words:
                continue
            for outcome in rows():
                outcomes.append(outcome)
                print(line(outcome), flush=True)
            # after each part: what was measured stays when a later one breaks
            keep(outcomes, whole=not words)
    return 0


def figure(samples: list[float], unit: str) -> str:
    """Write median, minimum and maximum."""
    scale, name = (1000, "ms") if unit == "s" else (1, unit)
    shown = (statistics.median(samples), min(samples), max(samples))
    median, least, most = (f"{scale * each:.4g}" for each in shown)
    return f"{median} ({least}-{most}) {name}"


def line(outcome: Outcome) -> str:
    """Write one row of the table."""
    sides = [f"{name}: {figure(taken, outcome.unit)}" for name, taken in outcome.sides.items()]
    ratio = "" if outcome.ratio is None else f"{outcome.ratio:.2f}"
    cells = [outcome.row, sides[0], sides[1] if len(sides) > 1 else "", ratio, outcome.bar]
    return "| " + " | ".join([*cells, outcome.verdict]) + " |"


def keep(outcomes: list[Outcome], *, whole: bool) -> None:
    """Write the raw samples and the table; unless all was run, the other rows stay as they were."""
    RESULTS.mkdir(exist_ok=True)
    raw = RESULTS / "raw.json"
    held = {} if whole or not raw.exists() else json.loads(raw.read_text(encoding="utf-8"))["rows"]
    day = time.strftime("%Y-%m-%d")
    for outcome in outcomes:
        held[f"{outcome.row} | {outcome.bar}"] = {
            "day": day,
            "sides": outcome.sides,
            "unit": outcome.unit,
            "ratio": outcome.ratio,
            "canary": outcome.canary,
            "drift": outcome.drift,
            "verdict": outcome.verdict,
            "line": line(outcome),
        }
    facts = {
        "day": day,
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}",
        "parts": {name: version(name) for name in PARTS},
        "peers": {**dict(pin.split("==") for pin in PEER_PINS), **programs()},
    }
    text = json.dumps({"facts": facts, "rows": held}, indent=1, sort_keys=True)
    raw.write_text(text + "\n", encoding="utf-8")
    table = [f"Measured on {facts['day']}, {facts['machine']}.", "", HEAD.strip(), "|" + "---|" * 6]
    table += [held[name]["line"] for name in sorted(held)]
    (RESULTS / "table.md").write_text("\n".join(table) + "\n", encoding="utf-8")


def programs() -> dict[str, str]:
    """Return what the other programs say of themselves, as far as they are here."""
    found = {}
    for name in PROGRAMS:
        if shutil.which(name):
            told = subprocess.run([name, "--version"], capture_output=True, text=True, check=False)
            found[name] = told.stdout.strip().splitlines()[0]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
