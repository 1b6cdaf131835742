"""The words of a printed network map, in the language of its reader.

The law: clear language, no abbreviations; nothing here looks at the language of the moment.
"""

from collections.abc import Mapping

from storage.casebook.map_words import SAID, MapWords
from tui_app.i18n.catalogue import catalogue_of
from tui_app.i18n.copy_words import choice_of
from tui_app.i18n.formats import full_date

_FILES = {"fi": "verkostokartta", "sv": "natverkskarta", "en": "network-map"}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "Verkostokartta", "Asiakas", "Kirjoitettu", "Kartta", "Kaikki luettelona",
        "Verkostossa ei ole vielä ketään.", "täytettävä",
        "Kuka", "Rooli", "Toimija", "Suhde", "Ristiriita", "Etäisyys", "Alkaen", "Asti",
        "ankkuroiva yhteisö", "kyllä",
        ("Kaksoisviiva: vahva suhde. Viiva: tavallinen. Katkoviiva: heikko. Pisteviiva: ei ole "
         "sanottu. (x): ristiriita. Kysymysmerkki ilman viivaa: joku puuttuu. Tähti: ankkuroiva "
         "yhteisö."),
        "Kartalle ei mahtunut {count}. He ovat luettelossa.",
        "Kartta verkostosta. Sama on luettelona tämän jälkeen.",
        ("Asiakkaan kappale. Siinä ei ole kenenkään nimeä, ja suhteista on vain se, mitä asiakas "
         "on itse sanonut."),
        "Siinä ei ole arvioita suhteista.",
        "Oman organisaation kappale. Ei muille. Huutomerkki: katso asiakkaan toive.",
    ),
    "sv": (
        "Nätverkskarta", "Klient", "Skriven", "Karta", "Alla som lista",
        "Det finns ännu ingen i nätverket.", "ska fyllas",
        "Vem", "Roll", "Aktör", "Relation", "Konflikt", "Avstånd", "Från och med", "Till och med",
        "förankrande gemenskap", "ja",
        ("Dubbel linje: stark relation. Linje: vanlig. Streckad linje: svag. Prickad linje: inte "
         "sagt. (x): konflikt. Frågetecken utan linje: någon saknas. Stjärna: förankrande "
         "gemenskap."),
        "{count} fick inte plats på kartan. De finns i listan.",
        "Karta över nätverket. Samma sak följer som lista.",
        ("Klientens exemplar. Här finns ingens namn, och om relationerna bara det som klienten "
         "själv har sagt."),
        "Här finns inga bedömningar av relationer.",
        ("Den egna organisationens exemplar. Inte för andra. Utropstecken: se klientens önskemål."),
    ),
    "en": (
        "Network map", "Client", "Written on", "Map", "Everybody as a list",
        "There is nobody in the network yet.", "to be filled",
        "Who", "Role", "Kind of actor", "Tie", "Conflict", "How near", "Since", "Until",
        "anchoring community", "yes",
        ("Double line: a strong tie. Line: ordinary. Broken line: weak. Dotted line: nobody has "
         "said. (x): conflict. A question mark without a line: somebody is missing. Star: an "
         "anchoring community."),
        "{count} found no room on the map. They are in the list.",
        "A map of the network. The same follows as a list.",
        "The client's copy. It holds nobody's name, and of the ties only what the client has said.",
        "It holds no judgement of ties.",
        "The own organisation's copy. Not for others. Exclamation mark: see the client's wish.",
    ),
}  # fmt: skip


def map_words(language: str) -> MapWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    spoken = language if language in _TEXTS else "en"
    return MapWords(
        language=spoken,
        said=dict(zip(SAID, _TEXTS[spoken], strict=True)),
        choice=choice_of(catalogue_of(spoken)),
        day=full_date,
        file_name=_FILES[spoken],
    )
