"""Handouts for the tests: one written out, and any that Hypothesis can think of."""

from hypothesis import strategies as st

from storage.documents.handout import Bullets, Handout, Paragraph, Section, SideBySide, Table

WRITTEN = Handout(
    language="fi",
    title="Muistio",
    subtitle="Verkostopalaveri, Testi Testinen",
    facts=(("Aika", "24.11.2026 klo 9.30"), ("Paikka", "Keksitty tupa\nToinen kerros")),
    sections=(
        Section(
            "Läsnä",
            (Table(("Nimi", "Rooli", "Paikalla"), (("Testi Testinen", "asiakas", "paikalla"),)),),
        ),
        Section(
            "Asuminen",
            (
                Paragraph("Haluan oman oven. En soluun.", "Testi Testinen", verbatim=True),
                SideBySide((("Malli", "Tuettu asunto."), ("Aino", "Oma asunto heti."))),
                Bullets(("haetaan takuuvuokraa", "kysytään tupaa")),
            ),
        ),
        Section("Tyhjä"),
    ),
    footer="Asiakkaan kappale",
)

PIECES = [
    *"abAB12 \n-+*_#>`~[]()<>&;!|\\.,:/@=$^{}\"'%åäöПр",
    *("www.", "http://", "😀", "中", "e\u0301", "\u202e", "\x1b", "\u200b", "\u05d0"),
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
SOME = st.lists(HOSTILE, max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, HOSTILE, HOSTILE, st.booleans()),
    st.builds(Bullets, SOME),
    st.builds(SideBySide, st.lists(st.tuples(HOSTILE, HOSTILE), max_size=4).map(tuple)),
    st.builds(Table, SOME, st.lists(SOME, max_size=3).map(tuple)),
)
SECTIONS = st.builds(Section, HOSTILE, st.lists(BLOCKS, max_size=3).map(tuple))
HANDOUTS = st.builds(
    Handout,
    st.sampled_from(["fi", "sv", "en"]),
    HOSTILE,
    HOSTILE,
    st.lists(st.tuples(HOSTILE, HOSTILE), max_size=2).map(tuple),
    st.lists(SECTIONS, max_size=3).map(tuple),
    HOSTILE,
)
