"""Somebody known turns hostile: whatever they sign and send is answered, never fallen over."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.journal import rows
from tests.storage.casebook.hostile_sender import BATCH, Hostile, acquainted

ATTACKS = 40
SEED = 7


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    """Lend somebody who has the material of a real exchange."""
    with acquainted(tmp_path, random.Random(SEED)) as made:  # noqa: S311 — the same run every time
        yield made


def test_every_kind_of_entry_is_among_the_material(hostile: Hostile) -> None:
    """So that each handler is attacked."""
    kinds = {entry.kind for entry in hostile.entries}
    assert kinds >= {"ack", "actors", "batch", "card", "grant", "message", "peers", "receipt"}


def test_whatever_is_signed_is_answered_and_leaves_the_vault_whole(hostile: Hostile) -> None:
    """Taken, refused or set aside, never a fault; the desks can be read, the check finds no harm.

    ``make faults`` sends thousands.
    """
    for _attack in range(ATTACKS):
        hostile.attack()
    assert sum(hostile.told.values()) >= ATTACKS
    assert hostile.told["taken"]
    assert hostile.harm() == []


@pytest.mark.parametrize("is_cleaned", [True, False], ids=["cleaned", "control removed"])
def test_what_drives_a_terminal_never_gets_into_a_row(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch, *, is_cleaned: bool
) -> None:
    """A signed text with an escape code is clean where it is kept, and the look at rows sees it."""
    if not is_cleaned:
        monkeypatch.setattr(rows, "is_clean", lambda _text: True)
    assert hostile.write("what", "\x1b]52;c;x\x07koe") == 1
    assert bool(hostile.harm()) is not is_cleaned


def test_the_attacks_see_a_careless_reader(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: where sizes and types are not asked for, somebody falls over."""
    for module in ("ack", "grants", "letters", "members", "card", "certificate"):
        monkeypatch.setattr(f"storage.exchange.{module}.need", lambda *_rules: None)
    hostile.entries = [one for one in hostile.entries if one.kind != BATCH]
    for _attack in range(20 * ATTACKS):
        try:
            hostile.attack()
        except Exception:  # noqa: BLE001 — the very thing that is looked for
            return
    pytest.fail("nobody fell over")
