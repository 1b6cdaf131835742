"""What can be done in Exchange: edit conflicts, this device, backups, files of changes."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import N_

MINE, THEIRS, TEXTS, SIDES, MENDING = "mine", "theirs", "texts", "sides", "mending"
"""Facts of a conflict: there is one side of this device, one of another, the difference is in texts
alone, there are sides to choose from, the record itself is to be mended."""


def with_mine(standing: Standing) -> str:
    """Allow when this device wrote one of the sides."""
    return "" if standing.has(MINE) else N_("None of these is yours alone. Choose with Enter.")


def with_theirs(standing: Standing) -> str:
    """Allow when there is just one side of another device."""
    return "" if standing.has(THEIRS) else N_("There are several of theirs. Choose with Enter.")


def with_texts(standing: Standing) -> str:
    """Allow when only texts differ."""
    return "" if standing.has(TEXTS) else N_("Only texts can be joined. Choose one side.")


def with_sides(standing: Standing) -> str:
    """Allow when there are sides to choose from."""
    return "" if standing.has(SIDES) else N_("There are no sides to choose from here.")


def with_record(standing: Standing) -> str:
    """Allow when the record can be opened."""
    return "" if standing.has(MENDING) else N_("This has no page of its own.")


CONFLICTS = tuple(command for command in LIST if command.id == "list.open")

CONFLICT = (
    Command("conflict.choose", "enter", N_("This one"), N_("Take the side under the cursor."), 4,
            with_sides),
    Command("conflict.mine", "m", N_("Mine"), N_("Take what this device wrote."), 1, with_mine),
    Command("conflict.theirs", "t", N_("Theirs"), N_("Take what the other device wrote."), 2,
            with_theirs),
    Command("conflict.both", "b", N_("Both"), N_("Join both texts by hand."), 3, with_texts),
    Command("conflict.later", "minus", N_("Later"), N_("Decide later; nothing is lost."), 5),
    Command("conflict.record", "o", N_("Open record"), N_("Open the record itself."), 6,
            with_record),
)  # fmt: skip

DEVICE = (
    Command("device.check", "c", N_("Check"), N_("Look through the whole casebook for damage."), 1),
)

BACKUP = (
    Command("backup.write", "b", N_("Back up"), N_("Write a backup to a file."), 1),
    Command(
        "backup.daily", "d", N_("Today's copy"), N_("Make today's own backup if it is missing."), 2
    ),
)

CHANGES = (
    Command("changes.write", "w", N_("Write file"), N_("Write all changes to a sealed file."), 1),
    Command("changes.take", "t", N_("Take in"), N_("Take in a file of changes."), 2),
)

NOW = (
    Command("now.exchange", "x", N_("Exchange"), N_("Read in and write out, in a folder."), 1),
    Command("now.look", "l", N_("Look inside"),
            N_("Look what lies in a folder; changes nothing."), 2),
    Command("now.write", "w", N_("One file"),
            N_("Write what is due to one person into a file, for e-mail."), 3),
    Command("now.take", "t", N_("Take in"), N_("Take in a file that came, say by e-mail."), 4),
)  # fmt: skip

HISTORY = tuple(command for command in LIST if command.id in {"list.open", "list.filter"})
