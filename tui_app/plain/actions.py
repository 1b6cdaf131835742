"""The plain twin of Actions."""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.actions import ActionLine, CommentLine
from storage.records.repeats import read_repeat
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time, full_date
from tui_app.plain.words import counted, due_words, flat, joined, shown_name


def state_words(line: ActionLine, today: dt.date) -> str:
    """Return how it stands: late or due while it is open, when and how it ended after that."""
    if line.state == "open":
        return due_words(line.due, today)
    state = choice_word("action-state", line.state)
    if line.state == "waiting":
        return joined((due_words(line.due, today), state, line.reason))
    return joined((state, full_date(line.done_on) if line.done_on else "", line.reason))


def repeat_words(repeat: str) -> str:
    """Return how often an item comes again, "" for once."""
    told = read_repeat(repeat)
    if told is None:
        return ""
    once, often = {
        "days": (_("every day"), _("every {count} days")),
        "weeks": (_("every week"), _("every {count} weeks")),
        "months": (_("every month"), _("every {count} months")),
    }[told.unit]
    said = once if told.count == 1 else often
    day = "" if told.day is None else _("on day {day}").format(day=told.day)
    return joined((said.format(count=told.count), day))


def action_row(line: ActionLine, today: dt.date, *, names: bool) -> str:
    """Return one action item as one line; how it stands comes first."""
    return joined(
        (
            f"{state_words(line, today)}: {line.what}",
            _of(line, names=names) + (shown_name(line.owner, names=names) or _("nobody's")),
            repeat_words(line.repeat),
            flat(line.note) if names else "",
        )
    )


def _of(line: ActionLine, *, names: bool) -> str:
    """Return the case and its client with a comma behind, nothing where there is none."""
    client = shown_name(line.client, names=names)
    if line.case_label and client:
        return f"{line.case_label} {client}, "
    return f"{line.case_label or client}, " if line.case_label or client else ""


def actions_text(
    lines: Iterable[ActionLine], count: int, today: dt.date, *, names: bool, ended: bool = False
) -> Iterator[str]:
    """Yield the open action items by due day, or the ended ones."""
    yield counted(_("Ended action items") if ended else _("Open action items"), count)
    # Thousands of items share a day and a doer: each is put into words once.
    stand: dict[object, str] = {}
    doers: dict[str, str] = {}
    for line in lines:
        moment = (line.state, line.due, line.done_on, line.reason)
        state, doer = stand.get(moment), doers.get(line.owner)
        if state is None:
            state = stand[moment] = state_words(line, today)
        if doer is None:
            doer = doers[line.owner] = shown_name(line.owner, names=names) or _("nobody's")
        row = f"{state}: {line.what}, {_of(line, names=names)}{doer}"
        row = f"{row}, {repeat_words(line.repeat)}" if line.repeat else row
        yield f"{row}, {flat(line.note)}" if names and line.note else row


def comment_row(line: CommentLine, *, names: bool) -> str:
    """Return one comment as one line."""
    when = date_and_time(line.at.astimezone())
    return f"{when} {shown_name(line.author, names=names)}: {flat(line.words)}"
