"""Damaged copies of a file, and what opening them comes to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from storage.errors import StorageError, VaultDamaged
from tests.faults.part import Report

OPENED = "opened"


class Damage(NamedTuple):
    """One damaged copy of a file's bytes, and where."""

    where: str
    data: bytes


def flips(whole: bytes, places: Iterable[int]) -> Iterator[Damage]:
    """Yield the bytes with one of them changed, at each place."""
    for at in places:
        other = bytes([whole[at] ^ (1 << at % 8)])
        yield Damage(f"byte {at}", whole[:at] + other + whole[at + 1 :])


def cuts(whole: bytes, lengths: Iterable[int]) -> Iterator[Damage]:
    """Yield the bytes cut to each length."""
    for length in lengths:
        yield Damage(f"cut to {length}", whole[:length])


def outcome(action: Callable[[], object]) -> str:
    """Return the code that the action is refused with (and the part), or ``opened``."""
    try:
        action()
    except VaultDamaged as error:
        return f"{error.code} {error.part}"
    except StorageError as error:
        return error.code
    except Exception as error:  # noqa: BLE001 - the very thing that must not happen
        return f"traceback {type(error).__name__}"
    return OPENED


def tell(report: Report, name: str, found: Counter[str], right: set[str]) -> None:
    """Measure the outcomes; every outcome that is not right is a failure."""
    report.measured[name] = sum(found.values())
    for code, times in found.items():
        report.claim(code in right, f"{name}: {times} times {code}")
