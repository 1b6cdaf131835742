"""The plain twin of the contact log: who was reached how, when, and in which words.

The law: when it happened comes first; a late entry says when it was written. Initials unless names
are shown; words are shown with names only, for people stand in them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.contact_attempts import ContactAttemptLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, date_and_time, full_date, long_date
from tui_app.plain.words import counted, flat, joined, shown_name

_LATE = dt.timedelta(hours=1)
WAYS = {
    ("phone", "reached"): "called",
    ("visit", "reached"): "met",
    ("letter", "sent"): "letter",
    ("video", "reached"): "video",
    ("phone", "no-answer"): "no-answer",
}


def told_when(at: dt.datetime | None, *, day_only: bool) -> str:
    """Return when a contact was: now, a day, or a day and an hour."""
    if at is None:
        return _("now")
    day = long_date(at.date())
    return day if day_only else f"{day} {clock_time(at)}"


def way_words(line: ContactAttemptLine) -> str:
    """Return how it went: ``called``, ``no answer``, ``e-mail, sent``."""
    word = WAYS.get((line.channel, line.outcome))
    if word is not None:
        return choice_word("contact-way", word)
    channel = choice_word("channel", line.channel)
    return joined((channel, choice_word("contact-outcome", line.outcome)))


def when_words(line: ContactAttemptLine) -> str:
    """Return the day of the event, with its hour where it is known."""
    at = line.at.astimezone()
    day = full_date(at.date())
    return day if line.day_only else f"{day} {clock_time(at)}"


def entered_words(line: ContactAttemptLine) -> str:
    """Return when it was written down, where that was later."""
    if line.entered_at - line.at < _LATE:
        return ""
    return _("written {when}").format(when=date_and_time(line.entered_at.astimezone()))


def contact_row(line: ContactAttemptLine, *, names: bool) -> str:
    """Return one contact as one line."""
    whom = shown_name(line.person, names=names)
    by = shown_name(line.by, names=names)
    words = flat(line.words) if names else ""
    return joined((f"{when_words(line)} {way_words(line)}", whom, by, entered_words(line), words))


def contacts_text(lines: Iterable[ContactAttemptLine], count: int, *, names: bool) -> Iterator[str]:
    """Yield the contacts of a case, the newest first."""
    yield counted(_("Contact log"), count)
    yield from (contact_row(line, names=names) for line in lines)
