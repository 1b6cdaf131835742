"""Row 24: the keys that matter now, at most six, F1 never cut.

The law: keys come from the commands' tuples by their priority and are shown while they may be
pressed; what does not fit leaves from the right, F1 first of all.
"""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.commands.command import Command, shown_key
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import width

MOST = 6
_GAP = "  "


class FooterLine(Widget):
    """Shows the keys of ``commands`` that ``standing`` allows."""

    DEFAULT_CSS = "FooterLine { height: 1; width: 100%; padding: 0 1; }"

    commands: reactive[tuple[Command, ...]] = reactive(())
    standing: reactive[Standing] = reactive(Standing())

    def render(self) -> Content:
        """Draw the keys in the cells there are."""
        chosen = footer_commands(self.commands, self.standing, self.content_size.width)
        parts = [
            Content.assemble(
                (_key(command, self.standing), "bold $nivel-key"), f" {_(command.label)}"
            )
            for command in chosen
        ]
        return Content(_GAP).join(parts)


def footer_commands(
    commands: tuple[Command, ...], standing: Standing, cells: int
) -> tuple[Command, ...]:
    """Return the commands to show, in order, that fit into ``cells`` cells; F1 always does."""
    allowed = [
        command
        for command in commands
        if command.footer and not command.when(standing) and _pressable(command, standing)
    ]
    # F1 has the first claim on the room and the last place in the row.
    help_key = [command for command in allowed if command.key == "f1"]
    others = sorted((c for c in allowed if c.key != "f1"), key=lambda command: command.footer)
    chosen: list[Command] = []
    for command in others:
        tried = [*chosen, command, *help_key]
        if len(tried) <= MOST and _cells(tried, standing) <= cells:
            chosen.append(command)
    return (*chosen, *help_key)


def _pressable(command: Command, standing: Standing) -> bool:
    """While a field has the cursor, letters are text."""
    behind = command.typing or command.behind_escape
    return not standing.typing or behind or len(command.key) > 1


def _key(command: Command, standing: Standing) -> str:
    key = shown_key(command.key)
    return f"Esc, {key}" if standing.typing and command.behind_escape else key


def _cells(commands: list[Command], standing: Standing) -> int:
    texts = [f"{_key(command, standing)} {_(command.label)}" for command in commands]
    return width(_GAP.join(texts))
