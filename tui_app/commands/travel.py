"""What can be done with a case's travel packs: their page, and the form that packs one."""

from tui_app.commands.cases import on_open_case
from tui_app.commands.command import Command
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import N_

OUT = "pack-out"
"""The fact that the pack under the cursor is away."""


def on_one_out(standing: Standing) -> str:
    """Allow when the pack under the cursor is away."""
    return "" if standing.has(OUT) else N_("Choose a pack that is away first.")


PACKS = (
    Command("packs.new", "n", N_("Take along"), N_("Pack this case for a laptop of its own."), 1,
            on_open_case),
    Command("packs.return", "r", N_("Return"),
            N_("Bring back what was written in a pack, and wipe it."), 2),
    Command("packs.lost", "x", N_("Lost"), N_("Write down that the pack is lost."), 3, on_one_out),
)  # fmt: skip

TAKE_ALONG = (
    Command("take-along.record", "ctrl+s", N_("Pack"), N_("Choose the folder and pack it."), 1,
            typing=True),
)  # fmt: skip
