"""The mark of a made-up vault: it tells drawn words, and nothing else is believed."""

from pathlib import Path

import pytest

from storage.casebook.entrance import list_vaults
from storage.vault import slots
from storage.vault.engine import OpenVault
from storage.vault.made_up import NAME, read_made_up, tell_made_up
from storage.vault.passphrase import generate_passphrase
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_drawn_passphrase_is_told(tmp_path: Path, language: str) -> None:
    """What the generator draws is told again, in each language, by a file for its owner alone."""
    secret = generate_passphrase(language)
    tell_made_up(tmp_path, secret)
    assert read_made_up(tmp_path) == secret
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nivel-made-up 1\n",
        b"nivel-made-up 2\nyksi kaksi kolme nelj\xc3\xa4 viisi\n",
        b"nivel-made-up 1\nSoita numeroon 0000 ja kerro salalause\n",
        b"nivel-made-up 1\nyksi kaksi kolme nelj\xc3\xa4 viisi\nlisaa tekstia\n",
        b"nivel-made-up 1\nsana " + b"sana " * 500,
        b"\xff\xfe",
    ],
)
def test_nothing_else_is_believed(tmp_path: Path, content: bytes) -> None:
    """A sentence, another version, too much or no text: the vault counts as a real one."""
    (tmp_path / NAME).write_bytes(content)
    assert read_made_up(tmp_path) == ""


def test_only_a_marked_vault_tells(made: Made) -> None:
    """The list of vaults tells a passphrase where the mark lies, and none elsewhere."""
    assert list_vaults(made.folder)[0].told == ""
    tell_made_up(made.folder, PASSPHRASE)
    assert list_vaults(made.folder)[0].told == PASSPHRASE


def test_a_new_passphrase_takes_the_mark_away(vault: OpenVault) -> None:
    """Nobody's own passphrase comes near the mark, and the told one is not told in vain."""
    tell_made_up(vault.path, PASSPHRASE)
    slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)
    assert read_made_up(vault.path) == ""
    assert not (vault.path / NAME).exists()
