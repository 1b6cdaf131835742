"""Rows about starting: commands that need no vault, the lock screen, the first Today."""

import sys
from collections.abc import Iterator

from tests.bench import places
from tests.bench.measure import Outcome, Side, compare, whole_process, worker
from tests.bench.terminals import first_words

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static('BARE-IS-UP')
Bare().run()
"""


def commands() -> Iterator[Outcome]:
    """Measure the commands that need no vault against an empty Python."""
    home = str(places.BUILD / "home" / "config")
    for words in ("--version", "--help --lang en", "--help --lang fi", "keys --lang fi"):
        yield compare(
            f"nivel {words}",
            [
                Side("nivel", whole_process(places.nivel(), *words.split(), NIVEL_CONFIG=home)),
                Side("python -c pass", whole_process(sys.executable, "-c", "pass")),
            ],
            bar="<= 3x python -c pass",
            limit=3.0,
        )


def _lock_screen() -> float:
    home = places.BUILD / "home"
    office = places.office(20)
    command = [places.nivel(), "--vault", str(office), "--lang", "en"]
    settings = {"NIVEL_CONFIG": str(home / "config"), "NIVEL_HOME": str(home)}
    return first_words(command, "Passphrase", **settings)


def _bare() -> float:
    return first_words([sys.executable, "-c", BARE], "BARE-IS-UP")


def _harlequin() -> float:
    program = places.PEERS / "bin" / "harlequin"
    return first_words([str(program), "-a", "sqlite", ":memory:"], "Data Catalog")


def lock_screen() -> Iterator[Outcome]:
    """Measure the lock screen's first paint against a bare Textual app and against harlequin."""
    places.peer_python()
    ours = Side("nivel lock screen", _lock_screen)
    yield compare(
        "lock screen, first paint",
        [ours, Side("bare Textual app", _bare)],
        bar="<= 1.3x a bare Textual app",
        limit=1.3,
    )
    yield compare(
        "lock screen, first paint",
        [ours, Side("harlequin", _harlequin)],
        bar="<= 0.5x harlequin",
        limit=0.5,
    )


def today() -> Iterator[Outcome]:
    """Today at 10,000 cases, from the moment the key fits and imports are done."""
    office = str(places.office(10_000))
    yield compare(
        "Today painted at 10,000 cases, key and imports done",
        [Side("nivel", worker("today", office)), Side("bare Textual app", _bare)],
        bar="<= 0.8x a bare Textual app",
        limit=0.8,
    )


def week() -> Iterator[Outcome]:
    """Measure the week at 10,000 cases, in the same way."""
    office = str(places.office(10_000))
    yield compare(
        "the week painted at 10,000 cases, key and imports done",
        [Side("nivel", worker("week", office)), Side("bare Textual app", _bare)],
        bar="<= 0.8x a bare Textual app",
        limit=0.8,
    )


ROWS = {"commands": commands, "lock-screen": lock_screen, "today": today, "week": week}
