"""The key of the UIDs in this vault's calendar files: made once, kept in the vault."""

import secrets

from storage.casebook import place
from storage.casebook.core import Core

_NAME = "invitation-key"


def calendar_key(casebook: Core) -> bytes:
    """Return the 32 bytes; outside the vault nobody can tell which record a UID belongs to."""
    with casebook.read() as connection:
        kept = place.find_value(connection, _NAME)
    if kept is not None:
        return kept
    made = secrets.token_bytes(32)
    with casebook.vault.write() as connection:
        place.keep_value(connection, _NAME, made)
    return made
