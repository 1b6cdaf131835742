"""The one rule of sharing, over random bases, bars, protections, receivers, sections and days."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings

from storage.records.people import Sector
from storage.records.sharing import Bar, Basis, BasisKind, words_of
from storage.rules import sharing as rule
from storage.rules.sharing import Passage, Receiver, Verdict, Way, judge
from tests.storage.rules.sharing_worlds import CASE, TODAY, World, worlds

MANY = settings(max_examples=150)


def judged(world: World) -> Verdict:
    """Judge the world's passage."""
    return judge(
        world.passage, world.bases, world.bars, world.protections, TODAY, ended_at=world.ended_at
    )


def may_open(basis: Basis, world: World) -> bool:
    """Say, in other words than the rule's own, whether a basis opens a way for the passage."""
    passage, receiver = world.passage, world.passage.receiver
    named = (
        basis.person_id in {receiver.person_id, receiver.correspondent_id}
        if basis.person_id
        else basis.organisation == receiver.organisation
        if basis.organisation
        else basis.name == receiver.name
        if basis.name
        else basis.kind != "consent" and basis.sector == receiver.sector != "other"
    )
    areas = words_of(basis.areas)
    return (
        named
        and basis.case_id == passage.case_id
        and basis.withdrawn_at is None
        and (basis.starts or TODAY) <= TODAY <= (basis.ends or TODAY)
        and (world.ended_at is None or (basis.recorded_at or world.ended_at) > world.ended_at)
        and passage.sections <= words_of(basis.sections)
        and (not areas or (len(passage.areas) > 0 and passage.areas <= areas))
        and basis.kind in {"consent", "statutory", "permission"}
        and (basis.kind != "statutory" or basis.paragraph != "")
        and (basis.kind != "permission" or {basis.sector, receiver.sector} <= {"county", "health"})
    )


@MANY
@given(worlds())
def test_nothing_goes_outside_without_a_basis_that_opens_it(world: World) -> None:
    """Whatever is let out to an outsider stands on a basis that names them and covers it all."""
    verdict, receiver = judged(world), world.passage.receiver
    if not verdict.allowed or receiver.is_own_office or receiver.is_client:
        return
    if verdict.ground == "nothing-told":
        assert not world.passage.sections
        return
    (basis,) = (each for each in world.bases if each.id == verdict.basis_id)
    assert may_open(basis, world)
    assert verdict.ground == basis.kind


@MANY
@given(worlds())
def test_what_may_go_is_not_held_back(world: World) -> None:
    """Where a statutory right opens the way and nobody is protected, nothing stands against it."""
    open_ones = [
        each for each in world.bases if each.kind == BasisKind.STATUTORY and may_open(each, world)
    ]
    free = replace(world, protections=())
    assert not open_ones or world.passage.receiver.is_client or judged(free).allowed


@MANY
@given(worlds())
def test_a_protected_person_gets_nothing(world: World) -> None:
    """Whatever stands in the records, no way leads to a protected person but for the client."""
    receiver = world.passage.receiver
    shielded = rule.shielded_people(world.protections, TODAY)
    if not receiver.is_client and shielded & {receiver.person_id, receiver.correspondent_id}:
        verdict = judged(world)
        assert (verdict.allowed, verdict.needs, verdict.barred_by) == (False, (), None)


@MANY
@given(worlds())
def test_a_refusal_says_what_would_do(world: World) -> None:
    """A refusal names the kinds of basis that can open this way, or that none can."""
    verdict = judged(world)
    if verdict.allowed:
        return
    assert set(verdict.needs) <= set(BasisKind)
    if world.passage.receiver.sector not in {Sector.COUNTY, Sector.HEALTH}:
        assert BasisKind.PERMISSION not in verdict.needs
    assert verdict.is_barred == (verdict.why == "barred")


@MANY
@given(worlds())
def test_taking_back_opens_nothing(world: World) -> None:
    """Without one of the bases, nothing is let out that was not before."""
    for gone in world.bases:
        fewer = replace(world, bases=tuple(each for each in world.bases if each is not gone))
        assert judged(world).allowed or not judged(fewer).allowed


@MANY
@given(worlds())
def test_a_bar_or_a_protection_opens_nothing(world: World) -> None:
    """Without bars and protections at least as much is let out as with them."""
    freer = replace(world, bars=(), protections=())
    assert judged(freer).allowed or not judged(world).allowed


