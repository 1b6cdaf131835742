"""The words of the client's own copy, in the language that the client reads.

The law: clear language: short sentences, no abbreviations; what is left out is said, and where to
ask for it. Nothing here looks at the language of the moment.
"""

from collections.abc import Callable, Mapping

from storage.casebook.copy_words import SAID, CopyWords
from tui_app.i18n.catalogue import Catalogue, catalogue_of
from tui_app.i18n.changes import CHANGES
from tui_app.i18n.choices import CHOICES
from tui_app.i18n.copy_texts import TEXTS
from tui_app.i18n.formats import full_date
from tui_app.i18n.handout_words import handout_words

_FILES = {"fi": "omat-tiedot", "sv": "egna-uppgifter", "en": "own-data"}


def copy_words(language: str) -> CopyWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    spoken = language if language in TEXTS else "en"
    catalogue, papers = catalogue_of(spoken), handout_words(spoken)
    choice = choice_of(catalogue)
    return CopyWords(
        language=spoken,
        said=dict(zip(SAID, TEXTS[spoken], strict=True)),
        choice=choice,
        day=full_date,
        moment=papers.moment,
        span=papers.span,
        change=_change_of(catalogue, CHANGES),
        paper=lambda what: choice("paper", (what.split() or [""])[0]),
        file_name=_FILES[spoken],
    )


def choice_of(catalogue: Catalogue) -> Callable[[str, str], str]:
    """Return what says a word of a closed list in a catalogue's language."""

    def choice(which: str, word: str) -> str:
        english = CHOICES[which].get(str(word))
        return str(word) if english is None else catalogue.say(f"{which}\x04{english}", english)

    return choice


def _change_of(catalogue: Catalogue, changes: Mapping[str, str]) -> Callable[[str], str]:
    def change(what: str) -> str:
        english = changes.get(what, "last change")
        return catalogue.say(english, english)

    return change
