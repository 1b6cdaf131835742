"""The plain twin of follow-up contacts: what is due or missed, the lost-contact plan, the card.

The law: a day that was moved says from which day and why; a missed contact says so first; words
that people wrote about others are shown with names only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.cases import CaseSummary
from storage.lines.follow_ups import DoorCardLine, FollowUpLine, PlanLine, StepLine
from storage.rules.follow_ups import is_missed
from storage.rules.lost_contact import next_step
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time, full_date, long_date, short_date
from tui_app.plain.words import (
    closing_words,
    counted,
    due_words,
    fact,
    flat,
    joined,
    shown_name,
    who,
)


def interval_words(label: str, first: int, last: int, unit: str) -> str:
    """Return the office's own name of an interval, or ``1–3 days``, ``1 week``, ``6 months``."""
    if label or not last:
        return label
    said = {
        "days": ngettext("{count} day", "{count} days", last),
        "weeks": ngettext("{count} week", "{count} weeks", last),
        "months": ngettext("{count} month", "{count} months", last),
    }.get(unit, "{count}")
    return said.format(count=str(last) if first == last else f"{first}–{last}")


def what_words(line: FollowUpLine | PlanLine) -> str:
    """Return which contact it is."""
    return interval_words(line.label, line.first, line.last, line.unit)


def moved_words(asked: dt.date | None, due: dt.date) -> str:
    """Return from which day a contact was moved and why; nothing where it was not."""
    if asked is None or asked == due:
        return ""
    words = _("moved from {day}").format(day=long_date(asked))
    return joined((words, closing_words(asked)), ": ")


def turn_words(line: FollowUpLine, today: dt.date) -> str:
    """Return how it stands: missed first, else when it is due, or how it ended."""
    if line.state == "planned":
        if is_missed(line.state, line.day, today):
            words = _("missed, was due {day}")
            return words.format(day=full_date(line.day))
        again = _("next attempt") if line.next_try else ""
        return joined((again, due_words(line.day, today)), ": ")
    ended = full_date(line.ended_on) if line.ended_on else ""
    return joined((choice_word("follow-up-state", line.state), ended, line.reason))


def tried_words(line: FollowUpLine) -> str:
    """Return what was tried: ``no answer, tried 2 times``."""
    if not line.attempts:
        return ""
    times = ngettext("tried {count} time", "tried {count} times", line.attempts)
    last = choice_word("contact-outcome", line.last_outcome)
    return joined((last, times.format(count=line.attempts)))


def planning_words(line: FollowUpLine) -> str:
    """Say that the planning date is gone, or is another than the one it was planned from."""
    if line.state != "planned" or line.planned_from is None:
        return ""
    was = short_date(line.planned_from)
    if line.release is None:
        return _("planned from {was}; there is no planning date any more").format(was=was)
    if line.due < line.release:
        return _("before the release {now}: plan anew").format(now=short_date(line.release))
    if line.release != line.planned_from:
        words = _("planned from {was}; the planning date is now {now}")
        return words.format(was=was, now=short_date(line.release))
    return ""


def follow_up_row(line: FollowUpLine, today: dt.date, *, names: bool) -> str:
    """Return one contact as one line."""
    of = who(line.case_label, line.client, names=names)
    return joined(
        (
            f"{turn_words(line, today)}: {what_words(line)}",
            of,
            choice_word("channel", line.channel),
            shown_name(line.person, names=names),
            tried_words(line),
            moved_words(line.asked, line.due),
            planning_words(line),
            flat(line.words) if names else "",
        )
    )


def follow_ups_text(
    lines: Iterable[FollowUpLine], count: int, today: dt.date, *, names: bool
) -> Iterator[str]:
    """Yield follow-up contacts, by day."""
    yield counted(_("Follow-up contacts"), count)
    yield from (follow_up_row(line, today, names=names) for line in lines)


def step_row(line: StepLine, *, names: bool, is_next: bool = False) -> str:
    """Return one step of the lost-contact plan as one line."""
    agreed = _("agreed {date}").format(date=full_date(line.agreed_on)) if line.agreed_on else ""
    done = date_and_time(line.done_at.astimezone()) if line.done_at else ""
    may = _("may be said: {words}").format(words=flat(line.may_say)) if line.may_say else ""
    return joined(
        (
            _("next") if is_next else choice_word("step-outcome", line.outcome),
            step_whom(line, names=names),
            choice_word("channel", line.channel),
            agreed or _("not agreed with the client yet"),
            done,
            may if names else "",
            flat(line.outcome_words) if names else "",
        )
    )


def step_whom(line: StepLine, *, names: bool) -> str:
    """Return to whom a step turns."""
    return joined((shown_name(line.person, names=names), line.role))


def steps_text(lines: Iterable[StepLine], *, names: bool) -> Iterator[str]:
    """Yield a lost-contact plan in its order."""
    found = tuple(lines)
    turn = next_step(found)
    yield counted(_("If contact is lost"), len(found))
    yield from (step_row(line, names=names, is_next=line.id == turn) for line in found)


def reach_words(reach: Iterable[str], words: str = "") -> str:
    """Return how the client can be reached, in words."""
    return joined((*(choice_word("reach", word) for word in reach), flat(words)))


def reach_row(sheet: CaseSummary, *, names: bool) -> str:
    """Return the fact of reachability."""
    return fact(_("Reachability"), reach_words(sheet.reach, sheet.reach_words if names else ""))


def card_text(card: DoorCardLine | None, *, names: bool) -> Iterator[str]:
    """Yield the door-open card, where there is one."""
    if card is not None:
        made = full_date(card.made_on) if card.made_on else ""
        yield fact(_("Door-open card"), joined((made, flat(card.words) if names else "")))
        whom = joined((shown_name(card.contact, names=names), card.phone if names else ""))
        yield fact(_("Who answers"), whom)
