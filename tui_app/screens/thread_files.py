"""Save a file that lies beside a message: which one, and into which folder.

The law: a file is never opened here; it is written whole into a folder that the reader chooses, and
the list says what kind of file it is.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.messages import size_words
from tui_app.screens.file_names import may_hold
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column, Row

if TYPE_CHECKING:
    from storage.lines.messages import AttachmentLine, MessageSheet

FILES = (Column(N_("File"), 0), Column(N_("Kind"), 8), Column(N_("Size"), 8))


class SavingFiles(NivelScreen):
    """A screen with a message in hand."""

    def current(self) -> "MessageSheet | None":
        """Return the message in hand."""
        raise NotImplementedError

    def do_save(self) -> None:
        """Choose a file that lies beside the message, then where it goes."""
        sheet = self.current()
        if sheet is None:
            return
        if len(sheet.attachments) == 1:
            self._ask_where(sheet, 0)
            return
        look = self.looker(partial(_named, sheet))
        dialog = Choose(_("Which file?"), FILES, _file_row, lambda one: bytes([one[0]]), look)
        self.app.push_screen(dialog, partial(self._chosen, sheet))

    def _chosen(self, sheet: "MessageSheet", chosen: Chosen | None) -> None:
        if chosen is not None and chosen.key is not None:
            self._ask_where(sheet, chosen.key[0])

    def _ask_where(self, sheet: "MessageSheet", number: int) -> None:
        if not sheet.attachments[number].is_here:
            self.say(_("The file has not come yet."), alert=True)
            return
        question = _("Into which folder?")
        self.app.push_screen(AskPath(question, may_hold), partial(self._save, sheet, number))

    def _save(self, sheet: "MessageSheet", number: int, folder: Path | None) -> None:
        if folder is None:
            return
        save = self.casebook.messages.save_attachment
        self.ask_long(
            lambda _progress: save(sheet.line.id, number, folder),
            then=lambda path: self.say(_("Saved: {name}").format(name=path.name)),
        )


def _named(sheet: "MessageSheet", words: str, limit: int) -> "list[tuple[int, AttachmentLine]]":
    found = enumerate(sheet.attachments)
    return [one for one in found if words.casefold() in one[1].name.casefold()][:limit]


def _file_row(one: "tuple[int, AttachmentLine]") -> Row:
    line = one[1]
    return Row((line.name, line.kind.upper(), size_words(line.size)))
