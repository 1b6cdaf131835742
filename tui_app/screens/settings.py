"""The settings: language, look, idle time, cursor, mouse, copying; and what opens the casebook.

The law: a choice works at once and is kept at once. The idle time may be shortened, never stretched
beyond five minutes. Removing a key is asked once, since no undo brings it back.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui_app.commands.command import Command
from tui_app.commands.settings import SETTINGS
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.formats import date_and_time
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.screens.screen import NivelScreen
from tui_app.settings import LEAST_MINUTES, MOST_MINUTES, THEMES
from tui_app.widgets.choice_field import ChoiceField, Options
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.upkeep import SlotLine

COLUMNS = (Column(N_("Key to it"), 24), Column(N_("made"), 0))
LANGUAGE_NAMES = (("fi", "suomi"), ("sv", "svenska"), ("en", "English"))
THEME_NAMES = {
    "night": N_("night"),
    "day": N_("day"),
    "contrast": N_("contrast"),
    "ansi": N_("the terminal's own"),
    "mono": N_("no colours"),
}
SLOT_WORDS = {"passphrase": N_("passphrase"), "recovery": N_("recovery sheet")}


class SettingsScreen(NivelScreen):
    """One page of choices, and the list of keys."""

    commands: ClassVar[tuple[Command, ...]] = SETTINGS
    recovered = False

    def start_at(self, detail: str) -> None:
        """After the recovery sheet say how a new passphrase is made."""
        self.recovered = detail == "recovered"

    def on_mount(self) -> None:
        """Say what comes next."""
        if self.recovered:
            self.say(_("Opened by the recovery sheet. Add a passphrase: a"))

    def place_text(self) -> str:
        """Return the place."""
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the keys."""
        with Panel(_("this computer")):
            for name, caption, options in self._choices():
                yield FieldRow(
                    caption, ChoiceField(options, self._value(name), letters=False, id=name)
                )
        with Panel(_("what opens the casebook")), Vertical(id="keys"):
            yield RecordList(COLUMNS, _slot_row, lambda line: line.id, id="slots")

    def _choices(self) -> tuple[tuple[str, str, Options], ...]:
        no_yes: Options = (("no", _("no")), ("yes", _("yes")))
        minutes: Options = tuple(
            (str(count), ngettext("{count} minute", "{count} minutes", count).format(count=count))
            for count in range(LEAST_MINUTES, MOST_MINUTES + 1)
        )
        return (
            ("language", _("Language"), LANGUAGE_NAMES),
            ("theme", _("Look"), tuple((name, _(THEME_NAMES[name])) for name in THEMES)),
            ("glyphs", _("Lines"), (("ascii", _("plain: - | +")), ("box", _("drawn lines")))),
            ("idle_minutes", _("Lock after"), minutes),
            ("show_cursor", _("Terminal's cursor"), no_yes),
            ("mouse", _("Mouse"), no_yes),
            ("copy", _("Allow copying"), no_yes),
        )

    def _value(self, name: str) -> str:
        value = getattr(self.host.settings, name)
        if name == "theme":
            return str(value or self.app.theme)
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    def load(self) -> None:
        """List the keys."""
        self.ask(self.casebook.keys.lines, then=self.query_one("#slots", RecordList).show)

    @on(ChoiceField.Changed)
    def _choose(self, event: ChoiceField.Changed) -> None:
        name, word = str(event.field.id), event.field.value
        value: Any = {"yes": True, "no": False}.get(word, word)
        if name == "idle_minutes":
            value = int(word)
        self.host.change_settings(replace(self.host.settings, **{name: value}))
        if name == "mouse":
            self.say(_("The mouse changes when Nivel is started next time."))

    def do_theme(self) -> None:
        """Change the theme, and say so in its field."""
        super().do_theme()
        self.query_one("#theme", ChoiceField).fill(self._value("theme"))

    # --- keys ----------------------------------------------------------------------------------

    def do_passphrase(self) -> None:
        """Ask for the old and the new passphrase."""
        ask_new_passphrase(self, self.casebook.me.person, self._change, ask_old=True)

    def _change(self, chosen: Passphrases | None) -> None:
        if chosen is not None:
            self.say(_("Changing the passphrase…"))
            change = self.casebook.keys.change_passphrase
            self.ask_long(
                lambda progress: change(chosen.old, chosen.new, progress),
                then=self._changed,
                can_stop=False,
            )

    def _changed(self, _done: object) -> None:
        self.say(_("The passphrase was changed."))
        self.load()

    def do_add(self) -> None:
        """Ask for another passphrase: the way on for whoever forgot the old one."""
        ask_new_passphrase(self, self.casebook.me.person, self._add)

    def _add(self, chosen: Passphrases | None) -> None:
        if chosen is not None:
            self.say(_("Adding the passphrase…"))
            self.ask(self.casebook.keys.add_passphrase, chosen.new, then=self._added)

    def _added(self, _done: object) -> None:
        self.say(_("The passphrase was added. Remove the forgotten one: x"))
        self.load()

    def do_sheet(self) -> None:
        """Make a new sheet and show it once."""
        self.ask(self.casebook.keys.new_sheet, then=self._show_sheet)

    def _show_sheet(self, lines: tuple[str, ...]) -> None:
        self.app.push_screen(ShowSheet(lines), lambda _on_paper: self.load())

    def do_remove(self) -> None:
        """Ask, then remove the key under the cursor."""
        slot_id = self.query_one("#slots", RecordList).current_key
        if slot_id is not None:
            question = _("Remove this key? It opens nothing any more, old copies too. No undo.")
            self.app.push_screen(Confirm(question, _("Remove it")), partial(self._remove, slot_id))

    def _remove(self, slot_id: bytes, sure: bool | None) -> None:  # noqa: FBT001 - an answer
        if sure:
            self.say(_("Removing the key…"))
            remove = self.casebook.keys.remove
            self.ask_long(
                lambda progress: remove(slot_id, progress), then=self._removed, can_stop=False
            )

    def _removed(self, _done: object) -> None:
        self.say(_("The key was removed."))
        self.load()


def _slot_row(line: "SlotLine") -> Row:
    return Row((_(SLOT_WORDS.get(line.kind, line.kind)), date_and_time(line.made.astimezone())))
