"""How services and practice cards are drawn in the lists of People, and told under them.

The law: ``!`` marks what is to be checked, and the words say so too; who checked it is initials.
"""

from storage.lines.services import PracticeCardLine, ServiceLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.county_words import county_short, county_words
from tui_app.plain.services import areas_words, checked_words, marks_words
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row

SERVICES = (
    Column(N_("Name"), 0), Column(N_("Life areas"), 20, most=40), Column(N_("County"), 24),
)  # fmt: skip
PRACTICE_CARDS = (
    Column(N_("Name"), 0), Column(N_("What it describes"), 16), Column(N_("Ways"), 26),
)  # fmt: skip


def service_cells(line: ServiceLine) -> Row:
    """Draw a service."""
    sign = "!" if line.is_stale else ""
    return Row((line.name, areas_words(line.areas), county_short(line.county)), sign=sign)


def service_words(line: ServiceLine | None) -> str:
    """Tell the service under the cursor."""
    if line is None:
        return ""
    what = (choice_word("service-kind", line.kind), line.organisation, marks_words(line))
    where = joined((line.municipality, county_words(line.county)), ", ")
    reached = joined((where, line.hours, line.phone, line.email), "   ")
    return joined((joined(what), line.eligibility, reached, _checked(line)), "\n")


def card_cells(line: PracticeCardLine) -> Row:
    """Draw a practice card."""
    sign = "!" if line.is_stale else ""
    about = choice_word("practice-about", line.about)
    return Row((line.name, about, " ".join(line.words.split())), sign=sign)


def card_words(line: PracticeCardLine | None) -> str:
    """Tell the practice card under the cursor."""
    if line is None:
        return ""
    county = county_words(line.county) if line.county else ""
    words = line.words.strip() or _("Nothing is written on it yet.")
    return joined((joined((county, line.whose)), words, line.contact, _checked(line)), "\n")


def _checked(line: PracticeCardLine | ServiceLine) -> str:
    told = checked_words(line.checked_on, line.checked_by, is_stale=line.is_stale)
    return f"! {told}" if line.is_stale else told
