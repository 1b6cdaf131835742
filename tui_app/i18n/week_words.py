"""The words of a week's calendar file, in the language of its reader: neutral, one or two words."""

from storage.casebook.week_file import WeekWords

_WORDS = {
    "fi": ("Tapaaminen", "Tehtävä", "Yhteydenotto", "viikko"),
    "sv": ("Möte", "Uppgift", "Kontakt", "vecka"),
    "en": ("Meeting", "Action item", "Contact", "week"),
}


def week_words(language: str) -> WeekWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    return WeekWords(*_WORDS.get(language, _WORDS["en"]))