@MANY
@given(worlds())
def test_what_is_own_only_is_not_in_the_clients_copy(world: World) -> None:
    """The client gets no copy of what is one's own organisation's only."""
    if world.passage.receiver.is_client and "own" in world.passage.sections:
        verdict = judged(world)
        assert not verdict.allowed or verdict.ground == "statutory"


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("_is_for", lambda basis, _receiver: basis.kind in tuple(BasisKind)),
        ("_holds", lambda _basis, _passage: True),
        ("state_of", lambda *_arguments: "live"),
        ("shielded_people", lambda _protections, _today: frozenset()),
    ],
)
def test_without_a_part_of_the_rule_the_properties_go_red(
    monkeypatch: pytest.MonkeyPatch, name: str, broken: object
) -> None:
    """Negative control: whichever part of the rule is taken out, a property sees it."""
    real = rule.shielded_people
    monkeypatch.setattr(rule, name, broken)
    seen: list[World] = []

    @settings(MANY, database=None, derandomize=True, max_examples=500)
    @given(worlds())
    def look(world: World) -> None:
        verdict, receiver = judged(world), world.passage.receiver
        known = {receiver.person_id, receiver.correspondent_id}
        shielded = not receiver.is_client and real(world.protections, TODAY) & known
        basis = next((each for each in world.bases if each.id == verdict.basis_id), None)
        if verdict.allowed and (shielded or (basis is not None and not may_open(basis, world))):
            seen.append(world)

    look()
    assert seen


# --- the law, said in examples -----------------------------------------------------------------


def passage(sector: str, **fields: object) -> Passage:
    """Return minutes for somebody of a sector."""
    told: dict[str, object] = {"sections": frozenset({"meetings"}), "areas": frozenset()}
    receiver = Receiver(sector=sector, organisation="Keksilän toimisto", name="Keksilän toimisto")
    return Passage(case_id=CASE, receiver=receiver, way=Way.MINUTES, **{**told, **fields})  # type: ignore[arg-type]


def basis(kind: str, **fields: object) -> Basis:
    """Return a basis that names ``passage``'s receiver."""
    told: dict[str, object] = {"organisation": "Keksilän toimisto", "sections": "meetings"}
    return Basis(id=b"b", case_id=CASE, kind=kind, **{**told, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("sector", ["prison", "state", "ngo", "peer", "close", "housing", "other"])
def test_a_permission_is_for_social_and_health_care_only(sector: str) -> None:
    """It covers neither Rise nor Kela nor an organisation, even where it names them."""
    given_for = basis("permission", sector=sector)
    assert judge(passage(sector), [given_for], [], [], TODAY).needs == ("consent", "statutory")
    county = basis("permission", sector="county")
    assert judge(passage("county"), [county], [], [], TODAY).allowed
    assert not judge(passage(sector), [county], [], [], TODAY).allowed


def test_only_a_statutory_right_passes_a_bar() -> None:
    """A permission and a consent stop at a luovutuskielto; the paragraph passes it."""
    bar = Bar(id=b"bar", case_id=CASE)
    for kind in ("permission", "consent"):
        verdict = judge(passage("county"), [basis(kind, sector="county")], [bar], [], TODAY)
        assert (verdict.allowed, verdict.barred_by, verdict.needs) == (
            False,
            b"bar",
            ("statutory",),
        )
    right = basis("statutory", paragraph="laki 703/2023, 68 §")
    assert judge(passage("county"), [right], [bar], [], TODAY).allowed
    assert judge(passage("county"), [basis("statutory")], [], [], TODAY).why == "draft"


def test_a_basis_narrowed_to_areas_needs_to_know_what_it_is_about() -> None:
    """What is said to be about housing goes on it; what says nothing of that does not."""
    narrow = basis("consent", areas="housing")
    about = passage("ngo", areas=frozenset({"housing"}))
    assert judge(about, [narrow], [], [], TODAY).allowed
    assert judge(passage("ngo"), [narrow], [], [], TODAY).why == "narrow"
    assert judge(passage("ngo", areas=frozenset({"housing", "debt"})), [narrow], [], [], TODAY).why


def test_days_count_to_their_end() -> None:
    """The last day is in, the next is not."""
    until = basis("consent", ends=TODAY)
    assert judge(passage("ngo"), [until], [], [], TODAY).allowed
    tomorrow = TODAY + dt.timedelta(days=1)
    assert judge(passage("ngo"), [until], [], [], tomorrow).why == "expired"
