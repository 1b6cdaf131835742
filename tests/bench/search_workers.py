"""Samples of searching a million made-up notes; see ``workers``."""

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tests.offices import new_office, reopen, small_case

NOTES = 1_000_000
WORDS = (
    "asunto velka vuokra avain toimisto sopimus tapaaminen puhelu kirje vankila perhe lapsi"
    " työ koulutus lääke hoito kela hakemus päätös jono tuki verkosto palaveri muistio tehtävä"
    " sovittu kysymys tulkki kieli pankki kortti passi raha talous neuvonta jakso ryhmä pajalla"
).split()
_RAW_SEARCH = (
    "SELECT s.shown FROM search_trigram f JOIN search_text s ON s.id = f.rowid"
    " WHERE f.search_trigram MATCH ? ORDER BY f.rowid DESC LIMIT 50"
)


def million(folder: str) -> float:
    """Fill an office with a million notes, straight into the search tables; prints their number."""
    random.seed(7)
    casebook = new_office(Path(folder))
    case = small_case(casebook)
    chunk = 20_000
    for begin in range(0, NOTES, chunk):
        rows = []
        for number in range(begin, begin + chunk):
            text = " ".join(random.choices(WORDS, k=12)) + f" n{number}"  # noqa: S311 — made-up text
            rows.append((number.to_bytes(16, "big"), case.case, text, text))
        with casebook.vault.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO search_text (record, kind, case_id, title, shown, folded)"
                " VALUES (?, 'entry', ?, '', ?, ?)",
                rows,
            )
            connection.exec_driver_sql(
                "INSERT INTO search_trigram (rowid, folded) SELECT id, folded FROM search_text"
                " WHERE id > (SELECT max(id) FROM search_text) - ?",
                (chunk,),
            )
    casebook.close()
    return float(NOTES)


def search(folder: str) -> float:
    """Seconds of one warm search for a word in a million notes."""
    casebook = reopen(Path(folder))
    casebook.search.find("vankila")
    started = time.perf_counter()
    for word in WORDS[:20]:
        casebook.search.find(word)
    spent = (time.perf_counter() - started) / 20
    casebook.close()
    return spent


def raw_search(folder: str) -> float:
    """Seconds of the bare query with the same trigrams."""
    from storage.rules.fold import fold
    from tests.bench.workers import raw_connection

    casebook = reopen(Path(folder))
    connection = raw_connection(casebook)

    def find(word: str) -> None:
        folded = fold(word)
        pieces = {folded[at : at + 3] for at in range(len(folded) - 2)}
        query = " AND ".join(f'"{piece}"' for piece in sorted(pieces))
        connection.execute(_RAW_SEARCH, (query,)).fetchall()

    find("vankila")
    started = time.perf_counter()
    for word in WORDS[:20]:
        find(word)
    spent = (time.perf_counter() - started) / 20
    casebook.close()
    return spent


def search_p95(folder: str) -> float:
    """Return the 95th of 100 searches: common, rare and absent terms of three letters and more."""
    random.seed(11)
    casebook = reopen(Path(folder))
    terms = [*WORDS, *(f"n{random.randrange(NOTES)}" for _ in range(100)), "xyzzy", "ääliö"]  # noqa: S311
    terms += [f"{one} {two}" for one, two in zip(WORDS, reversed(WORDS), strict=True)]
    terms += [word[:3] for word in WORDS if len(word) > 3]
    casebook.search.find("vankila")
    times = []
    for term in terms:
        started = time.perf_counter()
        casebook.search.find(term)
        times.append(time.perf_counter() - started)
    casebook.close()
    return statistics.quantiles(times, n=20)[-1]


WORKERS: dict[str, Callable[..., float]] = {
    "million": million,
    "search": search,
    "raw-search": raw_search,
    "search-p95": search_p95,
}
