"""The words of papers that are handed out, in the language of the meeting.

The law: a paper speaks the meeting's language whatever the screen speaks, so nothing here looks at
the language of the moment. Agreed is said, never decided; every copy says for whom it is and what
it leaves out; a file's name and an invitation's title tell nothing about anybody.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from storage.casebook.handout_data import HandoutWords, MinutesWords
from storage.records.meetings import HOME_ZONE
from tui_app.i18n.catalogue import Catalogue, catalogue_of
from tui_app.i18n.choices import CHOICES
from tui_app.i18n.formats import WEEKDAYS, clock_time, full_date

_FI = MinutesWords(
    agenda="Asialista", minutes="Muistio", present="Osallistujat", invited="Kutsutut",
    name="Nimi", role="Tehtävä", organisation="Organisaatio", presence="Läsnäolo",
    contact="Yhteystiedot", item="Asiakohta", planned="Min", owner="Vetäjä",
    from_client="asiakkaan oma", other="Muuta", question="Kysymys",
    answered="Kysymys, vastattu",
    written_later="kirjattu jälkikäteen", agreements="Sovitut asiat", what="Mitä", doer="Kuka",
    due="Viimeistään", open_doer="tekijä avoin", next_meeting="Seuraava tapaaminen",
    was_read_back="Sovitut asiat luettiin palaverissa ääneen.", copy="Kappale",
    copies=(
        "Asiakkaan kappale. Tässä on se, mikä on asiakkaalle; muiden yhteystietoja ei ole.",
        "Verkoston kappale. Oman organisaation kirjaukset eivät ole mukana.",
        "Oman organisaation kappale. Ei muille.",
    ),
)  # fmt: skip
_SV = MinutesWords(
    agenda="Dagordning", minutes="Minnesanteckningar", present="Deltagare", invited="Inbjudna",
    name="Namn", role="Uppgift", organisation="Organisation", presence="Närvaro",
    contact="Kontaktuppgifter", item="Punkt", planned="Min", owner="Ledare",
    from_client="klientens egen", other="Övrigt", question="Fråga",
    answered="Fråga, besvarad",
    written_later="antecknat i efterhand", agreements="Det här har avtalats", what="Vad",
    doer="Vem", due="Senast", open_doer="ingen utsedd", next_meeting="Nästa möte",
    was_read_back="Det som avtalades lästes upp på mötet.", copy="Exemplar",
    copies=(
        "Klientens exemplar. Här står det som är för klienten; andras kontaktuppgifter saknas.",
        "Nätverkets exemplar. Den egna organisationens anteckningar är inte med.",
        "Den egna organisationens exemplar. Inte för andra.",
    ),
)  # fmt: skip
_EN = MinutesWords(
    agenda="Agenda", minutes="Minutes", present="Participants", invited="Invited",
    name="Name", role="Role", organisation="Organisation", presence="Presence",
    contact="Contact details", item="Item", planned="Min", owner="Lead",
    from_client="the client's own", other="Other", question="Question",
    answered="Question, answered",
    written_later="written down later", agreements="What was agreed", what="What", doer="Who",
    due="By when", open_doer="nobody named yet", next_meeting="Next meeting",
    was_read_back="What was agreed was read back in the meeting.", copy="Copy",
    copies=(
        "The client's copy. It holds what is for the client, and nobody's contact details.",
        "The network's copy. The own organisation's entries are not in it.",
        "The own organisation's copy. Not for others.",
    ),
)  # fmt: skip
_MINUTES = {"fi": _FI, "sv": _SV, "en": _EN}
_ROUND: Mapping[str, tuple[str, str, str, str, str]] = {
    # when, where, whose matter, a neutral title for an invitation, the heading of a state
    "fi": ("Aika", "Paikka", "Asiakas", "Tapaaminen", "Tila"),
    "sv": ("Tid", "Plats", "Klient", "Möte", "Läge"),
    "en": ("Time", "Place", "Client", "Meeting", "State"),
}
_FILES: Mapping[str, tuple[str, str, str, str, str]] = {
    "fi": ("kutsu", "asialista", "muistio", "kirjausteksti", "tehtavat"),
    "sv": ("inbjudan", "dagordning", "anteckningar", "journaltext", "uppgifter"),
    "en": ("invitation", "agenda", "minutes", "record-text", "actions"),
}
_WHAT = ("invitation", "agenda", "minutes", "record", "actions")


def handout_words(language: str) -> HandoutWords:
    """Return the words of ``language`` (fi, sv; anything else is English)."""
    spoken = language if language in _MINUTES else "en"
    catalogue, minutes = catalogue_of(spoken), _MINUTES[spoken]
    when, place, matter, invitation, state = _ROUND[spoken]
    return HandoutWords(
        language=spoken,
        minutes=minutes,
        when=when,
        place=place,
        matter=matter,
        invitation=invitation,
        day=full_date,
        span=_span_of(catalogue),
        moment=_moment,
        kinds=_choices(catalogue, "meeting-kind"),
        presence=_choices(catalogue, "presence", but="unknown"),
        roles=_choices(catalogue, "role", but="participant"),
        states=_choices(catalogue, "action-state"),
        action_headings=(minutes.what, minutes.doer, minutes.due, state),
        file_names=dict(zip(_WHAT, _FILES[spoken], strict=True)),
    )


def _choices(catalogue: Catalogue, which: str, *, but: str = "") -> dict[str, str]:
    """Return a closed list's words; ``but`` is what goes without saying."""
    return {
        word: catalogue.say(f"{which}\x04{english}", english)
        for word, english in CHOICES[which].items()
        if word != but
    }


def _span_of(catalogue: Catalogue) -> Callable[[dt.datetime, dt.datetime | None], str]:
    def span(start: dt.datetime, end: dt.datetime | None) -> str:
        english = WEEKDAYS[start.weekday()]
        day = f"{catalogue.say(english, english)} {full_date(start)} {clock_time(start)}"
        return day if end is None else f"{day}–{clock_time(end)}"

    return span


def _moment(moment: dt.datetime) -> str:
    """Return ``24.11.2026 10:05`` at home."""
    local = moment.astimezone(ZoneInfo(HOME_ZONE))
    return f"{full_date(local)} {clock_time(local)}"
