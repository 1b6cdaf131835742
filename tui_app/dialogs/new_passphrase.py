"""Choose a passphrase: typed twice, weighed at once, with proposals of drawn words.

The law: a proposal is shown to be written down and typed, never filled in: what the hand has typed
twice is remembered; it stays in sight until the dialog closes. A weak passphrase is refused with a
sentence under the field. Nothing typed here can be copied.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True, slots=True)
class Passphrases:
    """The answer: the ``old`` one where it was asked for, and the ``new`` one."""

    old: str
    new: str


class NewPassphrase(ModalScreen[Passphrases | None]):
    """``weakness(text)`` returns a sentence or ""; ``propose()`` returns drawn words.

    ``words`` say what the passphrase is for; without them it is the casebook's own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("enter", "go_on", show=False, priority=True),
        Binding("f4", "show", show=False, priority=True),
        Binding("f5,ctrl+g", "propose", show=False, priority=True),
    ]

    def __init__(
        self,
        weakness: Callable[[str], str],
        propose: Callable[[], str],
        *,
        ask_old: bool = False,
        words: str = "",
    ) -> None:
        super().__init__()
        self.words = words
        self.weakness = weakness
        self.propose = propose
        self.ask_old = ask_old

    def compose(self) -> ComposeResult:
        """Yield the fields and what they mean."""
        with Vertical(id="dialog"):
            words = self.words or _(
                "Choose a passphrase: at least 15 letters or five words. Only it and the "
                "recovery sheet open the casebook; nobody can give it back to you."
            )
            yield Static(Content(words), markup=False)
            if self.ask_old:
                yield PassphraseField(id="old", placeholder=_("the passphrase until now"))
            yield PassphraseField(id="new", placeholder=_("new passphrase"))
            yield PassphraseField(id="again", placeholder=_("the same once more"))
            yield Static(id="passphrase-proposed", markup=False)
            yield Static(id="passphrase-words", markup=False)
            yield Static(
                Content(_("Enter goes on, F4 shows, F5 proposes words, Esc goes back.")),
                classes="hint",
                markup=False,
            )

    def action_show(self) -> None:
        """Show what was typed for ten seconds."""
        for field in self.query(PassphraseField):
            field.show_awhile()

    def action_propose(self) -> None:
        """Show drawn words to be written down and typed."""
        words = _("Proposed; write it down, then type it: {words}").format(words=self.propose())
        self.query_one("#passphrase-proposed", Static).update(Content(words))
        self._say("")

    def action_go_on(self) -> None:
        """Go to the next field, or answer when all is well."""
        fields = list(self.query(PassphraseField))
        here = next((field for field in fields if field.has_focus), fields[-1])
        if here is not fields[-1]:
            if here.id == "new" and (weak := self.weakness(here.value)):
                self._say(f"! {weak}")
                return
            self._say("")
            fields[fields.index(here) + 1].focus()
            return
        self._answer()

    def _answer(self) -> None:
        new = self.query_one("#new", PassphraseField)
        again = self.query_one("#again", PassphraseField)
        if weak := self.weakness(new.value):
            self._say(f"! {weak}")
        elif not again.value:
            self._say(_("Type the same passphrase once more, into the second field."))
        elif new.value != again.value:
            again.value = ""
            self._say("! " + _("The two are not the same. Type the second one again."))
        else:
            old = self.query_one("#old", PassphraseField).take() if self.ask_old else ""
            again.take()
            self.dismiss(Passphrases(old, new.take()))

    def action_close(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)

    def _say(self, text: str) -> None:
        self.query_one("#passphrase-words", Static).update(Content(text))
