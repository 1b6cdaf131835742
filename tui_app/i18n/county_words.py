"""What a county is called in the language of the moment: whole, and short for a column.

The law: a record keeps a county's letters; letters that nobody knows are shown as they are.
"""

from storage.rules.regions import counties, county_name
from tui_app.i18n.catalogue import _, language

_LONG = ("Wellbeing services county of ", " hyvinvointialue", " välfärdsområde")


def county_words(letters: str) -> str:
    """Return the county's name; without letters: the whole country."""
    return county_name(letters, language()) if letters else _("whole country")


def county_short(letters: str) -> str:
    """Return the name without what all counties are called."""
    words = county_words(letters)
    for part in _LONG:
        words = words.replace(part, "")
    return words


def county_options() -> tuple[tuple[str, str], ...]:
    """Return the letters and the name of every county, by name."""
    named = ((letters, county_name(letters, language())) for letters in counties())
    return tuple(sorted(named, key=lambda pair: pair[1]))
