"""Python's collector is off for a block, and as it was after it."""

import gc

import pytest

from storage.journal.uncollected import uncollected


@uncollected()
def fail() -> None:
    """Be a function that breaks off, the collector off."""
    assert not gc.isenabled()
    raise LookupError


def test_the_collector_is_as_it_was() -> None:
    """On again at the end and after an error; left off where it was off."""
    assert gc.isenabled()
    with pytest.raises(LookupError):
        fail()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
