"""The search index: one text per record, and trigrams over it.

Tables (local, rebuilt from the records at any time)::

    search_text(id integer primary key, record blob, kind text, case_id blob, meeting_id blob,
                at text, title text, shown text, folded text)
    search_trigram   FTS5 over ``folded``, tokenize trigram, detail none, content in search_text

The law: a row is written in the transaction of the change that it mirrors. An edited record gets a
new row id, so the newest rows are the newest edits and no search needs to sort. FTS5 keeps erased
words in its segments (safety.md, trap 9): a purge rebuilds the index.

The newest texts, fewer than ``TOGETHER``, lie in ``search_text`` alone: FTS5 writes six pages for a
commit, a quarter of all that a save writes, so texts enter the trigrams together. ``REACH``, the
greatest id there, says how far they are; a search looks through the texts beyond it itself.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from storage.journal.driver import Values, driver
from storage.records.kind import Kind
from storage.rules.fold import fold

TABLES = (
    (
        "CREATE TABLE IF NOT EXISTS search_text (id INTEGER PRIMARY KEY, record BLOB NOT NULL,"
        " kind TEXT NOT NULL, case_id BLOB, meeting_id BLOB, at TEXT, title TEXT NOT NULL,"
        " shown TEXT NOT NULL, folded TEXT NOT NULL)"
    ),
    "CREATE UNIQUE INDEX IF NOT EXISTS search_text_record ON search_text (record)",
    "CREATE INDEX IF NOT EXISTS search_text_case ON search_text (case_id)",
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_trigram USING fts5(folded, tokenize='trigram',"
        " detail=none, content='search_text', content_rowid='id')"
    ),
)
TOGETHER = 64
_MOST = 512  # texts that wait in memory
REACH = "(SELECT coalesce(max(id), 0) FROM search_trigram_docsize)"
_FIND = (
    f"SELECT id, folded, id <= {REACH} FROM search_text"
    " WHERE record IN (SELECT unhex(value) FROM json_each(?))"
)
_FORGET_WORDS = "INSERT INTO search_trigram (search_trigram, rowid, folded) VALUES ('delete', ?, ?)"
_FORGET = "DELETE FROM search_text WHERE id = ?"
_KEEP = (
    "INSERT INTO search_text (record, kind, case_id, meeting_id, at, title, shown, folded)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ALL_SHOWN = "SELECT record, shown FROM search_text"
_LAST = "SELECT max(id) FROM search_text"
_KEEP_WORDS = (
    "INSERT INTO search_trigram (rowid, folded)"
    f" SELECT id, folded FROM search_text WHERE id > {REACH} ORDER BY id"
)
_COUNTS = (
    f"SELECT (SELECT count(*) FROM search_text WHERE id <= {REACH}),"
    " (SELECT count(*) FROM search_trigram_docsize)"
)

Row = Mapping[Any, Any]
Progress = Callable[[int, int], None]
# kind -> (title fields, text fields, day field); what is not here is not searched
_TEXTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str | None]] = {
    "person": (
        ("given_name", "family_name", "called"),
        ("title", "phone", "email", "address", "channel_note", "note"),
        None,
    ),
    "organisation": (
        ("name",),
        ("municipality", "county", "phone", "email", "address", "note"),
        "checked_on",
    ),
    "service": (
        ("name",),
        ("municipality", "eligibility", "hours", "channel_note", "phone", "email", "note"),
        "checked_on",
    ),
    "practice-card": (("name",), ("words", "contact"), "checked_on"),
    "case": (
        (),
        ("prison", "home_municipality", "wishes", "summary", "reach_words"),
        "opened_on",
    ),
    "release-date": ((), ("told_by", "source", "note"), "day"),
    "tie": (("role",), ("why", "wish_words", "outcome_reason", "channel_note"), "told_on"),
    "need": ((), ("goal", "words", "unmet_words"), None),
    "handover": (("role",), ("from_name", "to_name", "reason", "words"), "answered_on"),
    "meeting": (("title",), ("place",), "starts"),
    "agenda-item": (("title",), (), None),
    "entry": ((), ("text",), "at"),
    "agreement": ((), ("text",), "due"),
    "action": (("what",), ("note", "reason"), "due"),
    "comment": ((), ("words", "author"), "at"),
    "contact-attempt": ((), ("words", "by_name"), "at"),
    "follow-up": (("label",), ("words", "reason"), "due"),
    "lost-contact-step": (("role",), ("may_say", "outcome_words"), "agreed_on"),
    "door-card": ((), ("words", "contact"), "made_on"),
    "note": (("title",), ("text", "author"), "at"),
    "message": (("subject",), ("text", "author"), "at"),
}


def create_tables(connection: Connection) -> None:
    """Make the two tables where they are missing."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def _joined(row: Row, names: Iterable[str]) -> str:
    return " ".join(str(row[name]) for name in names if row[name])


