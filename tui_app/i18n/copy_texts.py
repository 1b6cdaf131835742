"""The sentences of the client's own copy in three languages, in the order of ``copy_words.SAID``.

The law: selkeä kieli, klarspråk, plain language. A copy never claims that nothing else exists.
"""

from collections.abc import Mapping

_FI = (
    "Sinun tietosi",
    ("Tässä on kopio tiedoista, jotka sinusta on kirjattu Niveliin. Nivel on työväline, jolla "
    "palavereita valmistellaan. Virallinen asiakirjasi on muualla: kysy siitä työntekijältäsi."),
    "Muiden ihmisten tiedot on jätetty pois. Läheisistäsi näkyy vain se, missä roolissa he ovat.",
    "Oman organisaation sisäiset muistiinpanot eivät ole tässä. Voit pyytää niitä erikseen.",
    "Pois jätettyjä kohtia, joissa puhutaan muista ihmisistä: {count}.",
    "Jos jokin on väärin tai puuttuu, kerro työntekijällesi. Hänen täytyy vastata sinulle.",
    "Nimi", "Asiakasnumero", "Työntekijäsi", "Kopio tehty", "Tilanne", "Vankila", "Kotikunta",
    "Asiakkuus alkoi", "Asiakkuus päättyi", "Puhelin", "Sähköposti", "Osoite",
    "Miten sinut tavoittaa",
    "Perustiedot", "Toiveesi omin sanoin", "Yhteenveto", "Kerrotut vapautumispäivät", "Verkostosi",
    "Palaveri", "Tehtävät", "Huomautukset tehtävistä", "Yhteydenotot sinuun",
    "Seurantayhteydenotot", "Jos yhteys sinuun katoaa",
    "Luvat ja muut perusteet tietojen antamiseen", "Luovutuskiellot",
    "Mitä tietojasi on annettu muille", "Kuka on käyttänyt tietojasi", "Ei mitään.",
    "Päivä", "Kuinka varma", "Kerrottu", "Rooli", "Organisaatio", "Mitä", "Kuka", "Viimeistään",
    "Tila", "Milloin", "Kenelle", "Millä perusteella", "Mitä tehtiin", "Miksi",
    "Mihin asti", "Tästä kopiosta", "Mitä sovittiin", "Miten", "Mitä sanottiin", "Mitä saa kertoa",
    "Tarpeesi ja tavoitteesi", "Kun yhteyshenkilösi on vaihtunut", "Elämänalue",
    "Tavoite omin sanoin", "Keneltä", "Uusi yhteyshenkilö",
    "oma toimisto", "palaveriin kutsutut",
    "läheinen tai muu henkilö", "yksi henkilö",
)  # fmt: skip
_SV = (
    "Dina uppgifter",
    ("Det här är en kopia av de uppgifter som har antecknats om dig i Nivel. Nivel är ett "
    "arbetsredskap för att förbereda möten. Din officiella handling finns på annat håll: fråga "
    "din arbetare."),
    "Uppgifter om andra människor har lämnats bort. Om dina närstående syns bara deras roll.",
    "Den egna organisationens interna anteckningar är inte med. Du kan be om dem särskilt.",
    "Ställen som lämnats bort för att de handlar om andra människor: {count}.",
    "Om något är fel eller saknas, säg det till din arbetare. Hen ska svara dig.",
    "Namn", "Klientnummer", "Din arbetare", "Kopian gjord", "Läge", "Fängelse", "Hemkommun",
    "Klientskapet började", "Klientskapet slutade", "Telefon", "E-post", "Adress",
    "Hur du nås",
    "Grunduppgifter", "Dina önskemål med egna ord", "Sammandrag", "Frigivningsdagar som har sagts",
    "Ditt nätverk",
    "Möte", "Uppgifter att göra", "Kommentarer om uppgifterna", "Kontakter med dig",
    "Uppföljningskontakter", "Om kontakten med dig bryts",
    "Tillstånd och andra grunder för att ge uppgifter",
    "Förbud mot utlämnande",
    "Vilka av dina uppgifter som har getts till andra", "Vem som har använt dina uppgifter",
    "Ingenting.",
    "Dag", "Hur säkert", "Sagt", "Roll", "Organisation", "Vad", "Vem", "Senast",
    "Läge", "När", "Till vem", "På vilken grund", "Vad som gjordes", "Varför",
    "Till och med", "Om den här kopian", "Vad som avtalades", "Hur", "Vad som sades",
    "Vad som får sägas",
    "Dina behov och mål", "När din kontaktperson har bytts", "Livsområde",
    "Mål med egna ord", "Av vem", "Ny kontaktperson",
    "egna byrån", "de som bjudits in",
    "närstående eller annan person", "en person",
)  # fmt: skip
_EN = (
    "Your data",
    ("This is a copy of what has been written about you in Nivel. Nivel is a tool for preparing "
    "meetings. Your official record is elsewhere: ask your worker about it."),
    "Other people's data has been left out. Of people close to you only their role is shown.",
    "Notes for the own organisation only are not here. You can ask for them separately.",
    "Places left out because they are about other people: {count}.",
    "If something is wrong or missing, tell your worker. They must answer you.",
    "Name", "Client number", "Your worker", "Copy made", "Situation", "Prison",
    "Home municipality",
    "Case opened", "Case closed", "Telephone", "E-mail", "Address",
    "How you are reached",
    "Basic facts", "Your wishes in your own words", "Summary", "Release dates told",
    "Your network",
    "Meeting", "Action items", "Comments on the action items", "Contacts with you",
    "Follow-up contacts", "If contact with you is lost",
    "Permissions and other bases for giving your data",
    "Prohibitions of disclosure",
    "Which of your data has been given to others", "Who has used your data", "Nothing.",
    "Day", "How certain", "Told", "Role", "Organisation", "What", "Who", "By when",
    "State", "When", "To whom", "On what basis", "What was done", "Why",
    "Until", "About this copy", "What was agreed", "How", "What was said", "What may be said",
    "Your needs and goals", "When your contact person changed", "Life area",
    "Goal in your own words", "From whom", "Successor",
    "own office", "those invited",
    "a close or another person", "one person",
)  # fmt: skip
TEXTS: Mapping[str, tuple[str, ...]] = {"fi": _FI, "sv": _SV, "en": _EN}
"""As many texts in each language as ``SAID`` has keys; ``copy_words`` pairs them strictly."""
