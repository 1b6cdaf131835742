"""Which medium a folder lies on, told from made-up tables."""

import os
import sys
from pathlib import Path

import pytest

from storage.vault.medium import Medium, detect_medium

LINE = "36 35 {device} / {point} rw,noatime shared:1 - {kind} /dev/x rw\n"


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """Make a table of block devices: 8:1 inside, 8:17 on USB, 179:1 an SD card, 253:0 a crypt."""
    real = tmp_path / "devices"
    made = {
        "8:1": real / "pci0" / "ata1" / "sda" / "sda1",
        "8:17": real / "pci0" / "usb2" / "2-1" / "sdb" / "sdb1",
        "179:1": real / "mmc0" / "mmcblk0" / "mmcblk0p1",
        "11:0": real / "pci0" / "sr0",
        "253:0": real / "virtual" / "dm-0",
    }
    table = tmp_path / "blocks"
    table.mkdir()
    for name, folder in made.items():
        folder.mkdir(parents=True)
        (table / name).symlink_to(folder)
    (made["8:1"].parent / "removable").write_text("0\n")
    (made["11:0"] / "removable").write_text("1\n")
    (made["179:1"].parent / "device").mkdir()
    (made["179:1"].parent / "device" / "type").write_text("SD\n")
    (made["253:0"] / "slaves").mkdir()
    (made["253:0"] / "slaves" / "sdb1").symlink_to(made["8:17"])
    return table


@pytest.mark.parametrize(
    ("device", "kind", "expected"),
    [
        ("8:1", "ext4", Medium.LOCAL),
        ("0:42", "btrfs", Medium.LOCAL),
        ("0:42", "tmpfs", Medium.LOCAL),
        ("8:17", "ext4", Medium.REMOVABLE),
        ("8:17", "vfat", Medium.REMOVABLE),
        ("179:1", "exfat", Medium.REMOVABLE),
        ("11:0", "udf", Medium.REMOVABLE),
        ("253:0", "ext4", Medium.REMOVABLE),
        ("0:50", "nfs4", Medium.NETWORK),
        ("0:50", "cifs", Medium.NETWORK),
        ("0:50", "smb3", Medium.NETWORK),
        ("0:50", "9p", Medium.NETWORK),
        ("0:50", "fuse.sshfs", Medium.NETWORK),
        ("0:50", "fuse.unknown", Medium.NETWORK),
        ("8:1", "fuseblk", Medium.LOCAL),
    ],
)
def test_each_medium_is_known(
    tmp_path: Path, blocks: Path, device: str, kind: str, expected: Medium
) -> None:
    """Disk, stick, card, crypt on a stick, network drive, user-space file system."""
    table = tmp_path / "mounts"
    table.write_text(
        LINE.format(device="0:1", point="/", kind="ext4")
        + LINE.format(device=device, point=tmp_path, kind=kind)
    )
    assert detect_medium(tmp_path, mounts=table, blocks=blocks) == expected


def test_the_innermost_mount_counts(tmp_path: Path, blocks: Path) -> None:
    """A stick mounted below a disk, with a blank in its name; the neighbour stays local."""
    stick, near = tmp_path / "my stick", tmp_path / "my"
    for folder in (stick, near):
        folder.mkdir()
    table = tmp_path / "mounts"
    table.write_text(
        LINE.format(device="8:17", point=str(stick).replace(" ", "\\040"), kind="vfat")
        + LINE.format(device="8:1", point=tmp_path, kind="ext4")
    )
    assert detect_medium(stick, mounts=table, blocks=blocks) == Medium.REMOVABLE
    assert detect_medium(near, mounts=table, blocks=blocks) == Medium.LOCAL


def test_without_tables_it_is_a_local_disk(tmp_path: Path) -> None:
    """No mount table, or one that cannot be read: local."""
    assert detect_medium(tmp_path, mounts=tmp_path / "none") == Medium.LOCAL
    (tmp_path / "odd").write_text("what is this\n")
    assert detect_medium(tmp_path, mounts=tmp_path / "odd") == Medium.LOCAL


def test_this_machine_is_told_without_an_error(tmp_path: Path) -> None:
    """The real tables can be read."""
    assert detect_medium(tmp_path) in set(Medium)


def test_what_takes_no_writing_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder, or a database in it, that may not be written (root is asked the system instead)."""
    (tmp_path / "vault.db").write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) == tmp_path)
    assert detect_medium(tmp_path) == Medium.READ_ONLY
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert detect_medium(tmp_path) == Medium.READ_ONLY


def test_macos_volumes_are_taken_as_removable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a Mac what is not under /Volumes is the inner disk."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert detect_medium(tmp_path) == Medium.LOCAL
