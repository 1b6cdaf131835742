"""The drafts' desk: what was being typed, kept against a kill. Local, never journaled, never sent.

The law: a draft is dropped in the change that makes it a record, or by the person; never silently.
It remembers what stood under it (a digest, see ``DraftLine.over``): back after a kill, it is not
saved over a value that its author never saw.
"""

import datetime as dt

from storage.casebook.desk import Desk
from storage.lines.change import DraftLine
from storage.records.columns import utc_text
from storage.rules.clean import clean_text

_KEEP = "INSERT OR REPLACE INTO draft (place, text, at) VALUES (?, ?, ?)"
_KEEP_OVER = "INSERT OR REPLACE INTO draft_over (place, digest) VALUES (?, ?)"
_DROP = "DELETE FROM draft WHERE place = ?"
_DROP_OVER = "DELETE FROM draft_over WHERE place = ?"
_ONE = "SELECT text FROM draft WHERE place = :place"
_LINES = (
    "SELECT d.place, d.text, d.at, o.digest FROM draft d"
    " LEFT JOIN draft_over o ON o.place = d.place"
)
_ALL = _LINES + " ORDER BY d.at DESC"
_UNDER = _LINES + " WHERE substr(d.place, 1, length(:place)) = :place ORDER BY d.at DESC"
DRAFT_LIMIT = 20_000


class Drafts(Desk):
    """Keeps and gives back drafts by the key of their field."""

    def keep(self, place: str, text: str, over: bytes | None = None) -> None:
        """Keep the text, and what it stands over (``text_digest``); an empty one drops it."""
        if not text:
            self.drop(place)
            return
        now = utc_text(dt.datetime.now(dt.UTC))
        with self._casebook.vault.write() as connection:
            connection.exec_driver_sql(_KEEP, (place, clean_text(text, DRAFT_LIMIT), now))
            if over is not None:
                connection.exec_driver_sql(_KEEP_OVER, (place, over))

    def drop(self, place: str) -> None:
        """Forget the draft."""
        with self._casebook.vault.write() as connection:
            connection.exec_driver_sql(_DROP, (place,))
            connection.exec_driver_sql(_DROP_OVER, (place,))

    def find(self, place: str) -> str:
        """Return the draft, or an empty text."""
        row = self._row(_ONE, {"place": place})
        return "" if row is None else str(row["text"])

    def lines(self, place: str = "") -> tuple[DraftLine, ...]:
        """Return all drafts, the last first; those under ``place`` where one is given."""
        rows = self._rows(_UNDER, {"place": f"{place}/"}) if place else self._rows(_ALL)
        return tuple(
            DraftLine(
                row["place"], row["text"], dt.datetime.fromisoformat(row["at"]), row["digest"]
            )
            for row in rows
        )
