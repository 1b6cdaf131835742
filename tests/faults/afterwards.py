"""What must be true after a fault: acknowledged steps hold, the rest hold or never were, all sound.

Used after kills, failing calls and power losses alike.
"""

import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.errors import StorageError
from tests.faults.story import Made, Step, steps
from tests.faults.worker import State
from tests.offices import reopen

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def judge(made: Made, states: Sequence[State], *, sound: bool = True) -> list[str]:
    """Open the vault and return what is wrong with it; ``sound`` also runs the whole check."""
    try:
        casebook = reopen(made.vault)
    except StorageError as error:
        return [f"does not open: {error.code}"]
    try:
        wrong = [
            text for step, state in _told(made, states) for text in _wrong(casebook, step, state)
        ]
        if sound and (found := casebook.upkeep.check()):
            wrong.append(f"check finds {found}")
        if left := _left_behind(made):
            wrong.append(f"left behind: {left}")
        casebook.people.add(given_name="Jatko", family_name="Jatkonen")
    except Exception:  # noqa: BLE001 - whatever it is, the casebook is not usable
        wrong = [traceback.format_exc()]
    finally:
        casebook.close()
    return wrong


def _told(made: Made, states: Sequence[State]) -> list[tuple[Step, State]]:
    return list(zip(steps(made), states, strict=True))


def _wrong(casebook: "Casebook", step: Step, state: State) -> list[str]:
    """Return what is wrong with one step's trace."""
    must = state in {State.DONE, State.DONE_AGAIN}
    try:
        if not must and step.gone(casebook):
            return []
        if step.holds(casebook) or (state is State.DONE_AGAIN and step.twice(casebook)):
            return []
    except StorageError as error:
        return [f"half there: {step.name}: {error.code}"]
    return [f"{'lost' if must else 'half there'}: {step.name}"]


def _left_behind(made: Made) -> list[str]:
    """Return parts of files inside the vault: the next opening sweeps them."""
    return [path.name for path in made.vault.rglob("*.part*")]
