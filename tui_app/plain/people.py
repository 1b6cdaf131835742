"""The plain twin of People: the directory's people and organisations.

The law: masked, a person's telephone and e-mail are left out too, since an address spells the name.
"""

from collections.abc import Iterable, Iterator

from storage.lines.people import OrganisationLine, PersonLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import counted, joined, shown_name


def person_row(line: PersonLine, *, names: bool) -> str:
    """Return one person as one line."""
    return joined(
        (
            shown_name(line.name, names=names),
            line.title,
            line.organisation or choice_word("sector", line.sector),
            line.phone if names else "",
            line.email if names else "",
            _("another person has a name like this") if line.alike else "",
        )
    )


def organisation_row(line: OrganisationLine) -> str:
    """Return one organisation as one line."""
    return joined(
        (
            line.name,
            choice_word("sector", line.sector),
            line.municipality,
            line.phone,
            line.email,
            _("people: {count}").format(count=line.people),
        )
    )


def people_text(lines: Iterable[PersonLine], count: int, *, names: bool) -> Iterator[str]:
    """Yield the people of the directory."""
    yield counted(_("People"), count)
    for line in lines:
        yield person_row(line, names=names)


def organisations_text(lines: Iterable[OrganisationLine], count: int) -> Iterator[str]:
    """Yield the organisations."""
    yield counted(_("Organisations"), count)
    for line in lines:
        yield organisation_row(line)
