"""What can be done on a visit: the worker's side, its papers, and the late entry of a meeting.

The law (screens page, "Visits"): a visit knows one case, so nothing here leads anywhere else; the
view that is turned to the client has no commands of its own in any menu.
"""

from collections.abc import Iterable

from tui_app.commands.command import Command
from tui_app.commands.everywhere import CASEBOOK, EVERYWHERE
from tui_app.i18n.catalogue import N_

ELSEWHERE = frozenset({"app.find", "app.settings"})
_KEPT = frozenset({"app.undo", "app.undo-or-shell", "app.redo"})


def _without(commands: Iterable[Command], ids: frozenset[str]) -> tuple[Command, ...]:
    return tuple(command for command in commands if command.id not in ids)


STANDARD = (
    *_without(EVERYWHERE, ELSEWHERE),
    *(command for command in CASEBOOK if command.id in _KEPT),
)

VISIT = (
    Command("visit.show", "s", N_("Show client"),
            N_("Show the client their side of the visit; a PIN brings you back."), 1),
    Command("visit.papers", "h", N_("Papers"),
            N_("The paper pack, and the copy that may lie in a cell."), 2),
    Command("visit.late", "l", N_("Late entry"),
            N_("Write a whole meeting down afterwards, on one screen."), 3),
    Command("visit.end", "x", N_("End visit"),
            N_("Close the meeting of the visit, and end Nivel."), 4),
)  # fmt: skip

VISIT_PAPER = (
    Command("visit-paper.write", "ctrl+s", N_("Write copy"),
            N_("Write the copy into the folder."), 1, typing=True),
)  # fmt: skip

LATE_ENTRY = (
    Command("late.finish", "ctrl+s", N_("Save"),
            N_("Write the meeting down as it was, and go back."), 1, typing=True),
    Command("late.people", "ctrl+e", N_("Who was there"),
            N_("Mark who was there."), 2, typing=True),
)  # fmt: skip
