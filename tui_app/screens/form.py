"""A screen with fields: what is typed is kept as a draft, and saved when its field is left.

The law: nothing typed is lost. A draft is kept ``draft_after`` seconds after typing and when the
process ends; it is dropped when the casebook has taken the value. What the casebook refuses stays
typed, with the sentence beside the field. Drafts are named ``<draft_place>/<field id>``. Enter goes
to the next field. Esc saves the field it leaves; where that is refused it stays once, so that the
sentence is seen, and goes out at the second press: the draft waits.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.widgets import Input

from storage.errors import StorageError
from storage.lines.change import DraftLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import date_and_time
from tui_app.i18n.sentences import sentence
from tui_app.screens.seeing import Seeing
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field import FieldLeft, FieldTyped
from tui_app.widgets.field_row import row_of

DRAFT_AFTER = 2.0


class Form(Seeing):
    """A screen whose fields save themselves; the subclass gives ``save_field``."""

    draft_after: ClassVar[float] = DRAFT_AFTER

    def __init__(self) -> None:
        super().__init__()
        self._typed: dict[str, str] = {}
        self._seen_refused: tuple[str, object] | None = None

    # --- what a subclass gives -----------------------------------------------------------------

    def draft_place(self) -> str:
        """Return the name of this form's drafts, such as ``case/<id>``; "" keeps none."""
        return ""

    # --- saving --------------------------------------------------------------------------------

    def keep(
        self,
        field: Any,  # noqa: ANN401 - any ``Field``
        work: Callable[[], Any],
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Do ``work()`` in the casebook's thread; then the field's value is what is kept."""
        value = field.value

        def kept(answer: object) -> None:
            if field.value == value:
                self._take_as_kept(field, value)
                self.forget_draft(field)
            self.note_beside(field, "")
            self.host.note_saved()
            if then is not None:
                then(answer)

        self.ask(work, then=kept, refused=partial(self._refused, field))

    def _take_as_kept(self, field: Any, value: object) -> None:  # noqa: ANN401 - any ``Field``
        if hasattr(field, "fill_day"):
            field.fill_day(field.day)
        else:
            field.kept = value

    def _refused(self, field: Any, error: StorageError) -> bool:  # noqa: ANN401 - any ``Field``
        return self.note_beside(field, sentence(error), alert=True)

    def note_beside(self, field: Any, text: str, *, alert: bool = False) -> bool:  # noqa: ANN401
        """Say ``text`` beside ``field``; return whether the field has such a place."""
        row = row_of(field)
        if row is not None and (text or not getattr(field, "day", None)):
            row.note(text, alert=alert)
        return row is not None

    @on(FieldLeft)
    def _left(self, event: FieldLeft) -> None:
        if event.changed and event.field.id != "filter":
            self.save_field(event.field)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        if event.input.id != "filter":
            event.stop()
            self.entered(event.input)

    def on_key(self, event: events.Key) -> None:
        """Go on after Enter in a choice too: it has nothing else to do with it."""
        if event.key == "enter" and isinstance(self.focused, ChoiceField):
            event.stop()
            self.entered(self.focused)

    def entered(self, field: Any) -> None:  # noqa: ANN401, ARG002 - any ``Field``; for subclasses
        """Go on after Enter in ``field``."""
        self.focus_next()

    # --- going out -----------------------------------------------------------------------------

    def do_back(self) -> None:
        """Save the field in hand, then go out one level."""
        if self.stop_work() or self.end_filter():
            return
        field: Any = self.focused
        waiting = getattr(field, "changed", False) or not getattr(field, "sure", True)
        if not waiting or (field.id, field.value) == self._seen_refused:
            self.go_out()
            return
        self.hold_once(field)
        if field.changed:
            self.save_field(field)
            # Done in order: this comes back after the saving, and finds the field kept or not.
            self.ask(lambda: None, then=lambda _none: self._out_when_kept(field))

    def hold_once(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Say that the next Esc leaves what stands in ``field`` as a draft."""
        self._seen_refused = (field.id, field.value)
        self.say(_("Not saved yet. Esc again leaves it waiting here as a draft."))

    def _out_when_kept(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        if not field.changed:
            self.say("")
            self.go_out()

    def go_out(self) -> None:
        """Go out one level, once; what is typed and not saved waits as a draft."""
        self.keep_drafts()
        if self.app.screen is self:
            super().do_back()

    def save_in_hand(self) -> None:
        """Save the field with the cursor now: a screen that closes hears nothing of its leaving."""
        field: Any = self.focused
        if getattr(field, "changed", False) and field.id != "filter":
            self.save_field(field)

    # --- drafts --------------------------------------------------------------------------------

    @on(FieldTyped)
    def _note_draft(self, event: FieldTyped) -> None:
        event.stop()
        name = event.field.id
        if name and name != "filter" and self.draft_place():
            first = not self._typed
            self._typed[name] = event.text
            self.note_under(event.field)
            if first:
                self.set_timer(self.draft_after, self.keep_drafts)

    def keep_drafts(self) -> None:
        """Keep what was typed since the last time."""
        typed, self._typed = self._typed, {}
        for name, text in typed.items():
            place = f"{self.draft_place()}/{name}"
            self.host.keep_draft(place, text, self.digests.get(name))

    def forget_draft(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Drop the draft of ``field``: it has been saved."""
        self._typed.pop(field.id, None)
        self.digests.pop(field.id, None)
        if self.draft_place():
            self.host.keep_draft(f"{self.draft_place()}/{field.id}", "")

    def leaving(self) -> None:
        """Keep what is being typed: the process ends now."""
        self.keep_drafts()

    def restore_drafts(self, *fields: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Show the drafts of ``fields``, if there are any; call it once they are filled."""
        self.ask(self.casebook.drafts.lines, then=partial(self._restore, fields))

    def _restore(self, fields: tuple[Any, ...], drafts: Sequence[DraftLine]) -> None:
        kept = {line.place: line for line in drafts}
        for field in fields:
            line = kept.get(f"{self.draft_place()}/{field.id}")
            if line is None or line.text == field.value:
                continue
            self.note_under(field, line.over)
            if hasattr(field, "load_text"):
                field.load_text(line.text)
            else:
                field.value = line.text
            words = _("Draft from {when}, not saved yet.")
            said = words.format(when=date_and_time(line.at.astimezone()))
            self.say(said)
            if (row := row_of(field)) is not None:
                row.note_draft(said)
