"""A walk by keys over every screen, with the names shown: what is pressed, and what must then show.

A step is a key, a text, or a command's id (so that a key may change). Each step waits for its sign,
so that the walk is known to have been where it says.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tests.tui_app.watched import Watched


class Step(NamedTuple):
    """A key, and what must stand on the screen afterwards."""

    key: str
    sign: str


def steps(text: str) -> tuple[Step, ...]:
    """Return the steps written one a line: key, spaces, sign (the sign may be missing)."""
    lines = (line.strip().partition(" ") for line in text.strip().splitlines())
    return tuple(Step(key, sign.strip()) for key, _space, sign in lines)


CASE = steps("""
    F4      [1 Tänään]
    app.go-cases  [2 Asiakkaat]
    F4      Malli
    Enter   [1 Yhteenveto]
    F4      K-0001 Malli
    case.client  Ihmiset >
    F4
    Escape  [1 Yhteenveto]
    case.release  Kertoja
    Escape  [1 Yhteenveto]
    Enter   Huomautus
    Escape  [1 Yhteenveto]
    2       [2 Verkosto]
    F4
    Enter   Miksi mukana
    Escape  [2 Verkosto]
    network.add  Kuka tulee mukaan
    Escape  [2 Verkosto]
    3       [3 Palaverit]
    F4
    4       [4 Tehtävät]
    F4
    Enter   Tehtävät >
    Escape  [4 Tehtävät]
    5       [5 Loki]
    F4
    Escape  [2 Asiakkaat]
""")
MEETING = steps("""
    app.go-meetings  [3 Palaverit]
    F4
    Enter   [2 Palaveri]
    F4      sovittu
    Escape  [2 Palaveri]
    Escape  [2 Palaveri]
    live.names
    3       [3 Muistio]
    F4
    Enter   Kirjaus:
    Escape  [3 Muistio]
    minutes.hand-out  ESIKATSELU
    Escape  [3 Muistio]
    1       [1 Valmistelu]
    F4      Malli
    prepare.people  Esc
    Escape  [1 Valmistelu]
    Escape  [3 Palaverit]
""")
REST = steps("""
    app.go-actions  [1 Omat]
    F4
    Enter   Tehtävät >
    Escape  [1 Omat]
    3       [3 Kaikki]
    app.go-people  [1 Ihmiset]
    F4      Testi
    Enter   Ihmiset >
    F4
    Escape  [1 Ihmiset]
    2       [2 Organisaatiot]
    F4      virasto
    Enter   Organisaatiot >
    Escape  [2 Organisaatiot]
    app.go-exchange  [1 Nyt]
    2       [2 Historia]
    3       [3 Ristiriidat]
    4       [4 Ihmiset
    5       [5 Laite]
    6       [6 Varmuuskopio]
    7       [7 Muutostiedosto]
    F3      Haku
    kertoja
    F4
    Escape
    Escape
    app.go-today  [1 Tänään]
    app.settings  Asetukset
    Escape  [1 Tänään]
    F1      F1
    Escape  [1 Tänään]
    F2      Komennot
    Escape  [1 Tänään]
    F8
    F8      [1 Tänään]
""")


def walk(terminal: Watched, way: tuple[Step, ...]) -> Iterator[tuple[Step, str]]:
    """Press key after key; yield each step with the screen it led to."""
    for step in way:
        text = terminal.do(step.key) if "." in step.key else terminal.keys(step.key)
        yield step, terminal.see(step.sign) if step.sign else text
