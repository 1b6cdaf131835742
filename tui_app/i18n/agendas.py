"""The agendas that come with Nivel, one for each kind of meeting, in Finnish, Swedish and English.

The law (domain page, "Meetings"): the client's own words come first; what may be shared is said
before anything is told; goals and belonging stand on every network meeting; what was agreed is read
back at the end; agreed is said, never decided. Every item can be changed, moved or taken off; an
agenda is written in the language of the meeting, whatever language the screen speaks.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Item(NamedTuple):
    """Minutes, and the words in each language."""

    minutes: int
    fi: str
    sv: str
    en: str


_PURPOSE = Item(
    5,
    "Miksi olemme koolla, asiakkaan omin sanoin",
    "Varför vi har samlats, med klientens egna ord",
    "Why we meet, in the client's own words",
)
_WHO = Item(5, "Keitä on paikalla ja miksi", "Vilka som är här och varför", "Who is here and why")
_SHARE = Item(
    3,
    "Mitä kukin saa tänään kertoa",
    "Vad var och en får berätta i dag",
    "What each of us may share today",
)
_OPEN_DOOR = Item(
    4,
    "Jos jokin menee pieleen: mistä saa apua ja miten voi palata",
    "Om något går fel: var man får hjälp och hur man kan komma tillbaka",
    "If things go wrong: where to get help and how to come back",
)
_AGREED = Item(
    8,
    "Mitä sovitaan: kuka, mitä, mihin mennessä",
    "Vad vi kommer överens om: vem, vad, när",
    "What we agree: who, what, by when",
)
_NEXT = Item(2, "Seuraava tapaaminen", "Nästa möte", "Next meeting")
_READ_BACK = Item(
    3,
    "Sovitut asiat ääneen selkeällä kielellä",
    "Det avtalade läses upp på klarspråk",
    "What was agreed, read back in plain language",
)

TEMPLATES: Mapping[str, tuple[Item, ...]] = {
    "network": (
        _PURPOSE,
        _WHO,
        _SHARE,
        Item(8, "Tilanne ja toiveet", "Läget och önskemålen", "Situation and hopes"),
        Item(
            5,
            "Omat tavoitteet: rikoksettomuus ja mihin haluan kuulua",
            "Egna mål: ett liv utan brott och var jag vill höra hemma",
            "Own goals: leaving crime behind, and where I want to belong",
        ),
        Item(
            8,
            "Tuen tarpeet elämänalueittain",
            "Stödbehoven per livsområde",
            "Support needs, life area by life area",
        ),
        Item(6, "Vaihtoehdot ja jonot", "Alternativ och köer", "Options and queues"),
        _AGREED,
        Item(
            3,
            "Kontrollitoimet ja niiden perustelut",
            "Kontrollåtgärder och motiveringar till dem",
            "Control measures and the reasons for them",
        ),
        _OPEN_DOOR,
        _NEXT,
        _READ_BACK,
    ),
    "anticipation": (
        Item(
            5,
            "Tapa puhua: yksi kerrallaan, muut kuuntelevat",
            "Sättet att tala: en i taget, de andra lyssnar",
            "The way to talk: one at a time, the others listen",
        ),
        Item(
            15,
            "On kulunut vuosi ja asiat ovat hyvin: miten? Mikä ilahduttaa eniten?",
            "Ett år har gått och allt är bra: hur? Vad gläder dig mest?",
            "A year has passed and things are well: how? What are you most glad of?",
        ),
        Item(
            15,
            "Mitä itse teit? Kuka auttoi ja miten?",
            "Vad gjorde du själv? Vem hjälpte och hur?",
            "What did you do? Who helped, and how?",
        ),
        Item(
            15,
            "Mikä huolestutti vuosi sitten? Mikä huolta helpotti?",
            "Vad oroade dig för ett år sedan? Vad lättade oron?",
            "What worried you a year ago? What eased it?",
        ),
        Item(15, "Ammattilaisten vuoro", "De professionellas tur", "The professionals' turn"),
        Item(
            10,
            "Suunnitelma: kuka tekee mitä kenen kanssa seuraavaksi",
            "Plan: vem gör vad med vem härnäst",
            "Plan: who does what with whom next",
        ),
        _READ_BACK,
    ),
    "family": (
        _PURPOSE,
        _WHO,
        Item(
            15,
            "Ammattilaiset kertovat, mitä tietävät ja mitä voivat tarjota",
            "De professionella berättar vad de vet och vad de kan erbjuda",
            "The professionals tell what they know and what they can offer",
        ),
        Item(
            40,
            "Läheisten oma aika, ilman muistiinpanoja",
            "De närståendes egen tid, utan anteckningar",
            "The family's private time, without notes",
        ),
        Item(
            15,
            "Läheisten suunnitelma omin sanoin",
            "De närståendes plan med egna ord",
            "The family's plan in their own words",
        ),
        _AGREED,
        _NEXT,
        _READ_BACK,
    ),
    "pair": (
        Item(
            5,
            "Miten kumpikin voi tähän asiaan lähteä",
            "Hur var och en går in i det här",
            "How each of us comes to this",
        ),
        Item(
            10,
            "Mitä asiakas toivoo tapaamiselta",
            "Vad klienten önskar av mötet",
            "What the client hopes for from the meeting",
        ),
        Item(
            10,
            "Kumpi tekee mitä tapaamisessa",
            "Vem av oss gör vad på mötet",
            "Which of us does what in the meeting",
        ),
        Item(5, "Mitä sanotaan suoraan", "Vad vi säger rakt ut", "What we say straight out"),
        _AGREED,
    ),
    "prison-visit": (
        Item(5, "Kuulumiset", "Hur det är", "How things are"),
        _SHARE,
        Item(
            15,
            "Mitä pitää olla kunnossa ennen vapautumista",
            "Vad som ska vara klart före frigivningen",
            "What must be in order before release",
        ),
        Item(
            10,
            "Ketä asiakas haluaa verkostoonsa",
            "Vilka klienten vill ha i sitt nätverk",
            "Whom the client wants in the network",
        ),
        _AGREED,
        _NEXT,
        _READ_BACK,
    ),
    "release-day": (
        Item(3, "Kuka on vastassa ja missä", "Vem som möter och var", "Who meets, and where"),
        Item(3, "Missä yöpyy tänään", "Var man sover i natt", "Where to sleep tonight"),
        Item(
            4,
            "Raha, puhelin, henkilöllisyystodistus",
            "Pengar, telefon, identitetsbevis",
            "Money, phone, identity document",
        ),
        Item(
            4,
            "Lääkkeet mukana ja naloksoni",
            "Mediciner med och naloxon",
            "Medicine in hand, and naloxone",
        ),
        Item(
            4,
            "Kenelle soittaa yöllä: sosiaalipäivystys",
            "Vem man ringer på natten: socialjouren",
            "Whom to call at night: emergency social services",
        ),
        Item(4, "Ensimmäiset kolme päivää", "De första tre dagarna", "The first three days"),
        _READ_BACK,
    ),
    "follow-up": (
        Item(5, "Kuulumiset", "Hur det är", "How things are"),
        Item(
            10,
            "Mitä sovittiin, mitä on tehty",
            "Vad som avtalades, vad som är gjort",
            "What was agreed, what has been done",
        ),
        Item(
            10,
            "Mikä auttaa, mikä puuttuu",
            "Vad som hjälper, vad som saknas",
            "What helps, what is missing",
        ),
        _AGREED,
        _OPEN_DOOR,
        _NEXT,
        _READ_BACK,
    ),
    "other": (_PURPOSE, Item(20, "Asiat", "Ärenden", "Matters"), _AGREED, _NEXT, _READ_BACK),
}
"""By the kind of meeting, as the records name it."""


def agenda_of(kind: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield the title and minutes of each item; an unknown kind gets the plain agenda."""
    for item in TEMPLATES.get(kind, TEMPLATES["other"]):
        yield {"fi": item.fi, "sv": item.sv}.get(language, item.en), item.minutes


def is_template(titles: tuple[str, ...], kind: str, language: str) -> bool:
    """Tell whether these titles are still the template's own, so that it may be replaced."""
    return titles == tuple(title for title, _minutes in agenda_of(kind, language))
