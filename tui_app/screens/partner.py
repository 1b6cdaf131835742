"""Papers for a partner without Nivel: of which meetings, for whom, and how the file is sealed.

The law: the gate is asked as at every way out. A passphrase is drawn, shown this once after the
file is written, and told by another way than the file goes; a partner who has a key of their own
needs none. Whatever is chosen, only what a shared copy may hold is sealed.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from storage.lines.partners import Lock, Papers
from tui_app.commands.command import Command
from tui_app.commands.sharing import PARTNER
from tui_app.dialogs.mark import Mark
from tui_app.dialogs.show_words import ShowWords
from tui_app.i18n.catalogue import N_, _, language
from tui_app.i18n.choices import choice_word, choice_words
from tui_app.i18n.formats import full_date
from tui_app.i18n.handout_words import handout_words
from tui_app.i18n.partner_pages import partner_page
from tui_app.plain.words import joined, who
from tui_app.screens.giving import Giving, caption
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.meetings import MeetingLine
    from storage.lines.sharing import GivenTo

    Found = tuple[CaseLine, tuple[MeetingLine, ...]]

PATH_LIMIT = 400
KEY_LIMIT = 100
USUAL = ("minutes",)


class PartnerScreen(Giving):
    """The form of a sealed file about the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = PARTNER
    subject: ClassVar[str] = N_("For a partner without Nivel")

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.line: CaseLine | None = None
        self.held: dict[str, str] = {}
        self.marked: dict[str, tuple[str, ...]] = {"meetings": (), "parts": USUAL}
        self.drawn = ""

    def case_of_receiver(self) -> bytes | None:
        """Return the case."""
        return self.case_id

    def place_text(self) -> str:
        """Say whose papers they are, masked."""
        if self.line is None:
            return _(self.subject)
        whose = who(self.line.label, self.line.name, names=self.host.names_shown)
        return f"{_('Cases')} > {whose} > {_(self.subject)}"

    def compose_body(self) -> ComposeResult:
        """Yield for whom, what, how it is sealed, and where."""
        yield from self.whom_rows()
        fields = {
            _("Papers"): PickField(id="parts"),
            _("Meetings"): PickField(id="meetings"),
            _("Language"): ChoiceField(choice_words("language"), language(), id="language"),
            _("Sealed by"): ChoiceField(choice_words("sealed-by"), id="sealed-by"),
            _("Partner's key"): TextField(id="key", limit=KEY_LIMIT),
            _("Folder"): TextField(str(Path.home()), id="folder", limit=PATH_LIMIT),
        }
        for words, field in fields.items():
            yield Horizontal(caption(words), field, classes="facts-row")
        told = _(
            "One file that the free program age opens, and beside it a page that says what it is "
            "and nothing of whose. It holds what a shared copy may hold. Nobody can see from the "
            "file who sent it: say it yourself."
        )
        yield Static(Content(told), classes="hint told", markup=False)

    def load(self) -> None:
        """Read the case's line and the meetings that were held."""
        self.ask(self._read, then=self._take)

    def _read(self) -> "Found":
        book = self.casebook
        return book.cases.line(self.case_id), book.partners.held(self.case_id)

    def _take(self, found: "Found") -> None:
        self.line, meetings = found
        self.held = {line.id.hex(): _meeting_words(line) for line in meetings}
        self.fill_frame()
        self.usual("")
        self._show_marks()
        self.seal_changed()

    def _show_marks(self) -> None:
        chosen = joined(self.held[one] for one in self.marked["meetings"] if one in self.held)
        parts = joined(choice_word("partner-part", one) for one in self.marked["parts"])
        everything = _("all that were held: {count}").format(count=len(self.held))
        self.query_one("#meetings", PickField).fill(b"x", chosen or everything)
        self.query_one("#parts", PickField).fill(parts.encode() or None, parts)

    @on(ChoiceField.Changed, "#sealed-by")
    def seal_changed(self) -> None:
        """Ask for a key only where it is used."""
        self.query_one("#key", TextField).disabled = not self._by_key

    @property
    def _by_key(self) -> bool:
        return self.query_one("#sealed-by", ChoiceField).value == "key"

    @on(PickField.Asked, "#parts")
    def _ask_parts(self) -> None:
        mark = Mark(_("Which papers?"), choice_words("partner-part"), self.marked["parts"])
        self.app.push_screen(mark, lambda words: self._take_marks("parts", words))

    @on(PickField.Asked, "#meetings")
    def _ask_meetings(self) -> None:
        question = _("Of which meetings? None marked: all that were held.")
        mark = Mark(question, tuple(self.held.items()), self.marked["meetings"])
        self.app.push_screen(mark, lambda words: self._take_marks("meetings", words))

    def _take_marks(self, name: str, words: tuple[str, ...] | None) -> None:
        if words is not None:
            self.marked[name] = words
            self._show_marks()

    # --- writing -------------------------------------------------------------------------------

    def do_write(self) -> None:
        """Write the file and its page."""
        self.drawn = "" if self._by_key else self.host.door.propose()
        meetings = tuple(bytes.fromhex(one) for one in self.marked["meetings"])
        papers = Papers(self.case_id, meetings, self.marked["parts"])
        lock = Lock(self.drawn, self.query_one("#key", TextField).value.strip())
        lock = Lock(key=lock.key or "-") if self._by_key else Lock(self.drawn)
        folder = Path(self.query_one("#folder", TextField).value.strip()).expanduser()
        words = handout_words(self.query_one("#language", ChoiceField).value)
        write = self.casebook.partners.write

        def written(to: "GivenTo") -> tuple[Path, Path]:
            return write(papers, lock, to, words, partner_page(), folder)

        self.give(written, self._written)

    def _written(self, files: tuple[Path, Path]) -> None:
        sealed, page = files
        told = [_("Written: {file}").format(file=sealed), _("Beside it: {file}").format(file=page)]
        if self.drawn:
            told.append(_("Its passphrase, shown this once: {words}").format(words=self.drawn))
            told.append(_("Write it down, and tell it by telephone or face to face."))
            self.drawn = ""
        self.app.push_screen(ShowWords("\n\n".join(told)))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep nothing: what is chosen here is no record."""


def _meeting_words(line: "MeetingLine") -> str:
    day = full_date(line.starts) if line.starts else ""
    return joined((day, choice_word("meeting-kind", line.kind)), " ")
