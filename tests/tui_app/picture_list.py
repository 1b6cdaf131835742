"""Which screens are drawn, and by which keys one gets there.

``name`` is the file's name; ``mode`` the first level it stands on; ``place`` what is opened on it;
``keys`` are pressed then, ``+text`` is typed. A picture changes nothing that another one shows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.tui_app.picture_office import Office
from tui_app.screens.messages import Open

Place = Callable[[Office], Open]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; see the module."""

    name: str
    mode: str
    place: Place | None = None
    keys: tuple[str, ...] = ()
    rows: int = 24


def _case(detail: str = "") -> Place:
    return lambda office: Open("case", office.small.case, detail)


def _held(detail: str) -> Place:
    return lambda office: Open("meeting", office.held, detail)


OPEN = (
    Picture("case-log", "cases", _case("log")),  # first: each opening adds a line to it
    Picture("today", "today"),
    Picture("week", "today", lambda _office: Open("week")),
    Picture("cases", "cases"),
    Picture("new-case", "cases", lambda _office: Open("new-case")),
    Picture("case", "cases", _case()),
    Picture("case-network", "cases", _case("network")),
    Picture("case-needs", "cases", _case("needs"), ("down", "down")),
    Picture("handovers", "cases", _case("handovers")),
    Picture("case-meetings", "cases", _case("meetings")),
    Picture("case-actions", "cases", _case("actions")),
    Picture("case-sharing", "cases", _case("sharing")),
    Picture("case-follow-ups", "cases", _case("follow-ups")),
    Picture("follow-up-plan", "cases", lambda office: Open("follow-up-plan", office.small.case)),
    Picture("new-share", "cases", lambda office: Open("new-share", office.small.case)),
    Picture("release", "cases", lambda office: Open("release", office.small.case)),
    Picture("tie", "cases", lambda office: Open("tie", office.tie)),
    Picture("network-add", "cases", _case("network"), ("n",)),
    Picture("meetings", "meetings"),
    Picture("meetings-plan", "meetings", keys=("n",)),
    Picture("prepare", "meetings", lambda office: Open("meeting", office.small.meeting, "prepare")),
    Picture("prepare-new", "meetings", lambda office: Open("meeting", office.unplanned, "prepare")),
    Picture("live", "meetings", lambda office: Open("meeting", office.live, "live"),
            ("+!t soita huomenna, mi",)),
    Picture("live-read-aloud", "meetings", lambda office: Open("meeting", office.live, "live"),
            ("f4",)),
    Picture("minutes", "meetings", _held("minutes")),
    Picture("hand-out", "meetings", _held("hand-out")),
    Picture("entry", "meetings", lambda office: Open("entry", office.entry)),
    Picture("actions", "actions"),
    Picture("action", "actions", lambda office: Open("action", office.action)),
    Picture("people", "people"),
    Picture("organisations", "people", keys=("2",)),
    Picture("services", "people", keys=("3",)),
    Picture("service", "people", keys=("3", "enter")),
    Picture("doubles", "people", keys=("b",)),
    Picture("seed", "people", lambda _office: Open("seed")),
    Picture("person", "people", lambda office: Open("person", office.small.worker)),
    Picture("bring-in", "people", lambda _office: Open("bring-in"), ("+{book}", "enter")),
    Picture("exchange", "exchange"),
    Picture("history", "exchange", lambda _office: Open("exchange", None, "history")),
    Picture("conflicts", "exchange", lambda _office: Open("exchange", None, "conflicts")),
    Picture("conflict", "exchange", keys=("3", "enter")),
    Picture("device", "exchange", lambda _office: Open("exchange", None, "device")),
    Picture("backup", "exchange", lambda _office: Open("exchange", None, "backup")),
    Picture("changes", "exchange", lambda _office: Open("exchange", None, "changes")),
    Picture("new-invitation", "exchange", lambda _office: Open("new-invitation")),
    Picture("search", "today", lambda _office: Open("search"), ("+vuokra",)),
    Picture("settings", "today", lambda _office: Open("settings")),
    Picture("help", "today", keys=("f1",)),
    Picture("help-page", "today", lambda _office: Open("help:meeting")),
    Picture("commands", "cases", _case(), ("f2",)),
    Picture("too-small", "today", rows=20),
    Picture("today-names", "today", keys=("f4",)),  # last: the names stay for ten seconds
    Picture("case-names", "cases", _case("network")),
    Picture("privacy", "cases", _case(), ("f8",)),
)  # fmt: skip
EMPTY = (  # an office of the first day
    Picture("empty-today", "today"),
    Picture("empty-cases", "cases"),
    Picture("empty-meetings", "meetings"),
    Picture("empty-plan", "meetings", keys=("n",)),
    Picture("empty-actions", "actions"),
    Picture("empty-people", "people"),
    Picture("empty-exchange", "exchange"),
    Picture("first-case", "cases", keys=("n", "+Malli", "ctrl+s")),
    Picture("first-network", "cases", keys=("f5", "enter", "2", "n")),
    Picture("first-meeting", "cases", keys=("f5", "enter", "3", "n")),
)
BEFORE = (
    Picture("lock", "lock"),
    Picture("lock-refused", "lock", keys=("+wrong words", "enter")),
    Picture("first-1-language", "first"),
    Picture("first-2-look", "first", keys=("enter",)),
    Picture("first-3-person", "first", keys=("enter", "enter")),
    Picture("joining", "first", keys=("ctrl+g",)),
    Picture("first-4-passphrase", "first",
            keys=("enter", "enter", "+Testi Testinen", "enter", "enter")),
    Picture("first-5-sheet", "first",
            keys=("enter", "enter", "+Testi Testinen", "enter", "enter", "+{secret}", "tab",
                  "+{secret}", "enter")),
)  # fmt: skip
WIDE = ("today", "cases", "case", "case-network", "meetings", "prepare", "live", "minutes",
        "actions", "people", "conflict", "lock", "search")  # fmt: skip
SIGNED = ("today", "case-network", "live", "actions", "conflict", "lock-refused")
FOREIGN = ("today", "live", "minutes")
