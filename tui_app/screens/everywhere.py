"""What the commands of ``commands.everywhere`` do, the same on every screen.

The law: nothing here knows what a screen shows; where a screen has its own way (reading, going
back), it overrides the one method.
"""

from typing import Any

from tui_app.i18n.catalogue import _
from tui_app.i18n.changes import change_words
from tui_app.process import SUSPENDED
from tui_app.screens.listing import Listing
from tui_app.screens.messages import Open


class Everywhere(Listing):
    """The methods behind the F-keys and the keys of every casebook screen."""

    last_command: Any = None

    def do_help(self) -> None:
        """Open the help menu."""
        self.post_message(Open("help"))

    def do_commands(self) -> None:
        """Open the palette: every command by its name."""
        self.post_message(Open("commands"))

    def do_find(self) -> None:
        """Go to the search over everything."""
        self.post_message(Open("search"))

    def case_in_hand(self) -> bytes | None:
        """Return the case whose names stand here alone; its log is where a peek is written."""
        return None

    def do_peek(self) -> None:
        """Write into the use log that names are shown, then show them for ten seconds."""
        if (casebook := self.host.casebook) is not None:
            from storage.records.log import LogWhat  # loaded with the casebook, not before

            detail, case_id = type(self).__name__, self.case_in_hand()
            self.ask(
                lambda: casebook.log.write(LogWhat.UNMASKED, case_id=case_id, detail=detail),
                then=lambda _written: self.host.peek(),
            )

    def do_refresh(self) -> None:
        """Read again."""
        self.load()

    def do_next_pane(self) -> None:
        """Go to the next part of the screen."""
        self.focus_next()

    def do_theme(self) -> None:
        """Change to the next theme."""
        self.host.next_theme()

    def do_privacy(self) -> None:
        """Empty the screen until F8 is pressed again."""
        self.host.hide()

    def do_lock(self) -> None:
        """Lock at once."""
        self.host.lock()

    def do_quit(self) -> None:
        """Lock and end Nivel."""
        self.host.leave()

    def do_settings(self) -> None:
        """Open the settings."""
        self.post_message(Open("settings"))

    def do_go_week(self) -> None:
        """Open the week."""
        self.post_message(Open("week"))

    def do_new_action(self) -> None:
        """Take in an action item in one line."""
        if (casebook := self.host.casebook) is not None and not self.host.visit:
            from tui_app.screens.quick_entry import QuickEntry  # not needed for the first paint

            QuickEntry(self, casebook, self.case_in_hand()).new_action()

    def do_log_contact(self) -> None:
        """Take in a contact: a letter, words if there are any."""
        if (casebook := self.host.casebook) is not None and not self.host.visit:
            from tui_app.screens.quick_entry import QuickEntry  # not needed for the first paint

            QuickEntry(self, casebook, self.case_in_hand()).log_contact()

    def do_go_today(self) -> None:
        """Go to Today."""
        self.post_message(Open("today"))

    def do_go_cases(self) -> None:
        """Go to Cases."""
        self.post_message(Open("cases"))

    def do_go_meetings(self) -> None:
        """Go to Meetings."""
        self.post_message(Open("meetings"))

    def do_go_actions(self) -> None:
        """Go to Actions."""
        self.post_message(Open("actions"))

    def do_go_messages(self) -> None:
        """Go to Messages."""
        self.post_message(Open("messages"))

    def do_go_people(self) -> None:
        """Go to People."""
        self.post_message(Open("people"))

    def do_go_exchange(self) -> None:
        """Go to Exchange."""
        self.post_message(Open("exchange"))

    def do_back(self) -> None:
        """Stop long work, end a filter, or go out one level."""
        if self.stop_work() or self.end_filter():
            return
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def do_undo(self) -> None:
        """Undo the last change."""
        if (casebook := self.host.casebook) is not None:
            self.ask(casebook.undo, then=lambda what: self._tell(_("Undone: {what}"), what))

    def do_undo_or_shell(self) -> None:
        """Undo; with nothing to undo do what Ctrl+Z means in a shell: lock and stop (trap 8)."""
        if self.host.casebook is not None and self.host.casebook.undoable is not None:
            self.do_undo()
        else:
            self.host.end(SUSPENDED)

    def do_redo(self) -> None:
        """Do the undone change again."""
        if (casebook := self.host.casebook) is not None:
            self.ask(casebook.redo, then=lambda what: self._tell(_("Done again: {what}"), what))

    def do_jump(self) -> None:
        """Show a letter on every part of the screen and go to the one that is pressed."""
        from tui_app.screens.jump import Jump  # not needed for the first paint

        self.app.push_screen(Jump(self))

    async def do_repeat(self) -> None:
        """Do the last command again."""
        if self.last_command is None:
            self.say(_("There is nothing to repeat yet."))
        else:
            await self.run_command(self.last_command)

    def do_previous(self) -> None:
        """Go back to what was open before."""
        self.post_message(Open("previous"))

    def _tell(self, words: str, what: str) -> None:
        self.say(words.format(what=change_words(what)))

    # --- what the screen itself has ------------------------------------------------------------

    def load(self) -> None:
        """Read what is shown."""
        raise NotImplementedError

    async def run_command(self, command: Any) -> None:  # noqa: ANN401 - defined by the screen
        """Run a command."""
        raise NotImplementedError
