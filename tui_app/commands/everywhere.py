"""Commands that every screen has, and the movements inside every list.

The law: the F-keys work while typing; each has a letter or a palette twin, since editors'
terminals eat F1, F5 and F6.
"""

from tui_app.commands.command import Command
from tui_app.commands.standing import on_a_row, with_redo, with_undo
from tui_app.i18n.catalogue import N_

EVERYWHERE = (
    Command(
        "app.help",
        "f1",
        N_("Help"),
        N_("Find every command here, and run it."),
        1,
        also=("question_mark",),
        typing=True,
    ),
    Command(
        "app.commands",
        "f2",
        N_("Commands"),
        N_("Find a command by typing its name."),
        5,
        also=("ctrl+p",),
        typing=True,
    ),
    Command(
        "app.find", "f3", N_("Find"), N_("Find people, cases, notes and actions."), typing=True
    ),
    Command(
        "app.peek",
        "f4",
        N_("Show names"),
        N_("Show names for ten seconds; this is logged."),
        typing=True,
    ),
    Command("app.refresh", "f5", N_("Refresh"), N_("Read what is shown again."), typing=True),
    Command(
        "app.next-pane",
        "f6",
        N_("Next pane"),
        N_("Go to the next part of the screen."),
        typing=True,
    ),
    Command("app.theme", "f7", N_("Theme"), N_("Change to the next theme."), typing=True),
    Command(
        "app.privacy",
        "f8",
        N_("Hide"),
        N_("Empty the screen at once; F8 brings it back."),
        typing=True,
    ),
    Command("app.lock", "f9", N_("Lock"), N_("Lock Nivel at once."), 6, typing=True),
    Command("app.quit", "ctrl+q", N_("Quit"), N_("Lock and end Nivel."), typing=True),
    Command("app.settings", "g s", N_("Settings"), N_("Language, theme, lock time and keys.")),
)

GO = (
    Command("app.go-today", "g t", N_("Today"), N_("Go to Today.")),
    Command("app.go-cases", "g c", N_("Cases"), N_("Go to Cases.")),
    Command("app.go-meetings", "g m", N_("Meetings"), N_("Go to Meetings.")),
    Command("app.go-actions", "g a", N_("Actions"), N_("Go to Actions.")),
    Command("app.go-messages", "g v", N_("Messages"), N_("Go to Messages.")),
    Command("app.go-people", "g p", N_("People"), N_("Go to People.")),
    Command("app.go-exchange", "g e", N_("Exchange"), N_("Go to Exchange.")),
    Command("app.go-week", "g w", N_("Week"), N_("Go to the week.")),
)
"""The modes by letter, for screens whose digits are their own tabs', and the week."""

ENTRIES = (
    Command("app.new-action", "y a", N_("Add action"),
            N_("Write a new action item in one line, from anywhere.")),
    Command("app.log-contact", "y c", N_("Log contact"),
            N_("Write down that the client was called, met, written to, or did not answer.")),
)  # fmt: skip
"""What every screen of an open casebook takes in by two keys: ``y`` begins no other command."""

CASEBOOK = (
    *GO,
    *ENTRIES,
    Command("app.back", "escape", N_("Back"), N_("Go out one level.")),
    Command(
        "app.undo", "u", N_("Undo"), N_("Undo the last change, for one minute."), when=with_undo
    ),
    Command(
        "app.undo-or-shell",
        "ctrl+z",
        N_("Undo, or lock"),
        N_("Undo; with nothing to undo, lock and go back to the shell."),
    ),
    Command("app.redo", "ctrl+y", N_("Redo"), N_("Do the undone change again."), when=with_redo),
    Command("app.jump", "apostrophe", N_("Jump"), N_("Jump to a part of the screen by a letter.")),
    Command("app.repeat", "full_stop", N_("Repeat"), N_("Do the last command again.")),
    Command("app.previous", "comma", N_("Previous"), N_("Go back to what was open before.")),
)

LIST = (
    Command("list.open", "enter", N_("Open"), N_("Open the row under the cursor."), 2, on_a_row),
    Command(
        "list.mark", "space", N_("Mark"), N_("Mark the row, or take the mark away."), when=on_a_row
    ),
    Command("list.filter", "slash", N_("Filter"), N_("Show only rows with these words.")),
)
