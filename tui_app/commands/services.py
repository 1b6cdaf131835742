"""What can be done with services, practice cards and the seed of the directory."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import N_

OFFERED = "offered"
"""The fact that something is offered to the directory that is not here yet."""


def _offered(standing: Standing) -> str:
    return "" if standing.has(OFFERED) else N_("Everything that is offered is here already.")


SERVICE = (
    Command("service.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
)

NEW_SERVICE = (
    Command("service.finish", "ctrl+s", N_("Add"), N_("Add this service."), 1, typing=True),
)

PRACTICE_CARD = (
    Command("practice-card.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1,
            typing=True),
)  # fmt: skip

NEW_PRACTICE_CARD = (
    Command("practice-card.finish", "ctrl+s", N_("Add"), N_("Add this practice card."), 1,
            typing=True),
)  # fmt: skip

SEED = (
    *LIST,
    Command("seed.accept", "b", N_("Bring in"),
            N_("Bring in the marked rows, or all that are not here."), 1, _offered),
)  # fmt: skip
