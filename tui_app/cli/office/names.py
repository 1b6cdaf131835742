"""Names, places and numbers that nobody has, and dice that fall alike for the same seed.

The law: every name says by itself that it is made up (Testi Testinen, Aino Keksitty), addresses
end in ``.example`` and telephone numbers are ``050 000 ....``. Nothing here comes from a real list.
"""

import hashlib
from random import Random

GIVEN = (
    "Malli", "Aino", "Olli", "Testi", "Jokke", "Ilmari", "Tekla", "Esko", "Pelle", "Saga",
    "Viljo", "Fia", "Kuvi", "Nimi", "Harri", "Tuulia", "Prov", "Eino", "Lempi", "Otto",
    "Raili", "Ture", "Venla", "Kaapo", "Dikta", "Usko",
)  # fmt: skip
FAMILY = (
    "Esimerkki", "Keksitty", "Olematon", "Testinen", "Kuviteltu", "Tekaistu", "Satuinen",
    "Näytesalo", "Mallikas", "Keksimäki", "Harjoitus", "Koenimi", "Exempelsson", "Påhittad",
    "Testlund", "Sagoberg", "Luonnos", "Valenimi", "Malliola", "Tarinanen", "Esimerkkilä",
    "Kokeilija", "Provström", "Mukamas",
)  # fmt: skip
STREETS = ("Keksittykatu", "Mallitie", "Olemattomankuja", "Satupolku", "Esimerkinraitti")
TOWNS = ("Esimerkkilä", "Keksijoki", "Mallila", "Satumäki")
PRISONS = ("Mallilan vankila", "Keksilän vankila", "Satumäen avovankila")


def dice(seed: str, *labels: str) -> Random:
    """Return dice for one thing: the same seed and labels give the same throws anywhere."""
    text = "\x1f".join(("nivel-demo-1", seed, *labels))
    return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16]))  # noqa: S311 — made-up content, no secret


def root_of(seed: str) -> bytes:
    """Return the 16 bytes from which the ids of an office are derived."""
    return hashlib.sha256(f"nivel-demo-ids-1\x1f{seed}".encode()).digest()[:16]


def made_up_name(number: int) -> tuple[str, str]:
    """Return given and family name of made-up person ``number``; 624 before one comes again."""
    count = len(GIVEN) * len(FAMILY)
    place = number * 187 % count  # 187 and 624 share no factor: every pair comes once
    return GIVEN[place % len(GIVEN)], FAMILY[place // len(GIVEN)]


def phone_number(number: int) -> str:
    """Return a number that is obviously none."""
    return f"050 000 {number % 10_000:04d}"


def address(throw: Random) -> str:
    """Return a street and town that are on no map."""
    return f"{throw.choice(STREETS)} {throw.randint(1, 40)}, 00000 {throw.choice(TOWNS)}"
