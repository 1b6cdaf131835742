"""One action item: what, who, by when, how it stands and why.

The law: each field saves itself; waiting and dropped carry their reason, and what is dropped
without one is refused beside the field; the doer is someone of the client's network, the client or
oneself.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.records.actions import ActionState
from storage.records.identity import derive_id
from tui_app.commands.actions import ACTION
from tui_app.commands.command import Command
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.hand_over import HandOver
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.plain.actions import comment_row, repeat_words
from tui_app.plain.words import joined, shown_name
from tui_app.screens.actions_words import next_words
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.actions import ActionLine, CommentLine
    from storage.lines.change import Changed

WHAT_LIMIT = 300
REPEATS = ("", "days:1", "weeks:1", "weeks:2", "weeks:4", "months:1", "months:3", "months:12")
People = tuple[tuple[bytes, str], ...]
Found = tuple["ActionLine", People, tuple["CommentLine", ...]]


def read_action(casebook: "Casebook", action_id: bytes) -> Found:
    """Open the action item, with whom it can be given to; blocks."""
    casebook.actions.read(action_id)
    line = casebook.actions.line(action_id)
    if line is None:
        raise RecordMissing(kind="action")
    people = {casebook.me.person_id: casebook.me.person}
    people[derive_id(line.case_id, "client")] = casebook.cases.line(line.case_id).name
    for tie in casebook.network.lines(line.case_id):
        if tie.person_id is not None:
            people[tie.person_id] = tie.name
    if line.owner_id is not None:
        people.setdefault(line.owner_id, line.owner)
    return line, tuple(people.items()), casebook.comments.lines(action_id)


class ActionScreen(Form):
    """The form of one action item."""

    commands: ClassVar[tuple[Command, ...]] = ACTION

    def __init__(self, action_id: bytes) -> None:
        super().__init__()
        self.action_id = action_id
        self.line: ActionLine | None = None
        self.people: People = ()

    def place_text(self) -> str:
        """Say whose it is."""
        line = self.line
        if line is None:
            return _("Actions")
        client = shown_name(line.client, names=self.host.names_shown)
        return f"{_('Actions')} > {joined((line.case_label, client), ' ')}"

    def draft_place(self) -> str:
        """Name the drafts of this item."""
        return f"action/{self.action_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        with Vertical(classes="form"):
            yield FieldRow(_("What"), TextField(id="what", limit=WHAT_LIMIT))
            yield FieldRow(_("Who does it"), ChoiceField((), id="owner"))
            yield FieldRow(_("By when"), DateField(today, id="due"))
            yield FieldRow(_("How it stands"), ChoiceField(choice_words("action-state"),
                                                           id="state"))  # fmt: skip
            hint = _("What it waits for, or why it was dropped.")
            yield FieldRow(_("Reason"), TextField(id="reason"), hint=hint)
            yield FieldRow(_("Repeats"), ChoiceField(_repeats(""), id="repeat"))
            hint = _("Empty: no end. Only the next one is ever made.")
            yield FieldRow(_("Repeats until"), DateField(today, id="repeat_until"), hint=hint)
            yield FieldRow(_("Note"), NoteArea(id="note"))
        yield Static(id="comments", markup=False)

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read it."""
        self.ask(self.casebook.people.me)  # a card of one's own, to give the item to
        read = partial(read_action, self.casebook, self.action_id)
        self.ask_seeing(read, lambda _found: (self.action_id,), self._take, self.gone)

    def _take(self, found: Found) -> None:
        first, self.line = self.line is None, found[0]
        line, self.people, comments = found
        names = self.host.names_shown
        owner = self.query_one("#owner", ChoiceField)
        people = ((key.hex(), shown_name(name, names=names)) for key, name in self.people)
        owner.options = (("", _("nobody named")), *people)
        self.show_kept(owner, line.owner_id.hex() if line.owner_id else "")
        self.query_one("#repeat", ChoiceField).options = _repeats(line.repeat)
        told = (comment_row(one, names=names) for one in reversed(comments))
        self.query_one("#comments", Static).update(Content("\n".join(told)))
        for name in ("what", "due", "state", "reason", "note", "repeat", "repeat_until"):
            self.show_kept(self.query_one(f"#{name}"), getattr(line, name))
        self.fill_frame()
        if first:
            names_of = ("#what", "#due", "#reason", "#note")
            self.restore_drafts(*(self.query_one(name) for name in names_of))
            if not line.owner_id:
                owner.focus()

    async def speak_again(self) -> None:
        """Compose anew; what is being typed comes back as the draft it is."""
        self.leaving()
        self.line = None
        await super().speak_again()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of action items."""
        return bool(changed.kinds & {"action", "person", "comment"})

    def names_changed(self) -> None:
        """Say names in full or masked."""
        self.load()

    # --- saving --------------------------------------------------------------------------------

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Save the field; how it stands is saved together with its reason."""
        desk = self.casebook.actions
        if field.id in {"state", "reason"}:
            state = ActionState(self.query_one("#state", ChoiceField).value)
            reason = self.query_one("#reason", TextField).value.strip()
            today = self.host.clock.now().date()
            mark = partial(desk.mark, [self.action_id], state, reason=reason, on=today)
            seen = self.seen("state", "reason")
            self.keep(field, partial(mark, seen=seen), lambda made: self.say(next_words(made)))
            return
        values: dict[str, Any] = {field.id: field.value}
        if field.id == "owner":
            values = {"owner_id": bytes.fromhex(field.value) if field.value else None}
        elif field.id in {"due", "repeat_until"}:
            values = {field.id: field.day}
        edit = partial(desk.edit, self.action_id, seen=self.seen(field.id))
        self.keep(field, partial(edit, **values))

    def case_in_hand(self) -> bytes | None:
        """Return the client's case."""
        return None if self.line is None else self.line.case_id

    def do_comment(self) -> None:
        """Ask for a comment."""
        self.save_in_hand()
        self.app.push_screen(AskText(_("Comment"), limit=300), self._comment)

    def _comment(self, words: str | None) -> None:
        if words:
            self.ask(self.casebook.comments.add, self.action_id, words)

    def do_hand_over(self) -> None:
        """Ask to whom, then why."""
        self.save_in_hand()
        names = self.host.names_shown
        others = [one for one in self.people if self.line is None or one[0] != self.line.owner_id]
        self.app.push_screen(HandOver(others, names=names), self._ask_why_handed)

    def _ask_why_handed(self, owner: bytes | None) -> None:
        if owner is not None:
            where = _("It stands as a comment on the action item.")
            dialog = Reason(_("Why is it handed over?"), where)
            self.app.push_screen(dialog, partial(self._hand_over, owner))

    def _hand_over(self, owner: bytes, words: str | None) -> None:
        if words is not None:
            hand_over, seen = self.casebook.comments.hand_over, self.seen("owner")
            self.ask(lambda: hand_over(self.action_id, owner, words, seen=seen))

    def do_finish(self) -> None:
        """Save and go back."""
        self.do_back()

    def do_meeting(self) -> None:
        """Go to the meeting it was agreed in."""
        if self.line is not None and self.line.meeting_id is not None:
            self.post_message(Open("meeting", self.line.meeting_id, "minutes"))
        else:
            self.say(_("This was not agreed in a meeting."))

    def do_case(self) -> None:
        """Go to the client."""
        if self.line is not None:
            self.post_message(Open("case", self.line.case_id))


def _repeats(kept: str) -> tuple[tuple[str, str], ...]:
    """Return the repeats to choose from, with the kept one where it is none of them."""
    keys = REPEATS if kept in REPEATS else (*REPEATS, kept)
    return tuple((key, repeat_words(key) or _("does not repeat")) for key in keys)
