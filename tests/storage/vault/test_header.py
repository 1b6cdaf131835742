"""``header.nivel``: damage, forgery, newer versions and greed are told apart, before any cost."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from storage.crypto import kdf
from storage.crypto.kdf import LIMITS, Argon2Parameters
from storage.errors import StorageError, VaultDamaged, VaultMissing, VaultNewer, WrongSecret
from storage.vault.header import VERSION, Header, SlotKind, decode, read_header, write_header
from storage.vault.keyslots import create_header, unlock_header
from tests.storage.vault.made import PASSPHRASE, PERSON, TINY_LIMITS, Made


def resummed(data: bytes | bytearray) -> bytes:
    """Return the file with its unkeyed checksum made right again, as a forger would."""
    return bytes(data[:-32]) + hashlib.sha256(data[:-32]).digest()


def forged(header: Header, **changes: object) -> bytes:
    """Return the file with fields of the first slot changed and the checksum made right."""
    slot = replace(header.slots[0], **changes)  # type: ignore[arg-type]
    return replace(header, slots=(slot, *header.slots[1:])).encode()


def test_what_was_written_is_read(made: Made) -> None:
    """Reading gives back the header that was written, with person and slots."""
    found = read_header(made.layout.header, limits=TINY_LIMITS)
    assert found == made.header
    assert found.person == PERSON
    assert [slot.kind for slot in found.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert found.previous is None


def test_every_flipped_byte_is_damage_of_the_header(made: Made) -> None:
    """T25: each byte of the file flipped: damaged header, never a wrong passphrase; unchanged."""
    path = made.layout.header
    whole = path.read_bytes()
    for at in range(len(whole)):
        broken = whole[:at] + bytes([whole[at] ^ (1 + at % 255)]) + whole[at + 1 :]
        with pytest.raises(VaultDamaged) as caught:
            decode(broken, limits=TINY_LIMITS)
        assert caught.value.part == "header"
    assert path.read_bytes() == whole


def test_without_the_checksum_a_flip_would_pass_for_a_wrong_secret(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of T25: a flipped salt, its checksum not looked at, says "wrong"."""
    data = bytearray(made.layout.header.read_bytes())
    at = bytes(data).index(made.header.slots[0].salt)
    data[at] ^= 1
    monkeypatch.setattr(hashlib, "sha256", _Blind)
    header = decode(bytes(data[:-32]) + b"\0" * 32, limits=TINY_LIMITS)
    monkeypatch.undo()
    with pytest.raises(WrongSecret):
        unlock_header(header, PASSPHRASE, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


class _Blind:
    """A checksum that is the same for everything."""

    def __init__(self, _data: bytes) -> None:
        pass

    def digest(self) -> bytes:
        """Return zeros."""
        return bytes(32)


def test_cut_at_every_length_it_is_damage(made: Made) -> None:
    """A truncated file, an empty one and a longer one are damaged headers."""
    whole = made.layout.header.read_bytes()
    for length in [*range(0, len(whole), 7), len(whole) - 1]:
        with pytest.raises(VaultDamaged):
            decode(whole[:length], limits=TINY_LIMITS)
    with pytest.raises(VaultDamaged):
        decode(whole + b"\0", limits=TINY_LIMITS)
    with pytest.raises(VaultDamaged):
        decode(bytes(70_000), limits=TINY_LIMITS)


def test_a_newer_version_is_told_and_left_alone(made: Made) -> None:
    """The frame is the same for ever, so a newer file is known as such, and not touched."""
    data = bytearray(made.layout.header.read_bytes())
    data[8] = VERSION + 1
    made.layout.header.write_bytes(resummed(data))
    with pytest.raises(VaultNewer) as caught:
        read_header(made.layout.header, limits=TINY_LIMITS)
    assert (caught.value.found, caught.value.known) == (VERSION + 1, VERSION)
    assert made.layout.header.read_bytes() == resummed(data)


@pytest.mark.parametrize(
    "parameters",
    [
        Argon2Parameters(64 * 1024 - 1, 3, 4),
        Argon2Parameters(64 * 1024, 2, 4),
        Argon2Parameters(64 * 1024, 3, 3),
        Argon2Parameters(2**32 - 1, 3, 4),
        Argon2Parameters(64 * 1024, 2**32 - 1, 4),
        Argon2Parameters(0, 0, 0),
    ],
)
def test_each_lowered_or_greedy_parameter_is_refused_before_any_work(
    made: Made, parameters: Argon2Parameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T25: a forger who mends the checksum meets the limits; no derivation is begun."""
    monkeypatch.setattr(kdf, "new_argon2", lambda *_: pytest.fail("a derivation was begun"))
    with pytest.raises(VaultDamaged) as caught:
        decode(forged(made.header, parameters=parameters), limits=LIMITS)
    assert caught.value.part == "header"


def test_without_limits_a_lowered_parameter_is_read(made: Made) -> None:
    """Negative control of T25: the same file passes when the limits allow anything."""
    data = forged(made.header, parameters=Argon2Parameters(9, 1, 1))
    assert decode(data, limits=TINY_LIMITS).slots[0].parameters.memory_kib == 9
    with pytest.raises(VaultDamaged):
        decode(data, limits=LIMITS)


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": Argon2Parameters(16, 1, 1)},
        {"made": 1},
        {"root_public": b"\1" * 32},
        {"slot_id": bytes(16)},
        {"public": bytes(1216)},
    ],
)
def test_a_forged_field_within_the_limits_opens_nothing(
    made: Made, change: dict[str, object]
) -> None:
    """Every field of a slot is bound to its wraps."""
    header = decode(forged(made.header, **change), limits=TINY_LIMITS)
    with pytest.raises(WrongSecret):
        unlock_header(header, PASSPHRASE, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


@pytest.mark.parametrize(
    "field", ["person", "generation", "vault_id", "other slot", "key_check", "mac"]
)
def test_a_forged_field_outside_the_slot_is_damage(made: Made, field: str) -> None:
    """The signature under the data key covers what no slot is bound to."""
    header = made.header
    changed = {
        "person": replace(header, person="Joku Muu"),
        "generation": replace(header, generation=9),
        "vault_id": replace(header, vault_id=bytes(16)),
        "other slot": replace(
            header, slots=(header.slots[0], replace(header.slots[1], slot_id=bytes(16)))
        ),
        "key_check": replace(header, key_check=bytes(16)),
        "mac": replace(header, mac=bytes(32)),
    }[field]
    read = decode(changed.encode(), limits=TINY_LIMITS)
    with pytest.raises((VaultDamaged, WrongSecret)) as caught:
        unlock_header(read, PASSPHRASE, SlotKind.PASSPHRASE, limits=TINY_LIMITS)
    assert field == "vault_id" or isinstance(caught.value, VaultDamaged)


@pytest.mark.parametrize(
    ("at", "value"), [(13, 9), (34, 2), (35, 0), (35, 9), (36, 0), (36, 255), (37 + 13 + 16, 3)]
)
def test_impossible_fields_are_damage(made: Made, at: int, value: int) -> None:
    """Unknown suites, states, counts and kinds are refused though the checksum fits."""
    data = bytearray(made.layout.header.read_bytes())
    data[at] = value
    with pytest.raises(VaultDamaged):
        decode(resummed(data), limits=TINY_LIMITS)


def test_a_missing_header_is_a_missing_vault(tmp_path: Path) -> None:
    """No file, no vault."""
    with pytest.raises(VaultMissing):
        read_header(tmp_path / "header.nivel")


def test_a_header_that_cannot_be_read_is_a_storage_error(tmp_path: Path) -> None:
    """A folder of that name is told without a system error."""
    (tmp_path / "header.nivel").mkdir()
    with pytest.raises(StorageError):
        read_header(tmp_path / "header.nivel")


def test_a_new_header_is_private_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """0600 from the start, and no temporary file stays."""
    create_header(
        tmp_path / "header.nivel",
        PERSON,
        PASSPHRASE,
        parameters=Argon2Parameters(8, 1, 1),
        limits=TINY_LIMITS,
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["attempts", "header.nivel"]
    assert (tmp_path / "header.nivel").stat().st_mode & 0o777 == 0o600


def test_writing_replaces_at_once(made: Made) -> None:
    """No older copy is kept."""
    write_header(made.layout.header, replace(made.header, mac=bytes(32)))
    assert read_header(made.layout.header, limits=TINY_LIMITS).mac == bytes(32)
    assert not list(made.folder.glob(".*"))
