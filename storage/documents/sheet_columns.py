"""The headings of an address book in CSV, and what each column holds.

The law: what is not in these tables is not kept. A heading is compared by its letters and digits
alone, without case and accents: ``E-mail 2 Address`` is ``email2address``, ``Sähköposti`` is
``sahkoposti``. Outlook and Google translate their headings; the Finnish and Swedish ones stand
here beside the English ones and those that an office would write itself.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

Field: TypeAlias = Literal[
    "given",
    "family",
    "full_name",
    "organisation",
    "title",
    "phone",
    "email",
    "address",
    "note",
    "kind",
]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    ``kind`` is the type of a phone or e-mail; ``group`` binds a type column to its value column
    (``phone1``), or the parts of one address together (``work``).
    """

    field: Field
    kind: str = "other"
    group: str = ""


_PLAIN: dict[Field, str] = {
    "given": "firstname givenname etunimi etunimet kutsumanimi fornamn tilltalsnamn given",
    "family": "lastname familyname surname sukunimi efternamn family",
    "full_name": "name fullname displayname nimi kokonimi nayttonimi namn visningsnamn",
    "organisation": (
        "company organization organisation organizationname organization1name yritys"
        " organisaatio tyopaikka tyonantaja foretag arbetsplats arbetsgivare"
    ),
    "title": (
        "jobtitle organizationtitle organization1title tehtavanimike ammattinimike tehtava ammatti"
        " rooli befattning yrkestitel roll role"
    ),
    "note": "notes note muistiinpanot huomautukset huomautus lisatiedot anteckningar anmarkning",
}
_PHONES = {
    "cell": "mobilephone mobile cellphone matkapuhelin kannykka gsm mobiltelefon mobil",
    "work": (
        "businessphone businessphone2 workphone companymainphone tyopuhelin tyopuhelin2 puhelintyo"
        " vaihde telefonarb telefonarb2 telefonarbete arbetstelefon vaxel"
    ),
    "home": "homephone homephone2 kotipuhelin puhelinkoti telefonhem hemtelefon bostadstelefon",
    "fax": "businessfax homefax fax faksi tyofaksi faxarb",
    "other": (
        "phone telephone phonenumber primaryphone otherphone puhelin puhelinnumero puhelin2"
        " ensisijainenpuhelin muupuhelin telefon telefonnummer telefon2 annantelefon"
    ),
}
_EMAILS = {
    "work": "workemail tyosahkoposti arbetsepost",
    "other": (
        "email emailaddress email2address email3address sahkoposti sahkopostiosoite sahkoposti2"
        " sahkoposti2osoite sahkopostiosoite2 epost epostadress epost2adress epost2"
    ),
}
_ADDRESSES = {
    "work": (
        "businessaddress businessstreet businesspostalcode businesscity tyokatuosoite"
        " katuosoitetyo postinumerotyo kaupunkityo gatuadressarb postnummerarb ortarb"
    ),
    "home": "homeaddress homestreet homepostalcode homecity gatuadresshem postnummerhem orthem",
    "other": (
        "address address1formatted street streetaddress postalcode zip city osoite katuosoite"
        " postinumero postitoimipaikka kaupunki paikkakunta adress gatuadress postnummer postort"
        " ort"
    ),
}
# Outlook's Title is Mr or Ms; ours is a job. It counts only where no column is surely a job.
_WEAK_TITLES = frozenset({"title", "nimike", "titel"})
_KINDS = (
    ("fax", ("fax", "faksi")),
    ("cell", ("mobile", "mobil", "cell", "matka")),
    ("work", ("work", "tyo", "arbete", "business")),
    ("home", ("home", "koti", "hem")),
)
_NUMBERED = re.compile(r"(email|phone)(\d{1,2})(value|type|label)")
_NOT_COMPARED = re.compile(r"[\W_]+")


def columns_of(headings: Iterable[str]) -> tuple[Column | None, ...]:
    """Return what each column holds, ``None`` for one that is not kept."""
    folded = [folded_heading(heading) for heading in headings]
    columns = [_column(heading) for heading in folded]
    if not any(column and column.field == "title" for column in columns):
        columns = [
            Column("title") if heading in _WEAK_TITLES else column
            for heading, column in zip(folded, columns, strict=True)
        ]
    return tuple(columns)


def folded_heading(heading: str) -> str:
    """Return the letters and digits of ``heading``, without case and accents."""
    letters = unicodedata.normalize("NFKD", heading[:100]).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return _NOT_COMPARED.sub("", bare)


def kind_of(word: str) -> str:
    """Return the type that a type column's ``word`` names: cell, work, home, fax or other."""
    folded = folded_heading(word)
    return next((kind for kind, words in _KINDS if any(one in folded for one in words)), "other")


def _column(heading: str) -> Column | None:
    numbered = _NUMBERED.fullmatch(heading)
    if numbered is None:
        return _COLUMNS.get(heading)
    field: Field = "email" if numbered[1] == "email" else "phone"
    group = f"{numbered[1]}{numbered[2]}"
    return Column(field if numbered[3] == "value" else "kind", group=group)


def _table() -> dict[str, Column]:
    table = {word: Column(field) for field, words in _PLAIN.items() for word in words.split()}
    for kind, words in _PHONES.items():
        table.update((word, Column("phone", kind)) for word in words.split())
    for kind, words in _EMAILS.items():
        table.update((word, Column("email", kind)) for word in words.split())
    for group, words in _ADDRESSES.items():
        table.update((word, Column("address", group=group)) for word in words.split())
    return table


_COLUMNS = MappingProxyType(_table())
