"""Samples of the network map; see ``workers``.

A map is measured from reading the case's ties to the rows of text that stand on an 80x24 screen.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.offices import new_office

WIDTH, HEIGHT = 80, 14  # the room of the map on the smallest screen
ROUNDS = 20


def network_map(people: str) -> float:
    """Seconds of the map of ``people`` people: read, laid out, drawn."""
    from storage.rules.network_drawing import BOX, drawn
    from storage.rules.network_labels import actor_of
    from storage.rules.network_map import RING, laid_out

    with tempfile.TemporaryDirectory() as folder:
        casebook = new_office(Path(folder) / "vault")
        case = casebook.cases.open_case("Malli", "Esimerkki")
        with casebook.change("network.add"):
            for number in range(int(people)):
                sector = RING[number % len(RING)]
                casebook.network.add_private(case, "Testi", f"Testinen {number}", sector=sector)
        taken = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            lines = casebook.network.lines(case)
            suggested = casebook.network.suggested(case)
            actors = tuple(actor_of(line, line.sector, names=True) for line in suggested)
            rows = drawn(laid_out(actors, ("M.E.",), WIDTH, HEIGHT), BOX)
            taken.append(time.perf_counter() - started)
            assert len(rows) == HEIGHT
            assert len(lines) == int(people)
        casebook.close()
    return sorted(taken)[ROUNDS // 2]


WORKERS: dict[str, Callable[..., float]] = {"network-map": network_map}
