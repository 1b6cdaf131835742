"""The plain twin of Case, Sharing: bases, bars, protected people, and what was given out.

The law: a person's name is masked as everywhere; whom a bar or a basis names as an organisation is
not. A line that stands out (given without a basis) begins with ``!`` and says so in words.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.log import LogEntry
from storage.lines.names import initials
from storage.lines.sharing import (
    BarLine,
    BasisLine,
    DisclosureLine,
    ProtectionLine,
    SharingLines,
)
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import CHOICES, choice_word
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.words import counted, joined, shown_name


def paper_words(what: str) -> str:
    """Return what went out, from its code: ``minutes pdf client`` and the like."""
    paper, *rest = what.split()[:3] or [""]
    tier = choice_word("tier", rest[1]) if len(rest) > 1 else ""
    return joined((choice_word("paper", paper), tier))


def in_order(which: str, words: Iterable[str]) -> list[str]:
    """Return words of a closed list as they are said, in the list's order."""
    order = list(CHOICES[which])
    known = sorted(words, key=lambda word: order.index(word) if word in order else len(order))
    return [choice_word(which, word) for word in known]


def sections_words(sections: Iterable[str], areas: Iterable[str] = ()) -> str:
    """Return parts of a case, and the life areas it is narrowed to."""
    parts = joined(in_order("case-section", sections))
    narrowed = joined(in_order("life-area", areas))
    return joined((parts, _("only {areas}").format(areas=narrowed) if narrowed else ""))


def recipient_words(line: BasisLine | BarLine, *, names: bool) -> str:
    """Return who it is; a whole sector in its own word."""
    who = line.recipient if names else line.masked
    return who or choice_word("sector", line.sector)


def span_words(starts: dt.date | None, ends: dt.date | None) -> str:
    """Return from when until when."""
    return joined(
        (
            _("from {date}").format(date=full_date(starts)) if starts else "",
            _("until {date}").format(date=full_date(ends)) if ends else "",
        ),
        " ",
    )


def ending_words(line: BasisLine, today: dt.date, *, names: bool) -> str:
    """Return that a basis ends soon, or has ended."""
    said = _("{basis} for {recipient} ended {date}")
    if line.ends is not None and line.ends >= today:
        said = _("{basis} for {recipient} ends {date}")
    return said.format(
        basis=choice_word("basis", line.kind),
        recipient=recipient_words(line, names=names),
        date=full_date(line.ends) if line.ends else "",
    )


def basis_row(line: BasisLine, *, names: bool) -> str:
    """Return one basis as one line."""
    return joined(
        (
            f"{choice_word('basis', line.kind)}: {recipient_words(line, names=names)}",
            choice_word("basis-state", line.state),
            sections_words(line.sections, line.areas),
            _("for {purpose}").format(purpose=line.purpose) if line.purpose else "",
            line.paragraph,
            span_words(line.starts, line.ends),
            given_words(line),
        )
    )


def given_words(line: BasisLine | BarLine) -> str:
    """Return how and when it was given, and when it was taken back."""
    how, given_on, gone = choice_word("how-given", line.how), line.given_on, line.withdrawn_at
    given = _("given {how}").format(how=how)
    return joined(
        (
            f"{given} {full_date(given_on)}" if given_on else given,
            _("withdrawn {date}").format(date=moment_words(gone)) if gone else "",
        )
    )


def moment_words(at: dt.datetime) -> str:
    """Return the day and the time of a past moment, by the clock of this machine."""
    local = at.astimezone()
    return f"{full_date(local)} {clock_time(local)}"


def bar_row(line: BarLine, *, names: bool) -> str:
    """Return one bar as one line."""
    against = recipient_words(line, names=names) if line.recipient or line.sector != "other" else ""
    return joined(
        (
            f"{choice_word('record', 'bar')}: {choice_word('bar-by', line.by)}",
            line.target,
            choice_word("basis-state", line.state),
            _("against {recipient}").format(recipient=against) if against else "",
            sections_words(line.sections, line.areas),
            span_words(line.starts, line.ends),
            given_words(line),
        )
    )


def protection_row(line: ProtectionLine, *, names: bool) -> str:
    """Return one protected person as one line."""
    against = shown_name(line.against, names=names)
    return joined(
        (
            f"{choice_word('protection', line.kind)}: {shown_name(line.name, names=names)}",
            choice_word("basis-state", line.state),
            _("against {recipient}").format(recipient=against) if against else "",
            span_words(line.starts, line.ends),
            line.note,
        )
    )


def receiver_words(line: DisclosureLine | LogEntry, *, names: bool) -> str:
    """Return who got it; one's own office and the invited have no name."""
    if line.ground == "duty":
        return _("own office")
    if not line.receiver:
        return _("those invited")
    hides = line.receiver != line.organisation and not names
    return initials(line.receiver) if hides else line.receiver


def disclosure_row(line: DisclosureLine, *, names: bool) -> str:
    """Return one line of the disclosure log as one line."""
    override = _("without a basis, because: {reason}").format(reason=line.override)
    return joined(
        (
            f"{'! ' * bool(line.override)}{moment_words(line.at)} {paper_words(line.what)}",
            line.case_label,
            _("to {receiver}").format(receiver=receiver_words(line, names=names)),
            sections_words(line.sections, line.areas),
            override if line.override else choice_word("ground", line.ground),
            _("for {purpose}").format(purpose=line.purpose) if line.purpose else "",
            shown_name(line.person, names=names),
        )
    )


def short_row(line: DisclosureLine, *, names: bool) -> str:
    """Return a line of the disclosure log in a few words: when, what, to whom, on what."""
    sign = "! " * bool(line.override)
    receiver = receiver_words(line, names=names)
    ground = choice_word("ground", line.ground)
    return f"{sign}{moment_words(line.at)} {joined((paper_words(line.what), receiver, ground))}"


def sharing_text(sheet: SharingLines, *, names: bool) -> Iterator[str]:
    """Yield the bases, bars and protected people of one case."""
    yield counted(_("Bases"), len(sheet.bases))
    yield from (basis_row(line, names=names) for line in sheet.bases)
    yield counted(_("Disclosure prohibitions"), len(sheet.bars))
    yield from (bar_row(line, names=names) for line in sheet.bars)
    yield counted(_("Protected people"), len(sheet.protections))
    yield from (protection_row(line, names=names) for line in sheet.protections)


def disclosures_text(lines: Iterable[DisclosureLine], count: int, *, names: bool) -> Iterator[str]:
    """Yield the disclosure log, the last line first."""
    yield counted(_("Disclosure log lines"), count)
    yield from (disclosure_row(line, names=names) for line in lines)
