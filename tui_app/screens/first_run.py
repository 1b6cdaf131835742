"""The first run: language, look, who you are, a passphrase, the recovery sheet; then unlocked.

The law: a person without training gets through in five minutes; each step is one question, Esc goes
one back, and nothing is made before the passphrase is set. The sheet must be on paper before the
casebook opens.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_app.commands.command import Command
from tui_app.commands.first_run import FIRST_RUN, FIRST_STANDARD
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.door import Made, NewVault
from tui_app.screens.messages import Open
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.screens.screen import NivelScreen
from tui_app.settings import THEMES
from tui_app.version import VERSION
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
THEME_WORDS = {
    "night": N_("Night: light on dark"),
    "day": N_("Day: dark on light"),
    "contrast": N_("Contrast: strongest difference"),
    "ansi": N_("The terminal's own colours"),
    "mono": N_("No colours"),
}
GLYPH_TEST = "┌──┬──┐ │ ░█ └──┴──┘"
_MARK = re.compile("[A-Z]{1,3}")
LANGUAGE, LOOK, PERSON = range(3)


class FirstRun(NivelScreen):
    """Three questions, then the passphrase and the sheet as dialogs."""

    commands: ClassVar[tuple[Command, ...]] = FIRST_RUN
    before_unlocking: ClassVar[bool] = True
    has_tabs: ClassVar[bool] = False
    standard: ClassVar[tuple[Command, ...]] = FIRST_STANDARD

    def __init__(self) -> None:
        super().__init__()
        self.step = LANGUAGE
        self.person = ""
        self.mark = ""
        self.may_leave = False

    def start_at(self, detail: str) -> None:
        """With ``another`` there are casebooks already, so Esc goes back to them."""
        self.may_leave = detail == "another"

    def place_text(self) -> str:
        """Return the program and the step."""
        return _("NIVEL {version}   first steps {step} / 5").format(
            version=VERSION, step=self.step + 1
        )

    def compose_body(self) -> ComposeResult:
        """Yield the question of the step."""
        steps = {LANGUAGE: self._language, LOOK: self._look, PERSON: self._person}
        yield from steps[self.step]()

    def _language(self) -> ComposeResult:
        yield Static(Content("Kieli / Språk / Language"), classes="question", markup=False)
        yield _picker(LANGUAGE_NAMES.__getitem__)

    def _look(self) -> ComposeResult:
        yield Static(Content(_("How should Nivel look? Up and Down show it at once.")),
                     classes="question", markup=False)  # fmt: skip
        yield _picker(lambda theme: _(THEME_WORDS[theme]))
        yield Static(Content(GLYPH_TEST), id="glyph-test", markup=False)
        options = (("ascii", _("something else")), ("box", _("lines and boxes")))
        yield FieldRow(
            _("I see above"), ChoiceField(options, self.host.settings.glyphs, id="glyphs")
        )

    def _person(self) -> ComposeResult:
        yield Static(Content(_("Who will use this casebook? One person, one casebook.")),
                     classes="question", markup=False)  # fmt: skip
        yield FieldRow(
            _("Your name"),
            TextField(self.person, limit=80, id="person"),
            hint=_("Were you given an invitation, a file and a passphrase? Press Ctrl+G."),
        )
        yield FieldRow(
            _("Case letters"),
            TextField(self.mark, limit=3, id="mark"),
            hint=_(
                "1 to 3 letters before your case numbers, such as K in K-0142; left empty, "
                "the first letter of your name"
            ),
        )

    def load(self) -> None:
        """Fill the step's list and put the cursor where the answer goes."""
        settings = self.host.settings
        if self.step == PERSON:
            self.query_one("#person", TextField).focus()
            return
        values = tuple(LANGUAGE_NAMES) if self.step == LANGUAGE else THEMES
        now = settings.language if self.step == LANGUAGE else self.app.theme
        choices: RecordList[str] = self.query_one("#choices", RecordList)
        choices.show(values)
        choices.cursor = values.index(now) if now in values else 0
        choices.focus()

    # --- answers -------------------------------------------------------------------------------

    @on(RecordList.Moved, "#choices")
    def _show_theme(self, event: RecordList.Moved) -> None:
        theme = event.record_list.current
        if self.step == LOOK and theme and theme != self.app.theme:
            self.host.change_settings(replace(self.host.settings, theme=theme))

    @on(ChoiceField.Changed, "#glyphs")
    def _show_glyphs(self, event: ChoiceField.Changed) -> None:
        self.host.change_settings(replace(self.host.settings, glyphs=event.field.value))

    @on(RecordList.Chosen)
    @on(Input.Submitted)
    async def _entered(self) -> None:
        await self.do_go_on()

    async def do_go_on(self) -> None:
        """Take the answer of this step."""
        if self.step == LANGUAGE:
            language = str(self.query_one("#choices", RecordList).current)
            self.step = LOOK
            known = self.host.settings.language
            self.host.change_settings(replace(self.host.settings, language=language))
            if language == known:  # else the app composes every screen anew
                await self.speak_again()
        elif self.step == LOOK:
            self.step = PERSON
            self.host.change_settings(replace(self.host.settings, theme=self.app.theme))
            await self.speak_again()
        else:
            self._take_person()

    async def do_go_back(self) -> None:
        """Go one step back, or to the lock screen."""
        if self.step > LANGUAGE:
            self.step -= 1
            await self.speak_again()
        elif self.may_leave:
            self.app.pop_screen()

    def do_join(self) -> None:
        """Make a casebook from an invitation instead."""
        self.post_message(Open("joining"))

    def _take_person(self) -> None:
        name, mark = self.query_one("#person", TextField), self.query_one("#mark", TextField)
        self.person = name.value.strip()
        self.mark = mark.value.strip().upper() or _first_letter(self.person)
        if not self.person:
            self._beside(name, _("Write a name first."))
        elif not mark.value.strip() and name.has_focus:
            mark.value = self.mark  # seen before it is taken
            mark.focus()
        elif not _MARK.fullmatch(self.mark):
            self._beside(mark, _("Write 1 to 3 letters from A to Z."))
        else:
            self._ask_passphrase()

    def _ask_passphrase(self) -> None:
        ask_new_passphrase(self, self.person, self._make)

    def _make(self, chosen: Passphrases | None) -> None:
        if chosen is not None:
            self.say(_("Making the casebook…"))
            wanted = NewVault(self.person, self.mark, chosen.new)
            self.ask(self.host.door.create, wanted, then=self._show_sheet)

    def _show_sheet(self, made: Made) -> None:
        self.app.push_screen(
            ShowSheet(made.sheet), lambda _on_paper: self.host.took_over(made.casebook)
        )

    def _beside(self, field: Widget, words: str) -> None:
        field.focus()
        if isinstance(field.parent, FieldRow):
            field.parent.note(words, alert=True)


def _picker(words: Callable[[str], str]) -> RecordList[str]:
    columns = (Column("", 0),)
    return RecordList(columns, lambda value: Row((words(value),)), str.encode, id="choices")


def _first_letter(name: str) -> str:
    plain = {"Å": "A", "Ä": "A", "Ö": "O"}
    letter = name[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else plain.get(letter, "")
