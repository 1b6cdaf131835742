"""The words of the door-open card, in the language of its reader.

The law: clear language, no abbreviations; nothing that tells whoever finds it where its owner was.
"""

from collections.abc import Mapping

from storage.casebook.door_paper import SAID, DoorWords
from tui_app.i18n.formats import full_date

_FILES = {"fi": "ovi-auki", "sv": "oppen-dorr", "en": "open-door"}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "Ovi on auki", "Voit palata", "Kenelle soitat", "Puhelin", "Päivä",
        "Uutta hakemusta ei tarvita.",
        "Säilytä tämä paperi. Se on sinun.",
    ),
    "sv": (
        "Dörren är öppen", "Du kan komma tillbaka", "Vem du ringer", "Telefon", "Datum",
        "Du behöver ingen ny ansökan.",
        "Spara det här pappret. Det är ditt.",
    ),
    "en": (
        "The door is open", "You can come back", "Whom to call", "Telephone", "Date",
        "No new application is needed.",
        "Keep this paper. It is yours.",
    ),
}  # fmt: skip


def door_words(language: str) -> DoorWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    spoken = language if language in _TEXTS else "en"
    return DoorWords(
        language=spoken,
        said=dict(zip(SAID, _TEXTS[spoken], strict=True)),
        day=full_date,
        file_name=_FILES[spoken],
    )
