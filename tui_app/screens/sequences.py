"""Keys of two letters (``g t``) and digits, which no Textual binding can be.

The law: the first letter waits for the second as long as it takes and says so; any other key ends
the waiting. While a field has the cursor, letters are text and never come here.
"""

from dataclasses import dataclass, field

from tui_app.commands.command import Command


@dataclass
class Sequences:
    """The first letter pressed, if any. ``commands`` are those with a key such as ``g t``."""

    commands: tuple[Command, ...]
    first: str = ""
    starts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know the letters that begin a sequence."""
        keys = [key for command in self.commands for key in command.keys]
        self.starts = frozenset(key.partition(" ")[0] for key in keys if " " in key)

    def press(self, key: str) -> Command | None:
        """Take ``key``; return the command whose sequence it ends."""
        if not self.first:
            self.first = key if key in self.starts else ""
            return None
        whole, self.first = f"{self.first} {key}", ""
        for command in self.commands:
            if whole in command.keys:
                return command
        return None
