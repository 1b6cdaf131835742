"""Somebody known who signs what must not be: thousands of parcels into a real vault (T7, T28).

Each parcel passes every proof, since its sender is known, and has one thing changed inside: see
``tests/storage/casebook/hostile_sender.py``. Whatever is not an answer is a failure; after each
round everything the receiver has is read, and its vault checks out. Control: without the rules that
hold what came to its shape, somebody falls over.
"""

import random
import traceback
from contextlib import ExitStack
from unittest.mock import patch

from tests.faults.part import Report, Scope
from tests.storage.casebook.hostile_sender import BATCH, Hostile, acquainted

_ROUND = 300  # parcels to one vault: what is set aside is judged anew each time
_CARELESS = ("ack", "grants", "letters", "members", "card", "certificate")


def hostile_senders(scope: Scope) -> Report:
    """Run the part."""
    report, draw = Report(), random.Random()  # noqa: S311 — no secret
    number = 0
    while not number or (not scope.late and scope.pick(0, 1, 1)):
        place = scope.below(f"round-{number}").folder
        with acquainted(place, draw) as hostile:
            fallen = _attack(hostile, scope, scope.pick(40, _ROUND, _ROUND))
            report.failures += fallen
            report.failures += [f"harm: {text[:200]}" for text in hostile.harm()]
            for name, times in hostile.told.items():
                report.count(name, times)
        number += 1
    report.measured["vaults"] = number
    report.claim(report.measured.get("taken"), "nothing was taken: only refusals were tried")
    _control(draw, scope.below("control").at_least(20), report)
    return report


def _attack(hostile: Hostile, scope: Scope, times: int) -> list[str]:
    fallen = []
    for number in range(times):
        if scope.late and number:
            break
        try:
            hostile.attack()
        except Exception:  # noqa: BLE001 - the very thing that must not happen
            fallen.append(traceback.format_exc(limit=-4))
    return fallen


def _control(draw: random.Random, scope: Scope, report: Report) -> None:
    with acquainted(scope.folder, draw) as hostile, ExitStack() as stack:
        for module in _CARELESS:
            stack.enter_context(patch(f"storage.exchange.{module}.need", lambda *_rules: None))
        hostile.entries = [one for one in hostile.entries if one.kind != BATCH]
        red = len(_attack(hostile, scope, 200))
    report.measured["control: fell over"] = red
    report.claim(red, "the control did not go red: nobody fell over without the rules of shape")
