"""Argon2id within its limits, HKDF by label."""

import resource
import time

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from storage.crypto import kdf
from storage.crypto.kdf import (
    LIMITS,
    Argon2Parameters,
    Limits,
    OutsideLimits,
    calibrate,
    expand,
    stretch,
)
from storage.crypto.secret import Secret
from storage.errors import PartMissing

TINY = Argon2Parameters(8, 1, 1)
TINY_LIMITS = Limits(TINY, Argon2Parameters.ceiling())
SALT = bytes(16)


def test_the_same_text_and_salt_give_the_same_key() -> None:
    """One passphrase, one salt, one key; another salt, another key."""
    key = stretch("tunnuslause", SALT, TINY, limits=TINY_LIMITS)
    assert key == stretch("tunnuslause", SALT, TINY, limits=TINY_LIMITS)
    assert key != stretch("tunnuslause", b"\1" * 16, TINY, limits=TINY_LIMITS)
    assert key != stretch("Tunnuslause", SALT, TINY, limits=TINY_LIMITS)


@pytest.mark.parametrize(
    "parameters",
    [
        Argon2Parameters(64 * 1024 - 1, 3, 4),
        Argon2Parameters(64 * 1024, 2, 4),
        Argon2Parameters(64 * 1024, 3, 3),
        Argon2Parameters(1024 * 1024 + 1, 3, 4),
        Argon2Parameters(64 * 1024, 17, 4),
        Argon2Parameters(64 * 1024, 3, 17),
        Argon2Parameters(2**32 - 1, 3, 4),
    ],
)
def test_outside_the_limits_nothing_is_computed(
    parameters: Argon2Parameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T25: below the floor and above the ceiling, no memory is even asked for."""
    monkeypatch.setattr(kdf, "new_argon2", lambda *_: pytest.fail("memory was asked for"))
    with pytest.raises(OutsideLimits):
        stretch("tunnuslause", SALT, parameters)


def test_four_tebibytes_are_refused_without_taking_memory() -> None:
    """T25: m = 2^32-1 leaves the process as small as it was."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(OutsideLimits):
        stretch("tunnuslause", SALT, Argon2Parameters(2**32 - 1, 3, 4))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1024


def test_without_the_limits_the_memory_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of T25: with limits that allow everything, the primitive is reached."""
    asked: list[Argon2Parameters] = []

    def reach(parameters: Argon2Parameters, _salt: bytes) -> None:
        asked.append(parameters)
        raise MemoryError

    monkeypatch.setattr(kdf, "new_argon2", reach)
    most = Argon2Parameters(2**32, 2**32, 2**32)
    with pytest.raises(MemoryError):
        stretch("x", SALT, Argon2Parameters(2**32 - 1, 3, 4), limits=Limits(TINY, most))
    assert asked == [Argon2Parameters(2**32 - 1, 3, 4)]


def test_floor_default_and_ceiling_are_allowed() -> None:
    """The three named costs lie within the limits."""
    for parameters in (
        Argon2Parameters.floor(),
        Argon2Parameters.default(),
        Argon2Parameters.ceiling(),
    ):
        LIMITS.check(parameters)


@pytest.mark.parametrize(
    ("probe", "wanted"), [(0.05, (262144, 3)), (0.5, (131072, 3)), (9, (65536, 3))]
)
def test_calibration_spends_memory_first_and_stays_within_the_limits(
    probe: float, wanted: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fast machine gets more memory, a slow one the floor."""
    ticks = iter([0.0, probe])
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    monkeypatch.setattr(kdf, "stretch", lambda *_, **__: Secret(b"x"))
    found = calibrate()
    LIMITS.check(found)
    assert found.memory_kib == wanted[0]
    assert found.passes >= wanted[1]


def test_each_label_makes_another_key() -> None:
    """HKDF separates uses, lengths and salts."""
    key = Secret(bytes(32))
    made = [
        expand(key, "nivel-a-1"),
        expand(key, "nivel-b-1"),
        expand(key, "nivel-a-1", salt=b"s"),
        expand(Secret(b"\1" * 32), "nivel-a-1"),
    ]
    assert len({secret.hex() for secret in made}) == 4
    assert len(expand(key, "nivel-a-1", length=96)) == 96
    assert expand(key, "nivel-a-1") == made[0]


def test_a_build_without_argon2id_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing part has a name."""

    def refuse(**_: object) -> None:
        message = "no"
        raise UnsupportedAlgorithm(message)

    monkeypatch.setattr(kdf, "Argon2id", refuse)
    with pytest.raises(PartMissing) as caught:
        stretch("x", SALT, TINY, limits=TINY_LIMITS)
    assert caught.value.part == "argon2id"
