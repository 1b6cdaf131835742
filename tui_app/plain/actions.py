"""The plain twin of Actions."""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.actions import ActionLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import counted, due_words, flat, joined, shown_name, who


def state_words(line: ActionLine, today: dt.date) -> str:
    """Return how it stands: late or due while it is open, when and how it ended after that."""
    if line.state == "open":
        return due_words(line.due, today)
    state = choice_word("action-state", line.state)
    if line.state == "waiting":
        return joined((due_words(line.due, today), state, line.reason))
    return joined((state, full_date(line.done_on) if line.done_on else "", line.reason))


def action_row(line: ActionLine, today: dt.date, *, names: bool, state: str | None = None) -> str:
    """Return one action item as one line; how it stands comes first."""
    return joined(
        (
            f"{state or state_words(line, today)}: {line.what}",
            who(line.case_label, line.client, names=names),
            shown_name(line.owner, names=names) or _("nobody's"),
            flat(line.note) if names else "",
        )
    )


def actions_text(
    lines: Iterable[ActionLine], count: int, today: dt.date, *, names: bool, ended: bool = False
) -> Iterator[str]:
    """Yield the open action items by due day, or the ended ones."""
    yield counted(_("Ended action items") if ended else _("Open action items"), count)
    stand: dict[object, str] = {}  # thousands of items share a day: say it once
    for line in lines:
        key = (line.state, line.due, line.done_on, line.reason)
        state = stand.get(key)
        if state is None:
            state = stand[key] = state_words(line, today)
        yield action_row(line, today, names=names, state=state)
