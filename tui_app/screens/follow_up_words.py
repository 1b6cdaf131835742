"""How follow-up contacts and the steps of a lost-contact plan stand in lists."""

import datetime as dt

from storage.lines.follow_ups import FollowUpLine, PlanLine, StepLine
from storage.rules.follow_ups import is_missed
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date, long_date, short_date
from tui_app.plain.follow_ups import (
    interval_words,
    moved_words,
    planning_words,
    step_whom,
    tried_words,
    what_words,
)
from tui_app.plain.words import closing_words, joined, shown_name
from tui_app.screens.today_words import closing_cell, due_cell
from tui_app.widgets.list_rows import Column, Row

CONTACTS = (
    Column(N_("When"), 12),
    Column(N_("What"), 16),
    Column(N_("How"), 12),
    Column(N_("How it stands"), 0),
)
STEPS = (
    Column(N_("Turn"), 13),
    Column(N_("Whom"), 22),
    Column(N_("How"), 13),
    Column(N_("May be said"), 0),
)
PLAN = (
    Column(N_("What"), 18),
    Column(N_("When"), 12),
    Column(N_("How it stands"), 0),
)
INTERVALS = (Column(N_("Interval"), 24), Column(N_("How"), 0))


def contact_cells(line: FollowUpLine, today: dt.date, *, names: bool) -> Row:
    """Draw a follow-up contact; ``!`` for what was missed, or lies before the release."""
    planned = line.state == "planned"
    missed = is_missed(line.state, line.day, today)
    early = planned and line.release is not None and line.due < line.release
    when = due_cell(line.day, today) if planned else full_date(line.ended_on or line.due)
    state = "" if planned else choice_word("follow-up-state", line.state)
    again = _("next attempt") if planned and line.next_try else ""
    notes = joined(
        (
            _("missed") if planned and missed else state,
            again,
            tried_words(line),
            shown_name(line.person, names=names),
            planning_words(line),
            _("moved") if moved_words(line.asked, line.due) else "",
            line.reason,
        )
    )
    channel = choice_word("channel", line.channel)
    return Row(
        (when, what_words(line), channel, notes), sign="!" * (missed or early), quiet=not planned
    )


def contact_preview(line: FollowUpLine | None) -> str:
    """Say in words what the row cannot show: the day in full, the move, the planning date."""
    if line is None:
        return ""
    day = joined((long_date(line.day), closing_words(line.day)), "; ")
    first = joined((day, tried_words(line), moved_words(line.asked, line.due)), ". ")
    return joined((first, planning_words(line), line.words), "\n")


def step_cells(line: StepLine, *, names: bool, is_next: bool) -> Row:
    """Draw a step of the lost-contact plan."""
    turn = _("next") if is_next else choice_word("step-outcome", line.outcome)
    whom = step_whom(line, names=names)
    told = line.outcome_words or line.may_say
    quiet = line.outcome != "open"
    return Row((turn, whom, choice_word("channel", line.channel), told), quiet=quiet)


def step_preview(line: StepLine | None, *, names: bool) -> str:
    """Say what may be said, and whether it was agreed."""
    if line is None:
        return ""
    agreed = _("agreed {date}").format(date=full_date(line.agreed_on)) if line.agreed_on else ""
    first = joined((agreed or _("not agreed with the client yet"), line.phone if names else ""))
    may = _("may be said: {words}").format(words=line.may_say) if line.may_say else _(
        "nothing has been agreed to be said"
    )  # fmt: skip
    return f"{first}\n{may}"


def plan_cells(line: PlanLine, due: dt.date, *, taken: bool) -> Row:
    """Draw a proposal: taken or not, what, when, and why it was moved."""
    box = "[x]" if taken else "[ ]"
    standing = {
        "new": "",
        "same": _("planned already"),
        "moved": _("now {day}").format(day=short_date(line.before)) if line.before else "",
        "ended": _("made or let be already"),
    }[line.standing]
    moved = ""
    if due != line.asked:
        moved = _("moved from {day}").format(day=short_date(line.asked))
        moved = joined((moved, closing_cell(line.asked)), ": ")
    closed = closing_cell(due) if due == line.asked != line.due else ""
    has_room = line.first != line.last
    late = _("after the interval") if has_room and due > line.asked and line.is_late else ""
    row = (f"{box} {what_words(line)}", short_date(due), joined((standing, moved, closed, late)))
    return Row(row, sign="!" * bool(closed or late), quiet=not taken)


def plan_preview(line: PlanLine | None, due: dt.date | None) -> str:
    """Say in full on which day a proposal is, why it was moved, and what services do then."""
    if line is None or due is None:
        return ""
    day = joined((long_date(due), closing_words(due)), "; ")
    return joined((day, moved_words(line.asked, due)), "\n")


def interval_name(label: str, first: int, last: int, unit: str) -> str:
    """Return the interval with the office's own name for it."""
    span = interval_words("", first, last, unit)
    return joined((label, span), ": ") if label else span
