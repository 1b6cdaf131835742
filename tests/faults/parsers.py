"""Every parser of the exchange, fuzzed along its lines (safety.md 3.13): see ``guided.py``.

Each starts from its kept corpus and goes on from whatever reaches a new line. Nothing but a refusal
may come out, and what is taken keeps its promise. Inputs that went a new way are counted: the
corpus grows by ``python -m tests.storage.exchange.guided``, not here. Control: a version that is
``True`` instead of 1, as Python alone would take it, must be found.
"""

import random
from unittest.mock import patch

from storage.exchange import shapes
from tests.faults.part import Report, Scope
from tests.storage.exchange.fuzzed import PARSERS, kept
from tests.storage.exchange.guided import explore

_ENDLESS = 1 << 60
_LEAST = 0.2  # seconds
_SHOWN = 200


def parsers(scope: Scope) -> Report:
    """Run the part."""
    report, draw = Report(), random.Random()  # noqa: S311 — no secret
    runs, new = {}, 0
    for place, name in enumerate(PARSERS):
        seconds = scope.left / (len(PARSERS) - place + 1)  # one share is the control's
        most = scope.pick(150, _ENDLESS, _ENDLESS)
        done = explore(name, max(seconds, _LEAST), draw, most + len(kept(name)))
        runs[name] = done.runs
        new += len({*done.kept} - {*kept(name)})
        report.claim(done.runs > len(kept(name)), f"{name}: only the corpus was tried")
        for data, text in done.faults.items():
            report.claim(False, f"{name}: {text[:_SHOWN]}: {data[:_SHOWN].hex()}")  # noqa: FBT003
    report.measured["parsers"] = len(runs)
    report.measured["inputs"] = sum(runs.values())
    report.measured["fewest"] = min(runs.values())
    report.measured["ways not in the corpus"] = new
    _control(draw, scope.at_least(2), report)
    return report


def _control(draw: random.Random, scope: Scope, report: Report) -> None:
    with patch.object(shapes, "is_whole", lambda value, least, most: least <= value <= most):
        done = explore("receipt", min(scope.left, 10), draw, most=20_000)
    report.measured["control: promises broken"] = len(done.faults)
    report.claim(done.faults, "the control did not go red: a version that is no number was taken")