def _text_of(kind: str, row: Row) -> tuple[str, str, str | None]:
    titles, texts, day = _TEXTS[kind]
    title, body = _joined(row, titles), _joined(row, texts)
    if kind == "case" and row["number"]:
        title = f"{row['mark']}-{row['number']:04d}"
    at = row[day] if day else None
    return title, body, None if at is None else str(at)[:10]


class Mirror:
    """Takes records as they are written, and mirrors them together: call ``flush`` at the end."""

    def __init__(self, connection: Connection) -> None:
        """Belong to one transaction."""
        self._driver = driver(connection)
        self._texts: dict[bytes, Values | None] = {}

    def take(self, kind: str, record: bytes, row: Row | None) -> None:
        """Mirror the record's row; None takes it out. Kinds without text are passed over."""
        if kind not in _TEXTS:
            return
        self._texts.pop(record, None)  # the last word counts, and comes last
        self._texts[record] = None if row is None else _values(kind, record, row)
        if len(self._texts) == _MOST:
            self.flush()

    def flush(self) -> None:
        """Write what was taken."""
        if not self._texts:
            return
        self._forget(self._texts)
        new = [values for values in self._texts.values() if values is not None]
        self._texts.clear()
        if not new:
            return
        self._driver.executemany(_KEEP, new)
        ((last,),) = self._driver.execute(_LAST)
        if last % TOGETHER < len(new):  # ids leave none out on the way up
            self._driver.execute(_KEEP_WORDS)

    def _forget(self, records: Iterable[bytes]) -> None:
        run = self._driver.execute
        ids = json.dumps([record.hex() for record in records])
        for row_id, folded, in_trigrams in run(_FIND, (ids,)).fetchall():
            if in_trigrams:
                run(_FORGET_WORDS, (row_id, folded))
            run(_FORGET, (row_id,))


def keep(connection: Connection, kind: str, record: bytes, row: Row | None) -> None:
    """Mirror one record at once; see ``Mirror``."""
    mirror = Mirror(connection)
    mirror.take(kind, record, row)
    mirror.flush()


def _values(kind: str, record: bytes, row: Row) -> Values | None:
    """Return what is written of a record; None when there is no word in it."""
    title, body, at = _text_of(kind, row)
    shown = f"{title} {body}".strip()
    if not shown:
        return None
    case_id = record if kind == "case" else row.get("case_id")
    meeting_id = record if kind == "meeting" else row.get("meeting_id")
    return (record, kind, case_id, meeting_id, at, title, shown, fold(shown))


def rebuild_trigrams(connection: Connection) -> None:
    """Make the trigrams anew from the texts: words that were erased are in no segment any more."""
    connection.exec_driver_sql("INSERT INTO search_trigram (search_trigram) VALUES ('rebuild')")


def rebuild(connection: Connection, kinds: Mapping[str, Kind]) -> None:
    """Make the index anew from the record tables; erased words are gone after it."""
    connection.exec_driver_sql("INSERT INTO search_trigram (search_trigram) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_text")
    mirror = Mirror(connection)
    for name in _TEXTS.keys() & kinds.keys():
        for row in _all_rows(connection, kinds[name]):
            mirror.take(name, row["id"], row)
    mirror.flush()


def differences(
    connection: Connection, kinds: Mapping[str, Kind], progress: Progress
) -> tuple[str, ...]:
    """Return the kind of each record whose index text is not what its row says.

    The trigrams are held against the texts by FTS5's own check. ``progress(done, all)``.
    """
    held = {row[0]: row[1] for row in connection.exec_driver_sql(_ALL_SHOWN)}
    wrong: list[str] = []
    names = sorted(_TEXTS.keys() & kinds.keys())
    for done, name in enumerate(names, 1):
        for row in _all_rows(connection, kinds[name]):
            title, body, _at = _text_of(name, row)
            if held.pop(row["id"], "") != f"{title} {body}".strip():
                wrong.append(name)
        progress(done, len(names))
    return (*wrong, *("surplus" for _ in held), *_trigram_faults(connection))


def _all_rows(connection: Connection, kind: Kind) -> Iterable[Row]:
    table = kind.table.__tablename__
    # the table's name comes from our own registry, never from data
    return connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()


def _trigram_faults(connection: Connection) -> tuple[str, ...]:
    texts, entries = connection.exec_driver_sql(_COUNTS).one()
    return () if texts == entries else ("trigram",)
