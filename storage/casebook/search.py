"""The search desk: as you type, over every text of the casebook, newest first.

The law: an answer never sorts all finds, it walks the index from the newest edit down and stops.
Three letters or more use the trigrams, and look through the few texts that are too new for them
(``text_index``); fewer look through the newest 20,000 texts, and the answer says so. A search begun
writes one use log line, without the words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from storage.casebook import same
from storage.casebook.desk import Desk, as_day
from storage.casebook.text_index import REACH
from storage.journal.driver import driver
from storage.lines.names import case_label
from storage.lines.search import Answer, Hit
from storage.records.log import LogWhat
from storage.rules.finnish import variants
from storage.rules.fold import fold
from storage.vault.medium import Medium

TRIGRAM = 3
NEWEST = 20_000
LONGEST_QUERY = 100
EXCERPT = 60
LOG_EVERY_SECONDS = 300.0
_COLUMNS = (
    "SELECT s.record, s.kind, s.case_id, s.meeting_id, s.at, s.title, s.shown, c.mark, c.number"
)
_FROM_TEXT = (
    " FROM (SELECT * FROM search_text ORDER BY id DESC LIMIT :newest) s"
    " LEFT JOIN case_ c ON c.id = s.case_id WHERE 1"
)
_FROM_BEYOND = f" FROM search_text s LEFT JOIN case_ c ON c.id = s.case_id WHERE s.id > {REACH}"
_FROM_TRIGRAM = (
    " FROM search_trigram f JOIN search_text s ON s.id = f.rowid"
    " LEFT JOIN case_ c ON c.id = s.case_id WHERE f.search_trigram MATCH :query"
)
_BEYOND = "SELECT count(*) FROM (SELECT 1 FROM search_text LIMIT :newest + 1)"
_OF_CASE = " AND s.case_id = :case"
_NEWEST_FIRST = " ORDER BY s.id DESC LIMIT :limit"
_NEWEST_TRIGRAM = " ORDER BY f.rowid DESC LIMIT :limit"
_SHORT = ((_FROM_TEXT, _NEWEST_FIRST),)
_LONG = ((_FROM_BEYOND, _NEWEST_FIRST), (_FROM_TRIGRAM, _NEWEST_TRIGRAM))  # the newer ones first
_Found = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    words: tuple[tuple[str, ...], ...]

    @property
    def match(self) -> str:
        """The trigrams to look up; empty when no word is long enough."""
        long_enough = (forms for forms in self.words if all(len(form) >= TRIGRAM for form in forms))
        return " AND ".join(
            "(" + " OR ".join(_trigrams(form) for form in forms) + ")" for forms in long_enough
        )


def _trigrams(form: str) -> str:
    pieces = {form[at : at + TRIGRAM] for at in range(len(form) - TRIGRAM + 1)}
    quoted = ('"' + piece.replace('"', '""') + '"' for piece in sorted(pieces))
    return "(" + " AND ".join(quoted) + ")"


def _forms(word: str) -> tuple[str, ...]:
    if len(word) < TRIGRAM:
        return (word,)
    return tuple(dict.fromkeys((word, *variants(word))))


class Search(Desk):
    """Looks through the index."""

    _logged = float("-inf")

    def find(self, words: str, *, case_id: bytes | None = None, limit: int = 50) -> Answer:
        """Return the newest finds that hold every word, in a Finnish form of it too."""
        typed = words[:LONGEST_QUERY].replace("\0", " ").encode(errors="ignore").decode()
        asked = fold(typed).split()
        if not asked:
            return Answer(words, (), more=False, partial=False)
        self._log_once()
        query = _Query(tuple(_forms(word) for word in asked))
        match = query.match
        rows = self._look(query, match, case_id, limit + 1)
        hits = self._kept(_hit(row, query) for row in rows[:limit])
        return Answer(words, hits, more=len(rows) > limit, partial=not match and self._is_beyond())

    def _kept(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Lead from a merged person or organisation to the one that stands for it, once."""
        with self._casebook.read() as connection:
            kept = same.read(connection)
        found: dict[bytes, Hit] = {}
        for hit in hits:
            whole = kept.get(hit.record_id, hit.record_id)
            found.setdefault(whole, replace(hit, record_id=whole))
        return tuple(found.values())

    def stop(self) -> None:
        """Stop the search that another thread runs: it ends with Stopped. Never stops a save."""
        self._casebook.vault.interrupt_readers()

    def _is_beyond(self) -> bool:
        return self._count(_BEYOND, {"newest": NEWEST}) > NEWEST

    def _look(self, query: _Query, match: str, case_id: bytes | None, limit: int) -> list[_Found]:
        values: dict[str, object] = {"query": match, "case": case_id, "newest": NEWEST}
        tests = _tests(query, values) + (_OF_CASE if case_id else "")
        found: list[_Found] = []
        with self._casebook.read(stoppable=True) as connection:
            for source, order in _LONG if match else _SHORT:
                values["limit"] = limit - len(found)
                statement = _COLUMNS + source + tests + order
                found += driver(connection).execute(statement, values)
        return found

    def _log_once(self) -> None:
        now = monotonic()
        is_writable = self._casebook.vault.medium is not Medium.READ_ONLY
        if is_writable and now - self._logged > LOG_EVERY_SECONDS:
            self._logged = now
            self._casebook.write_log(LogWhat.SEARCHED)


def _tests(query: _Query, values: dict[str, object]) -> str:
    """Say that one form of each word is in the folded text; the forms go into ``values``."""
    tests = ""
    for number, forms in enumerate(query.words):
        names = [f"w{number}_{place}" for place in range(len(forms))]
        values.update(zip(names, forms, strict=True))
        tests += " AND (" + " OR ".join(f"instr(s.folded, :{name}) > 0" for name in names) + ")"
    return tests


def _hit(found: _Found, query: _Query) -> Hit:
    record, kind, case_id, meeting_id, at, title, shown, mark, number = found
    return Hit(
        record_id=record,
        kind=kind,
        case_id=case_id,
        case_label=case_label(mark, number) if mark else "",
        meeting_id=meeting_id,
        title=title,
        excerpt=_excerpt(shown, query),
        at=as_day(at),
    )


def _excerpt(shown: str, query: _Query) -> str:
    text = " ".join(shown.split())
    folded = fold(text)
    places = (folded.find(form) for form in query.words[0])
    first = min((place for place in places if place >= 0), default=0)
    begin = max(0, first - EXCERPT // 3)
    cut = text[begin : begin + EXCERPT]
    before, after = "…" * (begin > 0), "…" * (begin + EXCERPT < len(text))
    return f"{before}{cut}{after}"
