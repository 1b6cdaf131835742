"""Case, Summary: where the client stands, their wishes in their own words, and release dates told.

The law: the client's words stand above ours; a field saves itself when it is left; a release date
is told, never computed, and one of them is what is planned by.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.cases import SUMMARY
from tui_app.commands.command import Command
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.case_words import RELEASES, release_cells, release_preview, summary_facts
from tui_app.screens.messages import Open
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Panel, Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary, ReleaseLine
    from storage.lines.change import Changed
    from tui_app.widgets.list_rows import Row

FIELDS = {
    "phase": "phase",
    "prison": "prison",
    "municipality": "home_municipality",
    "wishes": "wishes",
    "summary": "summary",
}
"""The id of each field, and the name it has in the record."""


class CaseScreen(CaseTab):
    """The first tab of a case."""

    AUTO_FOCUS = "#releases"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 - Textual's own name
    commands: ClassVar[tuple[Command, ...]] = SUMMARY
    here: ClassVar[str] = "summary"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.restored = False

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"case/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields and the release dates."""
        yield FieldRow(_("Phase"), ChoiceField((), id="phase"))
        yield FieldRow(_("Prison"), TextField(id="prison"))
        yield FieldRow(_("Home municipality"), TextField(id="municipality"))
        yield Static(id="case-facts", markup=False)
        yield Panel(_("Wishes in the client's own words"), NoteArea(id="wishes"), id="wishes-part")
        yield Panel(_("Summary"), NoteArea(id="summary"), id="summary-part")
        yield Rule(id="releases-rule")
        empty = _("No release date has been told. Press r to write one.")
        yield RecordList(RELEASES, self.row, lambda line: line.id, empty=empty, id="releases")
        yield Static(id="release-preview", markup=False)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Fill the fields with what is kept."""
        closed = sheet.case.phase == "closed"
        kept = {
            "phase": sheet.case.phase,
            "prison": sheet.case.prison,
            "municipality": sheet.home_municipality,
            "wishes": sheet.wishes,
            "summary": sheet.summary,
        }
        # Closing has its own key and asks for the reason, so it is no choice among the phases.
        phases = choice_words("phase")
        self.field("phase").options = phases if closed else phases[:-1]
        for name, value in kept.items():
            field = self.field(name)
            self.show_kept(field, value)
            if isinstance(field, NoteArea):
                field.read_only = closed  # a long text must still be read to its end
            else:
                field.disabled = closed
        names = self.host.names_shown
        self.query_one("#case-facts", Static).update(Content(summary_facts(sheet, names=names)))
        self.releases.show(sheet.releases)
        self.query_one("#releases-rule", Rule).title = _("Release dates told")
        if not self.restored:
            self.restored = True
            self.restore_drafts(*(self.field(name) for name in FIELDS if name != "phase"))

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    @property
    def releases(self) -> "RecordList[ReleaseLine]":
        """Return the list of release dates."""
        return self.query_one("#releases", RecordList)

    def row(self, line: "ReleaseLine") -> "Row":
        """Draw a release date."""
        return release_cells(line, self.today)

    def names_changed(self) -> None:
        """Show names in the facts too."""
        super().names_changed()
        if self.sheet is not None:
            words = summary_facts(self.sheet, names=self.host.names_shown)
            self.query_one("#case-facts", Static).update(Content(words))

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Say what the date under the cursor means for services."""
        words = release_preview(self.releases.current)
        self.query_one("#release-preview", Static).update(Content(words))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field of the case."""
        name = FIELDS.get(field.id)
        if name is not None:
            edit = partial(self.casebook.cases.edit, self.case_id, seen=self.seen(field.id))
            self.keep(field, partial(edit, **{name: field.value}))

    # --- what can be done ----------------------------------------------------------------------

    def do_back(self) -> None:
        """Go from a field to the list, and from there out."""
        if self.standing.typing or isinstance(self.focused, ChoiceField):
            self.releases.focus()
        else:
            super().do_back()

    def do_edit(self) -> None:
        """Go to the first field; each saves itself."""
        self.field("wishes").focus()

    def do_client(self) -> None:
        """Open the client's own details."""
        if self.sheet is not None:
            self.post_message(Open("person", self.sheet.client_id))

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Mend what was written about a date."""
        self.post_message(Open("release-date", event.key))

    def do_release(self) -> None:
        """Write a release date that was told."""
        self.post_message(Open("release", self.case_id))

    def do_planning(self) -> None:
        """Plan by the date under the cursor, or by none."""
        line = self.releases.current
        if line is not None:
            chosen = None if line.is_planning else line.id
            self.ask(self.casebook.cases.plan_by, self.case_id, chosen)

    def do_remove_release(self) -> None:
        """Remove the date under the cursor."""
        if self.releases.current_key is not None:
            self.ask(self.casebook.cases.remove_release, self.releases.current_key)

    def do_close(self) -> None:
        """Close the case, with the reason and the door-open card."""
        self.post_message(Open("closing", self.case_id))

    def do_erase(self) -> None:
        """Erase the closed case for good, after a question that says what goes and what stays."""
        question = _(
            "Erase this case for good? Its texts go from the records, the search and the daily "
            "backups, and cannot come back. The use log stays. Copies on paper, sticks and other "
            "computers stay where they are. First file the record text officially."
        )
        self.app.push_screen(Confirm(question, _("Erase it")), self._erase)

    def _erase(self, sure: bool | None) -> None:  # noqa: FBT001 - called by the dialog
        if sure:
            erase, today = self.casebook.erasing.erase_case, self.today
            self.ask(partial(erase, self.case_id, today), then=lambda _gone: self.go_out())

    def do_reopen(self) -> None:
        """Open the closed case again."""
        self.ask(self.casebook.cases.reopen, self.case_id)
