"""What may lie in a cell: no offence, address, phone number, other people's names or treatment.

The law (domain page, "Minutes"): a copy kept in a cell is read by others. A sentence that tells one
of these goes whole and is counted; what is left is as it was written. Words are known by how they
begin, in three languages at once, since people mix them. The lists can only help: whoever gives the
copy reads it through first, and the screen says so.
"""

import re

from storage.rules.fold import fold
from storage.rules.third_persons import without_people, without_sentences

_OFFENCE = (
    *("rikos", "rikok", "rikoll", "tuomio", "tuomit", "pahoinpi", "ryost", "varkau", "varast"),
    *("petos", "petoks", "murha", "tappo", "raiska", "hyvaksikay", "seksua", "huume", "rattijuo"),
    *("syyte", "syytt", "vangits", "rangaist", "vainoam", "uhkail", "ahdistel", "torke"),
    *("brott", "domd", "domen", "domstol", "misshand", "stold", "bedrager", "mord", "valdta"),
    *("narkot", "straff", "overgrepp", "rattfyll", "atal", "sexual"),
    *("offence", "offense", "offend", "crime", "crimin", "convict", "assault", "robber", "robbed"),
    *("theft", "thief", "fraud", "murder", "manslaught", "raped", "rapist", "drug"),
)
_TREATMENT = (
    *(
        "hoito",
        "hoido",
        "laakit",
        "laake",
        "laakk",
        "laakar",
        "terap",
        "mielenterv",
        "paihd",
        "paihte",
    ),
    *("vieroit", "korvaush", "psyk", "diagno", "masenn", "sairaa", "sairau", "katkaisuh", "addikt"),
    *("riippuvuu", "kuntoutu", "klini"),
    *("varden", "vardare", "vardplats", "behandl", "medicin", "lakar", "sjuk", "missbruk"),
    *("avgiftn", "beroend", "drog", "depress"),
    *("treatm", "therap", "medicat", "doctor", "hospital", "clinic", "rehab", "detox", "psych"),
    *("addict", "substance", "mental", "illness"),
)
_WHERE = ("osoite", "osoitt", "adress", "address", "puhelinn", "telefonn")
STEMS = (*_OFFENCE, *_TREATMENT, *_WHERE)
_LETTERS = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_PHONE = re.compile(r"\+?\d(?:[ \-()/]?\d){6,}")
_POST = re.compile(r"(?<![\d.])\d{5}(?![\d.])")
_STREET = re.compile(
    r"\w(?:katu|kadu\w*|tie|tien|tiella|tielle|tielta|kuja\w*|polku|polu\w*|raitti|raiti\w*|aukio\w*"
    r"|gata|gatan|vagen|vag|grand\w*|stigen|street|road|lane)\s+\d"
)


def cell_safe(text: str, stems: frozenset[str]) -> tuple[str, int]:
    """Return the text as it may lie in a cell, and how many sentences went.

    ``stems``: by which others are known in a text (``third_persons.name_stems``).
    """
    left, named = without_people(text, stems)
    left, gone = without_sentences(left, tells_too_much)
    return left, named + gone


def tells_too_much(text: str) -> bool:
    """Say whether a text tells an offence, a treatment, an address or a phone number."""
    folded = fold(text)
    figures = _DAY.sub(" ", folded)
    if "@" in folded or any(form.search(figures) for form in (_PHONE, _POST, _STREET)):
        return True
    return any(word.startswith(STEMS) for word in _LETTERS.findall(folded))
