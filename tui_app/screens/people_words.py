"""How people and organisations are drawn in the lists of People, and told under them.

The law: a person is their initials until names are shown or a part of the name has been typed in
the filter, since whoever types it knows it; telephone and e-mail stay hidden with the name.
"""

from storage.lines.people import OrganisationLine, PersonLine
from tui_app.dialogs.choose import is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Column, Row

PEOPLE = (Column(N_("Name"), 24), Column(N_("Organisation"), 0), Column(N_("Title"), 20, most=34))
ORGANISATIONS = (
    Column(N_("Name"), 0), Column(N_("Kind of actor"), 29), Column(N_("People"), 8, right=True),
)  # fmt: skip


def person_cells(line: PersonLine, typed: str, *, names: bool) -> Row:
    """Draw a person; ``=`` marks a name that another person has too."""
    name = shown_name(line.name, names=names or is_known_by(line.name, typed))
    whence = line.organisation or choice_word("sector", line.sector)
    return Row((name, whence, line.title), sign="=" if line.alike else "")


def person_words(line: PersonLine | None, typed: str, *, names: bool) -> str:
    """Tell the person under the cursor: how they are reached, once the name is shown."""
    if line is None:
        return ""
    known = names or is_known_by(line.name, typed)
    reached = joined((line.phone, line.email), "   ") or _("No telephone or e-mail written.")
    return joined(
        (
            reached if known else _("F4 shows names and how to reach them."),
            _("= Another person has a name like this.") if line.alike else "",
        ),
        "\n",
    )


def organisation_cells(line: OrganisationLine) -> Row:
    """Draw an organisation."""
    return Row((line.name, choice_word("sector", line.sector), str(line.people)))


def organisation_words(line: OrganisationLine | None) -> str:
    """Tell where the organisation under the cursor is and how it is reached."""
    if line is None:
        return ""
    reached = joined((line.phone, line.email), "   ") or _("No telephone or e-mail written.")
    return joined((line.municipality, reached), "\n")
