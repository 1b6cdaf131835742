"""A look into the pages themselves: what SQLCipher wrote, decrypted without SQLite's help.

SQLCipher 4, raw key: a page is ciphertext | IV 16 | HMAC 64; the first page begins with the salt
16; AES-256-CBC. Free pages and slack are in it too: that is the point.
"""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from storage.crypto.secret import Secret

PAGE = 4096
_SALT, _IV, _HMAC = 16, 16, 64


def decrypted(database: Path, key: Secret) -> bytes:
    """Return every page of the database file in plaintext, one after the other."""
    data = database.read_bytes()
    with key.view() as view:
        return b"".join(_page(data, at, bytes(view)) for at in range(0, len(data), PAGE))


def _page(data: bytes, at: int, key: bytes) -> bytes:
    end = at + PAGE - _IV - _HMAC
    cipher = Cipher(algorithms.AES(key), modes.CBC(data[end : end + _IV])).decryptor()
    return cipher.update(data[at + (0 if at else _SALT) : end]) + cipher.finalize()
