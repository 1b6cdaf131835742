"""Escape codes and markup over every screen (safety.md T3, T15, T21, T22): a walk by keys.

The vault's every text attacks the terminal (``hostile_office``). The real program walks all modes,
tabs, forms, dialogs and the search with names shown; it must send nothing but placing, styling and
the modes of its own driver, and must not fall or quit. Negative control: the same walk with the
program's filter switched off sends clipboard writes, titles and C1 codes.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.faults import hostile_office
from tests.faults.part import Effort, Report, Scope
from tests.faults.walk import CASE, MEETING, REST, Step, walk
from tests.offices import PASSPHRASE
from tests.tui_app.pseudo_terminal import LAUNCH
from tests.tui_app.watched import watched

ALLOWED = {
    "CSI m", "CSI H", "CSI J", "CSI ?$p", "CSI <u", "CSI >u",
    *(f"CSI ?{mode}{end}" for mode in (7, 25, 1004, 1049, 2004, 2026, 2048) for end in "hl"),
    *(f"CSI ?{mode}l" for mode in (1000, 1003, 1006, 1015, 1016)),
}  # fmt: skip
LEAKS = {"string ]", "string P", "control 9b", "control 07"}
_UNFILTERED = (
    "from tui_app.terminal import filter as f\n"
    "f.ControlFilter.apply = lambda self, segments, background: segments\n"
    "f.without_controls = lambda text: text\n"
    "from tui_app.launcher import main\nraise SystemExit(main())"
)


def escapes(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    home = scope.below("home").folder
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('language = "fi"\ntheme = "night"\n')
    hostile_office.make(home / "data" / "vaults" / "a")
    way = CASE[:12] if scope.effort is Effort.SHORT else (*CASE, *MEETING, *REST)
    met, shown = _walked(home, LAUNCH, way, report)
    strange = {kind: times for kind, times in met.items() if kind not in ALLOWED}
    report.measured |= {"screens looked at": shown, "sequences": sum(met.values())}
    report.claim(not strange, f"sent to the terminal: {strange}")
    bare = _unfiltered(home)
    red = sum(times for kind, times in bare.items() if kind in LEAKS)
    report.measured["control: leaks without the filter"] = red
    report.claim(red, "the control did not go red: nothing leaked without the filter")
    return report


def _walked(
    home: Path, command: Sequence[str], way: tuple[Step, ...], report: Report
) -> tuple[Counter[str], int]:
    """Walk; return the sequences met and how many different screens were seen."""
    seen = set[str]()
    with watched(home, command) as terminal:
        terminal.see(hostile_office.PERSON)
        terminal.keys(PASSPHRASE, "Enter")
        terminal.see("[1 Tänään]", patience=60)
        child = terminal.child()
        for step, text in walk(terminal, way):
            seen.add(_place(text))
            if terminal.child_quietly() != child:
                report.claim(False, f"it fell or quit at {step}")  # noqa: FBT003
                break
        return terminal.screen.met, len(seen)


def _unfiltered(home: Path) -> Counter[str]:
    """Look at two screens without the filter; what stands on them can no longer be read."""
    with watched(home, [sys.executable, "-c", _UNFILTERED]) as terminal:
        terminal.see(hostile_office.PERSON)
        terminal.keys(PASSPHRASE, "Enter")
        terminal.read(4)
        terminal.keys("F4", "2")
        terminal.read(1)
        terminal.text()
        return terminal.screen.met


def _place(text: str) -> str:
    """Return what tells one screen from another: its first two rows without the clock."""
    first, second = [*text.split("\n"), "", ""][:2]
    return f"{first[:44]}|{second}"
