"""The drafts' desk: what was being typed, kept against a kill. Local, never journaled, never sent.

The law: a draft is dropped in the change that makes it a record, or by the person; never silently.
"""

import datetime as dt

from storage.casebook.desk import Desk
from storage.lines.change import DraftLine
from storage.records.columns import utc_text
from storage.rules.clean import clean_text

_KEEP = "INSERT OR REPLACE INTO draft (place, text, at) VALUES (?, ?, ?)"
_DROP = "DELETE FROM draft WHERE place = ?"
_ONE = "SELECT text FROM draft WHERE place = :place"
_ALL = "SELECT place, text, at FROM draft ORDER BY at DESC"
DRAFT_LIMIT = 20_000


class Drafts(Desk):
    """Keeps and gives back drafts by the key of their field."""

    def keep(self, place: str, text: str) -> None:
        """Keep the text; an empty one drops the draft."""
        if not text:
            self.drop(place)
            return
        now = utc_text(dt.datetime.now(dt.UTC))
        with self._casebook.vault.write() as connection:
            connection.exec_driver_sql(_KEEP, (place, clean_text(text, DRAFT_LIMIT), now))

    def drop(self, place: str) -> None:
        """Forget the draft."""
        with self._casebook.vault.write() as connection:
            connection.exec_driver_sql(_DROP, (place,))

    def find(self, place: str) -> str:
        """Return the draft, or an empty text."""
        row = self._row(_ONE, {"place": place})
        return "" if row is None else str(row["text"])

    def lines(self) -> tuple[DraftLine, ...]:
        """Return all drafts, the last first."""
        rows = self._rows(_ALL)
        return tuple(
            DraftLine(row["place"], row["text"], dt.datetime.fromisoformat(row["at"]))
            for row in rows
        )
