"""Which swap is judged plain, told from made-up tables."""

from pathlib import Path

import pytest

from storage.vault.swap import plain_swaps

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
MOUNTS = (
    "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "21 20 0:30 / /home rw - btrfs /dev/mapper/home rw\n"
    "22 20 8:2 / /srv/a\\040b rw - ext4 /dev/sda2 rw\n"
)


def table(folder: Path, *rows: str) -> Path:
    """Write a table of swaps."""
    path = folder / "swaps"
    path.write_text(HEAD + "".join(f"{row}\t8388604\t0\t-2\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    """Write a table of mounts: the root in the clear, the homes on a mapped disk."""
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "plain"),
    [
        ("/dev/sda3 partition", ("/dev/sda3",)),
        ("/dev/nvme0n1p3\tpartition", ("/dev/nvme0n1p3",)),
        ("/dev/dm-1 partition", ()),
        ("/dev/mapper/cryptswap partition", ()),
        ("/dev/zram0 partition", ()),
        ("/swapfile file", ("/swapfile",)),
        ("/home/swapfile file", ()),
        ("/srv/a\\040b/swap file", ("/srv/a b/swap",)),
    ],
)
def test_what_is_plain(tmp_path: Path, mounts: Path, row: str, plain: tuple[str, ...]) -> None:
    """A bare partition and a file on a bare disk are; mapped disks and zram are not judged."""
    assert plain_swaps(table(tmp_path, row), mounts) == plain


def test_no_swap_and_no_table_say_nothing(tmp_path: Path, mounts: Path) -> None:
    """Swap that is off, another system, and a table of another kind are no reason to warn."""
    assert plain_swaps(table(tmp_path), mounts) == ()
    assert plain_swaps(tmp_path / "none", mounts) == ()
    (tmp_path / "odd").write_bytes(b"\xff\n\xff\n")
    assert plain_swaps(tmp_path / "odd", mounts) == ()


def test_several_are_all_named(tmp_path: Path, mounts: Path) -> None:
    """Each of them is named, beside those that are not judged."""
    rows = ("/dev/sda3 partition", "/dev/zram0 partition", "/swapfile file")
    assert plain_swaps(table(tmp_path, *rows), mounts) == ("/dev/sda3", "/swapfile")
