"""Rights: what counts where, and what may go to whom."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.records.kinds import ALL, KINDS
from storage.rules import rights as rules
from storage.rules.rights import CONTENT, Granted, Lent, Rights

OFFICE, MAILBOX, CASE, OTHER = b"O" * 16, b"M" * 16, b"C" * 16, b"D" * 16
OWN, COLLEAGUE, EXPERT, GIVER, WRITER, PACK, STRANGER = (bytes([n]) * 16 for n in range(7))
TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)
SECTIONS = sorted(CONTENT | {"log", "sharing", "directory", "messages"})
EVERYBODY = (OWN, COLLEAGUE, EXPERT, GIVER, WRITER, PACK, STRANGER)
PLACES = [(scope, section) for scope in (OFFICE, MAILBOX, CASE, OTHER) for section in SECTIONS]
lent_shares = st.builds(
    Lent,
    devices=st.frozensets(st.sampled_from((COLLEAGUE, EXPERT, PACK)), max_size=2),
    sections=st.frozensets(st.sampled_from(sorted(CONTENT)), min_size=1, max_size=3),
    ends=st.none() | st.integers(-5, 5).map(lambda days: TODAY + days * DAY),
    is_over=st.booleans(),
)
granted_shares = st.builds(
    Granted,
    devices=st.just(frozenset({GIVER})),
    writers=st.frozensets(st.sampled_from((WRITER, EXPERT)), max_size=1),
    sections=st.frozensets(st.sampled_from(sorted(CONTENT)), min_size=1, max_size=3),
    is_over=st.booleans(),
)
all_rights = st.builds(
    Rights,
    office_id=st.just(OFFICE),
    mailbox_id=st.just(MAILBOX),
    own=st.just(frozenset({OWN})),
    colleagues=st.just(frozenset({COLLEAGUE})),
    lent=st.dictionaries(st.sampled_from((CASE, OTHER)), st.tuples(lent_shares), max_size=2),
    granted=st.dictionaries(st.just(OTHER), st.tuples(granted_shares), max_size=1),
)


def lent(*devices: bytes, sections: str = "actions", **fields: object) -> Lent:
    """Return a share of some sections."""
    return Lent(frozenset(devices), frozenset(sections.split()), **fields)  # type: ignore[arg-type]


def rights(*shares: Lent, granted: tuple[Granted, ...] = ()) -> Rights:
    """Return the rights of a vault that holds CASE and was given OTHER."""
    return Rights(
        OFFICE,
        MAILBOX,
        frozenset({OWN}),
        frozenset({COLLEAGUE}),
        {CASE: shares},
        {OTHER: granted},
    )


@given(all_rights, st.sampled_from(EVERYBODY), st.sampled_from(PLACES))
def test_nobody_writes_without_a_reason(
    known: Rights, device: bytes, place: tuple[bytes, str]
) -> None:
    """Who may write is own, or a colleague in the directory, or named by a share of that case."""
    if not rules.may_write(known, device, place, TODAY) or device == OWN:
        return
    scope, section = place
    assert scope != MAILBOX
    if scope == OFFICE:
        assert (device, section) == (COLLEAGUE, "directory")
        return
    shares = [one for one in known.lent.get(scope, ()) if device in one.devices]
    shares = [one for one in shares if not one.is_over and section in one.sections | {"log"}]
    grants = [one for one in known.granted.get(scope, ()) if section in one.sections]
    assert shares or any(device in one.devices | one.writers for one in grants)


@given(all_rights, st.sampled_from(EVERYBODY))
def test_what_is_sent_was_shared(known: Rights, device: bytes) -> None:
    """No place goes to a device that a live share, a grant of its own or the office names."""
    found = rules.places(known, device, TODAY)
    if device == OWN:
        assert found is None
        return
    for scope, section in found or ():
        if scope == OFFICE:
            assert (device, section) == (COLLEAGUE, "directory")
            continue
        shares = [one for one in known.lent.get(scope, ()) if device in one.devices]
        live = [one for one in shares if rules.is_live(one, TODAY) and section in one.sections]
        grants = [one for one in known.granted.get(scope, ()) if device in one.devices]
        back = [one for one in grants if not one.is_over and section in one.sections | {"log"}]
        assert live or back


@given(lent_shares, st.sampled_from(PLACES))
def test_what_is_sent_counts_at_the_other_end(share: Lent, place: tuple[bytes, str]) -> None:
    """Giver and receiver agree: what one sends of a live share, the other takes, both ways."""
    for device in share.devices:
        giver = rights(share)
        back = Granted(frozenset({GIVER}), frozenset(), share.sections)
        receiver = Rights(OTHER, OTHER, frozenset({device}), granted={CASE: (back,)})
        if place in (rules.places(giver, device, TODAY) or ()) and place[0] == CASE:
            assert rules.may_write(receiver, GIVER, place, TODAY)
        if rules.is_live(share, TODAY) and place in (rules.places(receiver, GIVER, TODAY) or ()):
            assert rules.may_write(giver, device, place, TODAY)


def test_a_withdrawn_share_ends_both_ways_at_once() -> None:
    """Nothing is sent and nothing counts any more; the negative control is the live share."""
    live, over = lent(EXPERT), lent(EXPERT, is_over=True)
    place = (CASE, "actions")
    assert rules.may_write(rights(live), EXPERT, place, TODAY)
    assert rules.places(rights(live), EXPERT, TODAY) == frozenset({place})
    assert not rules.may_write(rights(over), EXPERT, place, TODAY)
    assert rules.places(rights(over), EXPERT, TODAY) == frozenset()


def test_what_was_written_in_time_counts_after_the_end() -> None:
    """A share that ran out sends nothing; work of its days (and a day of grace) still counts."""
    share = lent(EXPERT, ends=TODAY)
    place = (CASE, "actions")
    assert rules.places(rights(share), EXPERT, TODAY + DAY) == frozenset()
    assert rules.may_write(rights(share), EXPERT, place, TODAY + DAY)
    assert not rules.may_write(rights(share), EXPERT, place, TODAY + 2 * DAY)


def test_a_travel_pack_counts_until_it_is_back() -> None:
    """Late or not: its sections of its case, the directory and the log; nothing of another case."""
    parts = frozenset({"actions", "sharing"})
    share = replace(lent(PACK, ends=TODAY - 9 * DAY, is_travel=True), sections=parts, is_ours=True)
    known = rights(share)
    assert rules.may_write(known, PACK, (CASE, "sharing"), TODAY)
    assert not rules.may_write(known, PACK, (CASE, "network"), TODAY)
    assert rules.may_write(known, PACK, (OFFICE, "directory"), TODAY)
    assert rules.may_write(known, PACK, (OFFICE, "log"), TODAY)
    assert not rules.may_write(known, PACK, (OTHER, "actions"), TODAY)
    foreign = rights(replace(share, is_ours=False))
    assert rules.may_write(foreign, PACK, (CASE, "actions"), TODAY)
    assert not rules.may_write(foreign, PACK, (OFFICE, "directory"), TODAY)
    back = rights(replace(share, is_over=True))
    assert not rules.may_write(back, PACK, (CASE, "actions"), TODAY)
    assert not rules.may_write(back, PACK, (OFFICE, "directory"), TODAY)


def test_a_receiver_believes_the_giver_and_his_writers_only() -> None:
    """In a case that was shared with us, others are set aside, and so are other sections."""
    grant = Granted(frozenset({GIVER}), frozenset({WRITER}), frozenset({"actions"}))
    known = rights(granted=(grant,))
    assert rules.may_write(known, GIVER, (OTHER, "actions"), TODAY)
    assert rules.may_write(known, WRITER, (OTHER, "actions"), TODAY)
    assert not rules.may_write(known, STRANGER, (OTHER, "actions"), TODAY)
    assert not rules.may_write(known, GIVER, (OTHER, "summary"), TODAY)
    assert rules.places(known, GIVER, TODAY) == frozenset({(OTHER, "actions"), (OTHER, "log")})
    assert rules.places(known, WRITER, TODAY) == frozenset()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_each_kind_has_its_sections(kind: object) -> None:
    """The table of sections names every kind of the registry, and where it really stands."""
    known = KINDS[kind.name]  # type: ignore[attr-defined]
    made = known.table(id=CASE)
    allowed = rules.sections_allowed(known.name)
    assert allowed is not None
    assert known.section(made) in allowed
    assert set(rules.KIND_SECTIONS) == set(KINDS)
    assert rules.sections_allowed("made-up") is None


def test_a_record_is_at_home_in_its_own_scope() -> None:
    """A tie that names another case, a case of another id, a directory person in a case: no."""
    tie, case, person = KINDS["tie"], KINDS["case"], KINDS["person"]
    assert rules.is_at_home(tie, OWN, {"case_id": CASE}, CASE, OFFICE)
    assert not rules.is_at_home(tie, OWN, {"case_id": OTHER}, CASE, OFFICE)
    assert rules.is_at_home(case, CASE, {}, CASE, OFFICE)
    assert not rules.is_at_home(case, OTHER, {}, CASE, OFFICE)
    assert rules.is_at_home(person, OWN, {}, OFFICE, OFFICE)
    assert not rules.is_at_home(person, OWN, {}, CASE, OFFICE)
    assert rules.is_at_home(KINDS["organisation"], OWN, {}, OFFICE, OFFICE)
    assert not rules.is_at_home(KINDS["organisation"], OWN, {}, CASE, OFFICE)
    assert rules.is_at_home(KINDS["message"], OWN, {"mailbox_id": MAILBOX}, MAILBOX, OFFICE)
