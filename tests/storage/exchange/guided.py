"""Fuzzing that follows the parsers' lines: an input that goes a new way is kept and changed on.

``python -m tests.storage.exchange.guided [SECONDS [NAME ...]]`` adds what it finds to the corpus.
An input that breaks a promise is kept too: it stays a vector when the fault is mended.
``tests/faults/parsers.py`` runs the same without writing. The way is every step from line to line
in ``storage/exchange`` and the files that it calls first, seen by Python's own tracing; no other
package is needed for it.
"""

import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import storage
from tests.storage.exchange.fuzzed import PARSERS, fuzz, keep, kept
from tests.storage.exchange.mutations import grown

_ROOT = Path(storage.__file__).parent
_FOLLOWED = (str(_ROOT / "exchange"), str(_ROOT / "rules" / "clean"))
Step = tuple[str, int, int]


@dataclass(slots=True)
class Explored:
    """What came of one parser: how many inputs, what is worth keeping, what broke a promise."""

    runs: int = 0
    ways: set[Step] = field(default_factory=set)
    kept: list[bytes] = field(default_factory=list)
    faults: dict[bytes, str] = field(default_factory=dict)


def explore(name: str, seconds: float, draw: random.Random, most: int = 1 << 60) -> Explored:
    """Change what is known on and on; return what was found in that time, or after ``most``."""
    done, end = Explored(), time.monotonic() + seconds
    for data in kept(name):
        _try(name, data, done)
    while done.kept and done.runs < most and time.monotonic() < end:
        data, other = draw.choice(done.kept), draw.choice(done.kept)
        _try(name, grown(draw, data, other, PARSERS[name].begins), done)
    return done


def _try(name: str, data: bytes, done: Explored) -> None:
    """Keep the input if it goes a way that none has gone; note what breaks the promise."""
    done.runs += 1
    seen: set[Step] = set()
    before = sys.gettrace()  # coverage may be looking on
    sys.settrace(_follower(seen))
    try:
        seen.add(("taken", 0, int(fuzz(name, data))))
    except Exception as error:  # noqa: BLE001 — the very thing that is looked for
        done.faults[data] = f"{type(error).__name__}: {error}"
    finally:
        sys.settrace(before)
    if not seen <= done.ways:
        done.ways |= seen
        done.kept.append(data)


def _follower(seen: set[Step]) -> Any:  # noqa: ANN401 — what ``sys.settrace`` takes
    def follow(frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401
        file = frame.f_code.co_filename
        if not file.startswith(_FOLLOWED):
            return None
        before = frame.f_lineno

        def step(inside: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401
            nonlocal before
            seen.add((file, before, inside.f_lineno))
            before = inside.f_lineno
            return step

        return step

    return follow


def main(words: list[str]) -> int:
    """Grow the corpus; end with 1 when a promise was broken."""
    seconds, faults = float(words[0]) if words else 60.0, 0
    for name in words[1:] or PARSERS:
        done = explore(name, seconds, random.Random())  # noqa: S311 — no secret
        faults += len(done.faults)
        keep(name, [*kept(name), *done.kept, *sorted(done.faults, key=len)[:1]])
        new = len({*done.kept} - {*kept(name)})
        print(f"{name}: {done.runs} runs, {new} new to {len(kept(name))} kept")  # noqa: T201
        for data, text in list(done.faults.items())[:5]:
            print(f"  {text[:200]}\n  {data[:400].hex()}")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
