"""Ask for a new passphrase, of a casebook or of one file: weighed and proposed by the door."""

from collections.abc import Callable

from tui_app.dialogs.new_passphrase import NewPassphrase, Passphrases
from tui_app.screens.asking import Asking


def ask_new_passphrase(
    screen: Asking,
    person: str,
    then: Callable[[Passphrases | None], None],
    *,
    ask_old: bool = False,
    words: str = "",
) -> None:
    """Push the dialog over ``screen``; ``person``: whose name must not stand in the passphrase.

    ``words`` say what it is for; without them it is the casebook's own.
    """
    door = screen.host.door

    def weakness(text: str) -> str:
        return screen.refusal(door.weakness, text, person)

    dialog = NewPassphrase(weakness, door.propose, ask_old=ask_old, words=words)
    screen.app.push_screen(dialog, then)
