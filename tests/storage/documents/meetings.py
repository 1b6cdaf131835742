"""A made-up meeting and its words for the tests, and any meeting that Hypothesis can think of."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from storage.documents.minutes_data import (
    Attendee,
    MinuteAgreement,
    MinuteEntry,
    MinuteItem,
    MinutesData,
    MinutesWords,
)

_WORDS: dict[str, Any] = {field.name: field.name for field in fields(MinutesWords)}
WORDS = MinutesWords(**{**_WORDS, "copies": ("for client", "for network", "for us")})

MEETING = MinutesData(
    language="fi",
    kind="Verkostopalaveri",
    facts=(("Aika", "24.11.2026 klo 9.30"), ("Asiakas", "Testi Testinen")),
    attendance=(
        Attendee("Testi Testinen", "asiakas", "", "paikalla", "050 111"),
        Attendee("Malli Esimerkki", "ohjaaja", "Keksitty ry", "etänä", "050 222"),
        Attendee("Aino Keksitty", "sisko", "", "paikalla", "050 333", is_private=True),
    ),
    items=(
        MinuteItem(
            "Asuminen",
            (
                MinuteEntry("Jono on – kuulemma… pitkä.", "shared", speaker="Malli Esimerkki"),
                MinuteEntry("Huoli päihteistä.", "own", late="25.11.2026"),
                MinuteEntry("Tuettu asunto.", "client", kind="view", speaker="Malli Esimerkki"),
                MinuteEntry("Oma asunto heti.", "shared", kind="view", speaker="Aino Keksitty"),
            ),
            minutes=10,
            owner="Malli Esimerkki",
        ),
        MinuteItem(
            "Työ",
            (
                MinuteEntry("Haluan töihin.", "client", speaker="Testi Testinen", verbatim=True),
                MinuteEntry("Kuka maksaa kortin?", "client", kind="question"),
            ),
            from_client=True,
        ),
        MinuteItem("Talous", (MinuteEntry("Velkaa 900 e.", "own"),), minutes=5),
        MinuteItem("", (MinuteEntry("Muuta.", "own"),)),
    ),
    agreements=(
        MinuteAgreement("Haetaan takuuvuokraa", "client", "Malli Esimerkki", "27.11.2026"),
        MinuteAgreement("Kysytään tupaa", "shared"),
        MinuteAgreement("Oma pari keskustelee", "own", "Malli Esimerkki"),
    ),
    next_meeting="8.12.2026 klo 10",
    was_read_back=True,
)

# Each text of a generated meeting is a mark of its own, so that it can be looked for anywhere.
TIERS = st.sampled_from(["client", "shared", "own", "of-a-newer-version"])
KINDS = st.sampled_from(["note", "question", "view"])


@st.composite
def meetings(draw: st.DrawFn) -> tuple[MinutesData, dict[str, str]]:
    """Return a meeting and the tier of each of its marks."""
    tiers: dict[str, str] = {}

    def marked(tier: str) -> str:
        mark = f"mark{len(tiers):03}x"
        tiers[mark] = tier
        return mark

    def entry() -> MinuteEntry:
        tier = draw(TIERS)
        kind, verbatim = draw(KINDS), draw(st.booleans())
        late = marked(tier) if draw(st.booleans()) else ""
        return MinuteEntry(marked(tier), tier, kind, marked(tier), verbatim, late)

    def agreement() -> MinuteAgreement:
        tier = draw(TIERS)
        return MinuteAgreement(marked(tier), tier, marked(tier), marked(tier))

    few = st.integers(0, 3)
    items = tuple(
        MinuteItem(
            f"Item {n}", tuple(entry() for _ in range(draw(few))), n, "", draw(st.booleans())
        )
        for n in range(draw(few))
    )
    people = tuple(
        Attendee(f"Person {n}", contact=marked("own" if private else "shared"), is_private=private)
        for n, private in enumerate(draw(st.lists(st.booleans(), max_size=3)))
    )
    agreements = tuple(agreement() for _ in range(draw(few)))
    return MinutesData("fi", "Kind", (), people, items, agreements), tiers
