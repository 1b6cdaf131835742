"""Random bases, bars, protections and passages, drawn from few enough words that they meet."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from storage.records.people import Sector
from storage.records.protections import Protection
from storage.records.sharing import Bar, BarBy, Basis, BasisKind, as_words
from storage.rules.sharing import Passage, Receiver, Way

CASE, OTHER = b"case", b"other"
TODAY = dt.date(2026, 11, 24)
DAYS = (None, dt.date(2026, 11, 1), TODAY, dt.date(2026, 12, 24))
MOMENTS = tuple(dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC) for day in (1, 10, 20))
PEOPLE = (b"anna", b"bo", b"cecilia")
ORGANISATIONS = ("Esimerkkiyhdistys ry", "Keksilän terveys")
NAMES = ("Kela", "Vuokra Oy")
SECTORS = (Sector.COUNTY, Sector.HEALTH, Sector.NGO, Sector.PRISON, Sector.STATE, Sector.OTHER)
SECTIONS = ("summary", "network", "meetings", "own", "actions")
AREAS = ("housing", "health", "debt")

SPOILT: tuple[dict[str, object], ...] = (
    {"paragraph": "", "kind": "statutory"},
    {"sections": "summary"},
    {"areas": "debt"},
    {"ends": DAYS[1]},
    {"starts": DAYS[3]},
    {"withdrawn_at": MOMENTS[0]},
    {"recorded_at": MOMENTS[0]},
    {"person_id": PEOPLE[2]},
    {"case_id": OTHER},
)
some_sections = st.frozensets(st.sampled_from(SECTIONS), max_size=3)
some_areas = st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(AREAS), max_size=2))
days = st.sampled_from(DAYS)


@dataclass(frozen=True)
class World:
    """What one passage is judged by."""

    passage: Passage
    bases: tuple[Basis, ...]
    bars: tuple[Bar, ...]
    protections: tuple[Protection, ...]
    ended_at: dt.datetime | None


@st.composite
def recipients(draw: st.DrawFn) -> dict[str, object]:
    """Draw whom a basis or a bar names."""
    sector = draw(st.sampled_from(SECTORS))
    kind = draw(st.sampled_from(("person", "organisation", "name", "sector")))
    named: dict[str, object] = {"sector": sector}
    if kind == "person":
        named["person_id"] = draw(st.sampled_from(PEOPLE))
    elif kind == "organisation":
        named["organisation"] = draw(st.sampled_from(ORGANISATIONS))
    elif kind == "name":
        named["name"] = draw(st.sampled_from(NAMES))
    return named


@st.composite
def bases(draw: st.DrawFn, number: int) -> Basis:
    """Draw a basis, whole or not."""
    return Basis(
        id=b"basis%d" % number,
        case_id=draw(st.sampled_from((CASE, CASE, CASE, OTHER))),
        kind=draw(st.sampled_from((*BasisKind, "of-a-newer-version"))),
        recorded_at=draw(st.sampled_from((*MOMENTS, None))),
        sections=as_words(draw(some_sections)),
        areas=as_words(draw(some_areas)),
        paragraph=draw(st.sampled_from(("", "§ 58"))),
        starts=draw(days),
        ends=draw(days),
        withdrawn_at=draw(st.sampled_from((None, None, None, MOMENTS[0]))),
        **draw(recipients()),  # type: ignore[arg-type]
    )


@st.composite
def aimed(draw: st.DrawFn, passage: Passage) -> Basis:
    """Draw a basis made for the passage, and often spoilt in one thing."""
    receiver = passage.receiver
    told: dict[str, object] = {
        "kind": draw(st.sampled_from(tuple(BasisKind))),
        "recorded_at": MOMENTS[2],
        "sector": receiver.sector,
        "person_id": receiver.person_id or receiver.correspondent_id,
        "organisation": receiver.organisation,
        "name": receiver.name,
        "sections": as_words(passage.sections),
        "areas": as_words(passage.areas),
        "paragraph": "§ 58",
    }
    spoilt = draw(st.sampled_from((None, None, *SPOILT)))
    return Basis(**({"id": b"aimed", "case_id": CASE} | told | (spoilt or {})))  # type: ignore[arg-type]


@st.composite
def bars(draw: st.DrawFn, number: int) -> Bar:
    """Draw a bar."""
    return Bar(
        id=b"bar%d" % number,
        case_id=draw(st.sampled_from((CASE, CASE, OTHER))),
        by=draw(st.sampled_from(tuple(BarBy))),
        document_id=draw(st.sampled_from((None, None, b"meeting", b"elsewhere"))),
        sections=as_words(draw(some_sections)),
        areas=as_words(draw(some_areas)),
        starts=draw(days),
        ends=draw(days),
        withdrawn_at=draw(st.sampled_from((None, None, MOMENTS[0]))),
        **draw(recipients()),  # type: ignore[arg-type]
    )


@st.composite
def protections(draw: st.DrawFn, number: int) -> Protection:
    """Draw a protection."""
    return Protection(
        id=b"shield%d" % number,
        case_id=CASE,
        person_id=draw(st.sampled_from(PEOPLE)),
        against_id=draw(st.sampled_from((None, *PEOPLE))),
        starts=draw(days),
        ends=draw(days),
        lifted_at=draw(st.sampled_from((None, MOMENTS[0]))),
    )


@st.composite
def receivers(draw: st.DrawFn) -> Receiver:
    """Draw a receiver: known or named, of the office, the client, or outside."""
    standing = draw(st.sampled_from(("outside", "outside", "outside", "own", "client")))
    known = draw(st.sampled_from((None, *PEOPLE)))
    return Receiver(
        sector=draw(st.sampled_from(SECTORS)),
        organisation=draw(st.sampled_from(("", *ORGANISATIONS))),
        person_id=known,
        correspondent_id=draw(st.sampled_from((None, None, *PEOPLE))),
        is_own_office=standing == "own",
        is_client=standing == "client",
        name=draw(st.sampled_from(("", *NAMES))),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a passage with all it is judged by."""
    passage = Passage(
        case_id=CASE,
        sections=draw(some_sections),
        areas=draw(some_areas),
        receiver=draw(receivers()),
        way=draw(st.sampled_from(tuple(Way))),
        documents=draw(st.sampled_from((frozenset(), frozenset({b"meeting"})))),
        people=draw(st.frozensets(st.sampled_from(PEOPLE), max_size=1)),
    )
    made_for_it = (draw(aimed(passage)),) if draw(st.booleans()) else ()
    return World(
        passage,
        (*made_for_it, *(draw(bases(number)) for number in range(draw(st.integers(0, 3))))),
        tuple(draw(bars(number)) for number in range(draw(st.integers(0, 2)))),
        tuple(draw(protections(number)) for number in range(draw(st.integers(0, 2)))),
        draw(st.sampled_from((None, None, MOMENTS[1]))),
    )
