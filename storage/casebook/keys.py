"""The keys' desk: what opens this vault, and changing it. Every change is in the use log.

The law: see ``storage/vault/slots.py``: what is removed opens nothing any more. The backups of
today and earlier that were made under the old key go with the next daily backup.
"""

import datetime as dt

from storage.casebook.desk import Desk
from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.lines.upkeep import SlotLine
from storage.records.log import LogWhat
from storage.vault import slots
from storage.vault.rekeying import Progress, no_progress


class Keys(Desk):
    """Lists and changes the key slots."""

    def lines(self) -> tuple[SlotLine, ...]:
        """Return the slots, oldest first."""
        return tuple(
            SlotLine(slot.slot_id, str(slot.kind), dt.datetime.fromtimestamp(slot.made, dt.UTC))
            for slot in slots.list_slots(self._casebook.vault)
        )

    def change_passphrase(
        self,
        old: str,
        new: str,
        progress: Progress = no_progress,
        *,
        parameters: Argon2Parameters | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        """Put a new passphrase in the place of the old one. See ``slots.change_passphrase``."""
        slots.change_passphrase(
            self._casebook.vault,
            old,
            new,
            progress=progress,
            parameters=parameters,
            limits=limits,
        )
        self._casebook.write_log(LogWhat.KEYS, detail="passphrase.change")

    def add_passphrase(
        self, new: str, *, parameters: Argon2Parameters | None = None, limits: Limits = LIMITS
    ) -> None:
        """Add another passphrase."""
        vault = self._casebook.vault
        slots.add_passphrase(vault, new, parameters=parameters, limits=limits)
        self._casebook.write_log(LogWhat.KEYS, detail="passphrase.add")

    def new_sheet(self) -> tuple[str, ...]:
        """Make a new recovery sheet; returns its lines, to be shown once and printed."""
        sheet = slots.add_recovery(self._casebook.vault)
        with sheet.seed:
            lines = sheet.lines()
        self._casebook.write_log(LogWhat.KEYS, detail="sheet.add")
        return lines

    def remove(self, slot_id: bytes, progress: Progress = no_progress) -> None:
        """Remove a slot. Raises SlotMissing, LastSlot, VaultReadOnly, DiskFull."""
        slots.remove_slot(self._casebook.vault, slot_id, progress)
        self._casebook.write_log(LogWhat.KEYS, detail="slot.remove")
