"""Work on thousands of ops without Python's collector of circles looking through them.

The law: what is merged and written here holds no circles, so nothing is lost by looking later; the
looking costs taking in 10,000 changes a twelfth of its time. Two threads at once are harmless: the
collector is on again when the one that switched it off is done.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off for the block; also the decorator of a function."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
