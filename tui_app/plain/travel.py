"""The plain twin of travel packs: what is out, taken by whom, since and until when; what came back.

The law: a taker's name is masked as everywhere. What is overdue begins with ``!`` and says so.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.travel import PackLine, PackTerm, Returned
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.sharing import sections_words
from tui_app.plain.words import counted, joined, shown_name

SHORTEST = 6
NUMBER = 8


def pack_row(line: PackLine, *, names: bool) -> str:
    """Return one pack as one line; its number names it to a command."""
    overdue = line.state == "overdue"
    said = joined(
        (
            f"{line.case_label} {choice_word('pack-state', line.state)}",
            taken_words(line, names=names),
            until_words(line),
            _("came back {date}").format(date=_day(line.ended_at)) if _is_home(line) else "",
            _("written down as lost {date}").format(date=_day(line.ended_at))
            if line.state == "lost"
            else "",
            sections_words(line.sections),
            _("for {purpose}").format(purpose=line.purpose) if line.purpose else "",
            _("number {number}").format(number=line.id.hex()[:NUMBER]),
        )
    )
    return f"{'! ' * overdue}{said}"


def taken_words(line: PackLine, *, names: bool) -> str:
    """Return who took it and when."""
    taker = shown_name(line.taker, names=names)
    return _("taken by {name} {date}").format(name=taker, date=_day(line.since))


def until_words(line: PackLine) -> str:
    """Return until when it opens, or since when it should be back."""
    if line.ends is None or not line.is_out:
        return ""
    said = _("until {date}") if line.state == "out" else _("should have come back {date}")
    return said.format(date=full_date(line.ends))


def overdue_words(line: PackLine, *, names: bool) -> str:
    """Say what Today says of a pack that should be back."""
    return _("{case}: the travel pack that {name} took should have come back {date}").format(
        case=line.case_label,
        name=shown_name(line.taker, names=names),
        date=full_date(line.ends) if line.ends else "",
    )


def out_words(line: PackLine, *, names: bool) -> str:
    """Say on a case's page that it is away too."""
    sign = "! " * (line.state == "overdue")
    taken = taken_words(line, names=names)
    said = _("Travel pack: {taken}, {until}").format(taken=taken, until=until_words(line))
    return f"{sign}{said}"


def term_words(term: PackTerm) -> str:
    """Say that this casebook is a travel pack."""
    said = _("Travel pack: it opens until {date}, then it goes back to the office.")
    return said.format(date=full_date(term.ends))


def packs_text(lines: Iterable[PackLine], *, names: bool) -> Iterator[str]:
    """Yield the packs, those that are out first."""
    found = tuple(lines)
    yield counted(_("Travel packs"), len(found))
    yield from (pack_row(line, names=names) for line in found)


def returned_text(came: Returned) -> Iterator[str]:
    """Yield what came back, what is to be looked at, and whether the pack is gone."""
    yield ngettext("{count} change came back.", "{count} changes came back.", came.new).format(
        count=came.new
    )
    if came.conflicts:
        yield ngettext(
            "{count} edit conflict to decide: Exchange, Conflicts.",
            "{count} edit conflicts to decide: Exchange, Conflicts.",
            came.conflicts,
        ).format(count=came.conflicts)
    if came.set_aside:
        yield ngettext(
            "{count} change had no right to be where it stood; it is kept apart.",
            "{count} changes had no right to be where they stood; they are kept apart.",
            came.set_aside,
        ).format(count=came.set_aside)
    if came.forks:
        yield _(
            "Another copy of this pack came back before. What contradicts it is kept, and not "
            "applied: write it anew by hand."
        )
    if came.drafts:
        yield ngettext(
            "{count} text was not saved; it is here as a draft.",
            "{count} texts were not saved; they are here as drafts.",
            came.drafts,
        ).format(count=came.drafts)
    yield ending_words(came)


def ending_words(came: Returned) -> str:
    """Say what became of the pack."""
    if came.is_gone:
        return _("The pack was read back and wiped.")
    if came.is_wiped:
        return _("The pack was read back and opens no more; some of its files are left. Remove it.")
    return _(
        "Everything is here, but the pack could not be wiped: it still opens. Let it be written "
        "to, and take it back once more."
    )


def _is_home(line: PackLine) -> bool:
    return line.state == "returned"


def _day(at: dt.datetime | None) -> str:
    return "" if at is None else full_date(at.astimezone())
