"""What can be done with a case's sharing: its tab, the forms of a basis, a bar, a protection."""

from tui_app.commands.cases import on_open_case
from tui_app.commands.command import Command
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_

IN_FORCE, ON_BASIS = "in-force", "on-basis"
"""The facts that the row under the cursor is not withdrawn or lifted, and that it is a basis."""


def on_one_in_force(standing: Standing) -> str:
    """Allow when what is under the cursor can be taken back."""
    return "" if standing.has(IN_FORCE) else N_("Choose one that is in force first.")


def on_a_basis(standing: Standing) -> str:
    """Allow when the cursor is on a basis."""
    return "" if standing.has(ON_BASIS) else N_("Choose a basis first.")


SHARING = (
    Command("sharing.open", "enter", N_("Open"), N_("Open the row under the cursor."), 2, on_a_row,
            also=("e",)),
    Command("sharing.basis", "n", N_("New basis"),
            N_("Record a permission, a consent or a statutory right."), 1, on_open_case),
    Command("sharing.share", "s", N_("Share"),
            N_("Share parts of the case with somebody whose contact card is here."), 4,
            on_open_case),
    Command("sharing.bar", "b", N_("Prohibition"), N_("Record a disclosure prohibition."), 0,
            on_open_case),
    Command("sharing.protect", "p", N_("Protect"), N_("Record that a person is protected."), 0,
            on_open_case),
    Command("sharing.partner", "a", N_("For a partner"),
            N_("Seal papers in a file for somebody who has no Nivel."), 0, on_open_case),
    Command("sharing.travel", "t", N_("Travel packs"),
            N_("Take the case along on a laptop of its own, and take it back."), 0),
    Command("sharing.withdraw", "x", N_("Withdraw"),
            N_("Write down that what is under the cursor was taken back or is over."), 3,
            on_one_in_force, also=("delete",)),
    Command("sharing.log", "l", N_("What went out"), N_("Show the disclosure log."), 5),
    Command("sharing.copy", "c", N_("Own copy"),
            N_("Write the client's own copy of their data and both logs."), 0),
)  # fmt: skip

NEW_SHARING = (
    Command("new-sharing.record", "ctrl+s", N_("Write down"), N_("Record it and go back."), 1,
            typing=True),
)  # fmt: skip

BASIS = (
    Command("basis.finish", "ctrl+s", N_("Ready"), N_("Save and go back."), 1, typing=True),
)  # fmt: skip

PARTNER = (
    Command("partner.write", "ctrl+s", N_("Write file"),
            N_("Write the sealed file and the page beside it."), 1, typing=True),
)  # fmt: skip

OWN_COPY = (
    Command("own-copy.write", "ctrl+s", N_("Write copy"), N_("Write the copy into the folder."), 1,
            typing=True),
)  # fmt: skip
