"""``python -m tests.faults``: the fault campaign of safety.md; ``make faults`` runs it.

``FULL=1`` tries every point. ``--short`` tries a few (``make test`` does). Names of parts choose
some. Writes ``results.json`` and ``results.md`` beside this file unless ``--short`` or parts are
named; ends with 1 when a part failed.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.faults import results
from tests.faults.bad_disks import bad_disks
from tests.faults.canaries import canaries
from tests.faults.carriers import carriers
from tests.faults.escapes import escapes
from tests.faults.exchange_kills import exchange_kills
from tests.faults.failing_calls import failing_calls
from tests.faults.flips import flips_and_cuts
from tests.faults.hostile_senders import hostile_senders
from tests.faults.journal_stories import journal_stories
from tests.faults.kills import kills
from tests.faults.media import media
from tests.faults.parcels import parcels
from tests.faults.parsers import parsers
from tests.faults.part import Effort, Part, Report, Scope
from tests.faults.partners import partners
from tests.faults.power_loss import power_loss
from tests.faults.rekey import rekey
from tests.faults.rekey_power import rekey_power
from tests.faults.sneakernet import sneakernet
from tests.faults.sockets import sockets

PARTS = (
    Part("kills", 150, kills, ("strace",)),
    Part("failing-calls", 100, failing_calls, ("strace",)),
    Part("exchange-kills", 150, exchange_kills, ("strace",)),
    Part("power-loss", 150, power_loss, ("strace",)),
    Part("flips", 60, flips_and_cuts),
    Part("journal", 60, journal_stories),
    Part("sneakernet", 150, sneakernet),
    Part("rekey", 40, rekey, ("strace",)),
    Part("rekey-power", 25, rekey_power, ("strace",)),
    Part("media", 10, media, ("mounts",)),
    Part("bad-disks", 20, bad_disks, ("mounts",)),
    Part("canaries", 30, canaries),
    Part("sockets", 25, sockets, ("strace", "networks")),
    Part("escapes", 40, escapes),
    Part("parsers", 35, parsers),
    Part("parcels", 40, parcels),
    Part("hostile-senders", 35, hostile_senders),
    Part("partners", 10, partners, ("age",)),
    Part("carriers", 35, carriers, ("syncthing", "mounts", "strace")),
)
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
FULL_TIMES = 20


def main() -> int:
    """Run the chosen parts; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("parts", nargs="*", choices=[[], *(part.name for part in PARTS)])
    chosen = parser.parse_args()
    effort = Effort.FULL if os.environ.get("FULL") else Effort.USUAL
    effort = Effort.SHORT if chosen.short else effort
    done = [_run(part, effort) for part in PARTS if not chosen.parts or part.name in chosen.parts]
    if effort is not Effort.SHORT and not chosen.parts:
        results.write(Path(__file__).parent, effort, done)
    failed = [one.part for one in done if one.report.failures]
    seconds = sum(one.seconds for one in done)
    print(f"{len(done)} parts in {seconds:.0f} s; failed: {', '.join(failed) or 'none'}")  # noqa: T201
    return 1 if failed else 0


def _run(part: Part, effort: Effort) -> results.Done:
    begun = time.monotonic()
    seconds = part.seconds * (FULL_TIMES if effort is Effort.FULL else 1)
    with tempfile.TemporaryDirectory(
        prefix="nivel-faults-", dir=MEMORY if MEMORY.is_dir() else None
    ) as folder:
        try:
            report = part.run(Scope(effort, Path(folder), begun + seconds))
        except Exception:  # noqa: BLE001 - a part that breaks has failed; the others go on
            report = Report(failures=[traceback.format_exc()])
    done = results.Done(part.name, time.monotonic() - begun, report)
    print("\n".join(done.lines()), flush=True)  # noqa: T201
    return done


if __name__ == "__main__":
    sys.exit(main())
