"""The plain twin of the directory's services and practice cards.

The law: how old a fact is stands beside it; what nobody has checked says so. Whoever checked it is
initials, as everywhere in lists.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.services import PracticeCardLine, SeedLine, ServiceLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.county_words import county_short, county_words
from tui_app.i18n.formats import full_date
from tui_app.plain.words import counted, joined, shown_name


def areas_words(areas: Iterable[str]) -> str:
    """Name life areas."""
    return ", ".join(choice_word("life-area", area) for area in areas)


def checked_words(checked_on: dt.date | None, checked_by: str, *, is_stale: bool) -> str:
    """Say who checked it last, and when, and whether it is time again."""
    if checked_on is None:
        return _("to be checked")
    told = (
        _("checked {day} {who}")
        .format(day=full_date(checked_on), who=shown_name(checked_by, names=False))
        .strip()
    )
    return f"{told}, {_('to be checked again')}" if is_stale else told


def marks_words(line: ServiceLine) -> str:
    """Say what marks a service: low threshold, an anchoring community."""
    return joined(
        (
            _("low threshold") if line.low_threshold else "",
            _("anchoring community") if line.anchoring else "",
        ),
        ", ",
    )


def service_row(line: ServiceLine) -> str:
    """Return one service as one line."""
    return joined(
        (
            line.name,
            line.organisation,
            choice_word("service-kind", line.kind),
            areas_words(line.areas),
            joined((line.municipality, county_words(line.county)), ", "),
            marks_words(line),
            _("for whom: {words}").format(words=line.eligibility) if line.eligibility else "",
            _("hours: {words}").format(words=line.hours) if line.hours else "",
            line.phone,
            line.email,
            line.address,
            checked_words(line.checked_on, line.checked_by, is_stale=line.is_stale),
        )
    )


def card_row(line: PracticeCardLine) -> str:
    """Return one practice card as one line."""
    return joined(
        (
            line.name,
            choice_word("practice-about", line.about),
            line.whose,
            county_short(line.county) if line.county else "",
            " ".join(line.words.split()),
            " ".join(line.contact.split()),
            checked_words(line.checked_on, line.checked_by, is_stale=line.is_stale),
        )
    )


def services_text(lines: Iterable[ServiceLine], count: int) -> Iterator[str]:
    """Yield the services."""
    yield counted(_("Services"), count)
    for line in lines:
        yield service_row(line)


def cards_text(lines: Iterable[PracticeCardLine], count: int) -> Iterator[str]:
    """Yield the practice cards."""
    yield counted(_("Practice cards"), count)
    for line in lines:
        yield card_row(line)


def seed_text(lines: Iterable[SeedLine]) -> Iterator[str]:
    """Yield the seed: what would be new, and what is here already."""
    found = tuple(lines)
    yield counted(_("Offered to the directory"), len(found))
    for line in found:
        yield joined(
            (
                line.name,
                choice_word("record", line.record),
                county_short(line.county) if line.county else "",
                _("here already") if line.is_here else _("to be checked"),
            )
        )
