"""Hand out a meeting's papers: which, for whom, in which form and where to, with a preview.

The law: the preview shows what the copy holds, before anything is written; the folder is always
asked for; the file is new and whole, and row 23 says where it is. Text for the official record is
shown to be copied by hand, which is logged as the way out it is, and may be written to a file too.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from storage.casebook.handing import usual_receiver
from storage.casebook.handouts import What
from storage.records.minutes import Tier
from tui_app.commands.command import Command
from tui_app.commands.meetings import HAND_OUT
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.i18n.handout_words import handout_words
from tui_app.screens.giving import Giving, caption
from tui_app.screens.hand_out_words import form_choices, holds_words, paper_choices
from tui_app.screens.meeting_words import whose
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Rule
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.meetings import MeetingSheet
    from storage.lines.sharing import GivenTo

PATH_LIMIT = 400
LARGE = "pdf-large"


class HandOutScreen(Giving):
    """The papers of one meeting."""

    commands: ClassVar[tuple[Command, ...]] = HAND_OUT
    subject: ClassVar[str] = N_("Hand out")

    def __init__(self, meeting_id: bytes) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self.sheet: MeetingSheet | None = None
        self.copied: set[str] = set()

    def start_at(self, detail: str) -> None:
        """Begin with the paper that fits the meeting's state."""

    def place_text(self) -> str:
        """Return the meeting and what this is."""
        if self.sheet is None:
            return _(self.subject)
        return f"{_(self.subject)}: {whose(self.sheet.meeting, names=self.host.names_shown)}"

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        with Horizontal(classes="facts-row"):
            yield caption(_("Paper"))
            yield ChoiceField(paper_choices(), id="paper")
            yield caption(_("Form"))
            yield ChoiceField(form_choices("minutes"), id="form")
        with Horizontal(classes="facts-row"):
            yield caption(_("Copy"))
            yield ChoiceField(choice_words("tier"), "client", id="tier")
            yield caption(_("Language"))
            yield ChoiceField(choice_words("language"), id="language")
        yield from self.whom_rows()
        with Horizontal(classes="facts-row"):
            yield caption(_("Folder"))
            yield TextField(str(Path.home()), id="folder", limit=PATH_LIMIT)
        yield Static(id="hand-out-holds", markup=False)
        yield Rule(id="hand-out-rule", classes="rule")
        yield NoteArea(id="preview")

    def case_of_receiver(self) -> bytes | None:
        """Return whose meeting it is."""
        return None if self.sheet is None else self.sheet.meeting.case_id

    # --- what was chosen -----------------------------------------------------------------------

    def choice(self, name: str) -> str:
        """Return what stands in the choice ``name``."""
        return self.query_one(f"#{name}", ChoiceField).value

    def load(self) -> None:
        """Read the meeting."""
        self.ask(self.casebook.minutes.sheet, self.meeting_id, then=self._take)

    def _take(self, sheet: "MeetingSheet") -> None:
        first, self.sheet = self.sheet is None, sheet
        self.query_one("#preview", NoteArea).read_only = True
        if first:
            planned = sheet.meeting.state == "planned"
            self.query_one("#paper", ChoiceField).fill("invitation" if planned else "minutes")
            self.query_one("#language", ChoiceField).fill(sheet.language)
            self._offer_forms()
            self._usual_receiver()
            self.query_one("#paper", ChoiceField).focus()
        self.fill_frame()
        self.preview()

    def _offer_forms(self) -> None:
        form = self.query_one("#form", ChoiceField)
        form.options = form_choices(self.choice("paper"))
        form.fill(form.options[0][0])

    @on(ChoiceField.Changed)
    def _chosen(self, event: ChoiceField.Changed) -> None:
        if event.field.id == "paper":
            self._offer_forms()
        if event.field.id in {"paper", "tier"}:
            self._usual_receiver()
        self.preview()

    def _usual_receiver(self) -> None:
        self.usual(usual_receiver(self.choice("paper"), self.choice("tier")))

    def receiver_changed(self) -> None:
        """Show what this receiver's copy would hold."""
        self.preview()

    # --- seeing and writing --------------------------------------------------------------------

    def preview(self) -> None:
        """Show what the copy would hold; a PDF's words are shown as text."""
        paper, form, tier = self.choice("paper"), self.choice("form"), self.choice("tier")
        words = handout_words(self.choice("language"))
        shown = "txt" if form.startswith("pdf") else form
        desk, to = self.casebook.handouts, self.given_to()
        self.query_one("#hand-out-holds", Static).update(Content(holds_words(paper, tier)))
        self.query_one("#hand-out-rule", Rule).title = _("Preview")
        self.query_one("#preview", NoteArea).fill("")
        if paper == What.RECORD and to.key == "own-office" and tier not in self.copied:
            self.copied.add(tier)
            self.ask(lambda: desk.show(self.meeting_id, Tier(tier), words, to), then=self._show)
            return
        read = partial(desk.preview, self.meeting_id, What(paper), shown, Tier(tier), words, to=to)
        self.ask(read, then=self._show)

    def _show(self, data: bytes) -> None:
        text = data.decode("utf-8", errors="replace").lstrip("\ufeff").replace("\r\n", "\n")
        self.query_one("#preview", NoteArea).fill(text)

    def do_write(self) -> None:
        """Write the file."""
        folder = Path(self.query_one("#folder", TextField).value.strip()).expanduser()
        paper, form, tier = self.choice("paper"), self.choice("form"), self.choice("tier")
        words, write = handout_words(self.choice("language")), self.casebook.handouts.write

        def written(to: "GivenTo") -> Path:
            return write(
                self.meeting_id, What(paper), form.removesuffix("-large"), Tier(tier), words,
                folder, to=to, is_large=form == LARGE,
            )  # fmt: skip

        self.give(written, self.tell_where)

    def tell_where(self, path: Path) -> None:
        """Say where the file is."""
        self.say(_("Written: {file}").format(file=path))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep nothing: what is chosen here is no record."""
