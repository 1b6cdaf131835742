"""Real media: a disk that fills up, one that takes no writing, a stick that is pulled.

Each scene runs in a mount namespace of its own (``unshare``), so nothing of this machine changes:
``tests/faults/media_scenes.py`` plays it and prints what it found. Without the right to mount, the
part fails: it could not try what it is for; the pulled stick alone needs root (a loop device).
"""

import json
import os
import shutil
import subprocess
import sys

from tests.faults.part import Report, Scope

SCENES = ("full local", "full removable", "read-only", "pulled")
FOR_ROOT = {"pulled"}
_SECONDS = 120


def media(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    if shutil.which("unshare") is None:
        report.claim(False, "no unshare here: nothing could be tried")  # noqa: FBT003
        return report
    for scene in SCENES:
        if scene in FOR_ROOT and os.geteuid():
            report.measured[scene] = "not tried: a loop device needs root"
            continue
        play(scene, scope.below(scene.replace(" ", "-")), report, "tests.faults.media_scenes")
    return report


def play(scene: str, scope: Scope, report: Report, module: str) -> None:
    """Play one scene of a module in its own namespace and take over what it found."""
    rights = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    program = [sys.executable, "-m", module, scene, str(scope.folder)]
    ended = subprocess.run(
        ["unshare", *rights, *program],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    try:
        found = json.loads(ended.stdout)
    except ValueError:
        report.claim(False, f"{scene}: {ended.stdout[-500:]}{ended.stderr[-1500:]}")  # noqa: FBT003
        return
    report.measured[scene] = found["measured"]
    report.failures += [f"{scene}: {text}" for text in found["failures"]]
    report.claim(not ended.stderr, f"{scene}: printed {ended.stderr[-500:]}")
