"""The words of the papers of a visit, in the language of their reader.

The law: clear language: short sentences, no abbreviations; the cell-safe copy has a title and a
file name that say nothing of what it is.
"""

from collections.abc import Mapping

from storage.casebook.visit_words import SAID, VisitWords
from tui_app.i18n.formats import full_date
from tui_app.i18n.handout_words import handout_words

_FILES: Mapping[str, Mapping[str, str]] = {
    "fi": {"visit-pack": "tapaaminen", "cell-copy": "muistilista"},
    "sv": {"visit-pack": "besok", "cell-copy": "minneslista"},
    "en": {"visit-pack": "visit", "cell-copy": "my-list"},
}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "Tapaaminen", "Muistilista", "Mistä puhumme", "Tästä sovimme", "Viimeksi sovimme",
        "Kysymykset", "Omat kysymykset", "Mitä sovimme tänään", "Seuraavat askeleet",
        "Seuraava kerta", "Mitä", "Kuka", "Mihin mennessä", "Ei vielä mitään.",
        "Aika sovitaan myöhemmin.",
        "Tämä on sinun paperisi. Siinä ei ole kenenkään koko nimeä.", "",
        "Luetaan ääneen lopuksi: onko kaikki oikein?", "Luettu ääneen", "Kieli",
    ),
    "sv": (
        "Besök", "Minneslista", "Vad vi talar om", "Det här kom vi överens om",
        "Förra gången kom vi överens om", "Frågor", "Egna frågor", "Vad vi kommer överens om i dag",
        "Nästa steg", "Nästa gång", "Vad", "Vem", "Senast", "Ingenting ännu.",
        "Tiden bestäms senare.",
        "Det här är ditt papper. Ingens hela namn står här.", "",
        "Läs högt till slut: är allt rätt?", "Läst högt", "Språk",
    ),
    "en": (
        "Visit", "My list", "What we talk about", "What we agreed", "What we agreed last time",
        "Questions", "Own questions", "What we agree today", "Next steps", "Next time", "What",
        "Who", "By when", "Nothing yet.", "The time will be agreed later.",
        "This is your paper. Nobody's full name is on it.", "",
        "Read aloud at the end: is everything right?", "Read aloud", "Language",
    ),
}  # fmt: skip


def visit_words(language: str) -> VisitWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    spoken = language if language in _TEXTS else "en"
    return VisitWords(
        language=spoken,
        said=dict(zip(SAID, _TEXTS[spoken], strict=True)),
        day=full_date,
        span=handout_words(spoken).span,
        files=_FILES[spoken],
    )
