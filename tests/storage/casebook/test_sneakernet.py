"""Stories of two or three people, three to five devices, and a carrier who does what he likes."""

import os
from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from storage.casebook import older_copy
from storage.exchange import outbox
from storage.rules import rights
from tests.storage.casebook import sneaker_laws as laws
from tests.storage.casebook.sneaker_carrier import carry
from tests.storage.casebook.sneaker_template import SIZES
from tests.storage.casebook.sneaker_world import DAY_MS, SHARED, World

DEEDS = ("lose", "double", "rename", "flip", "cut", "delay", "replay")
numbers = st.integers(0, 59)
carriers = st.sampled_from(("stick", "share"))
sections = st.lists(st.sampled_from((*SHARED, "own")), min_size=1, max_size=4, unique=True)


class Sneakernet(RuleBasedStateMachine):
    """One story; its laws are in ``sneaker_laws``."""

    days: ClassVar[int] = 40  # in all: nobody's period key is older than its life

    def __init__(self) -> None:
        """Open the vaults."""
        super().__init__()
        self.world: World
        self.passed = 0

    @initialize(names=st.sampled_from((*3 * SIZES[:1], *2 * SIZES[1:2], *SIZES[2:])))
    def begin(self, names: tuple[str, ...]) -> None:
        """Have something to share."""
        self.world = World(names)
        self.world.after_exchange = lambda *told: laws.judge_written(self.world, *told)
        self.world.open_case()

    def one_of(self, number: int) -> str:
        """Return one of the devices that there are."""
        return self.world.names[number % len(self.world.names)]

    @rule()
    @precondition(lambda self: len(self.world.cases) < 3)
    def open_case(self) -> None:
        """Another case."""
        self.world.open_case()

    @rule(number=numbers, case=st.integers(0, 2), what=st.integers(0, 3))
    def edit(self, number: int, case: int, what: int) -> None:
        """Somebody works."""
        cases = self.world.cases
        self.world.edit(self.one_of(number), cases[case % len(cases)], what)

    @rule(
        name=st.sampled_from(("aino", "ainos-other", "bo")),
        case=st.integers(0, 2),
        to=st.sampled_from(("bo", "cecilia")),
        parts=sections,
    )
    def share(self, name: str, case: int, to: str, parts: list[str]) -> None:
        """Somebody shares."""
        cases = self.world.cases
        if name != to and name not in self.world.revoked and to in self.world.names:
            self.world.share(name, cases[case % len(cases)], to, tuple(parts))

    @rule(name=st.sampled_from(("aino", "ainos-other")), index=st.integers(0, 3))
    def withdraw(self, name: str, index: int) -> None:
        """Somebody ends a share."""
        self.world.withdraw(name, index)

    @rule(number=numbers, other=numbers)
    def write(self, number: int, other: int) -> None:
        """Somebody writes a message."""
        name, to = self.one_of(number), self.one_of(other)
        people = {self.world.open[one].me.person for one in (name, to)}
        if len(people) > 1 and name not in self.world.revoked:
            self.world.write_to(name, to)

    @rule(number=numbers, carrier=carriers)
    def exchange(self, number: int, carrier: str) -> None:
        """Somebody exchanges with one of the folders."""
        self.world.exchange(self.one_of(number), carrier)

    @rule(carrier=carriers, deed=st.sampled_from(DEEDS), seed=st.integers(0, 2**16))
    def carry(self, carrier: str, deed: str, seed: int) -> None:
        """Have the carrier do something to one file."""
        carry(self.world, carrier, deed, seed)

    @rule(days=st.integers(1, 15))
    def wait(self, days: int) -> None:
        """Time goes by."""
        if self.passed + days <= self.days:
            self.passed += days
            self.world.now += days * DAY_MS

    @rule(number=numbers)
    def keep_copy(self, number: int) -> None:
        """Somebody copies their vault."""
        name = self.one_of(number)
        if name not in self.world.revoked:
            self.world.keep_copy(name)

    @rule(number=numbers)
    @precondition(lambda self: self.world.copies())
    def put_back(self, number: int) -> None:
        """Somebody puts the copy in the vault's place."""
        copies = self.world.copies()
        name = copies[number % len(copies)]
        if name not in self.world.revoked:
            self.world.put_back(name)

    @rule()
    @precondition(lambda self: not self.world.revoked and self.world.count > 20)
    def revoke(self) -> None:
        """Aino loses her other device."""
        self.world.revoke("ainos-other")

    def teardown(self) -> None:
        """Settle, and judge."""
        try:
            laws.settle(self.world)
            laws.judge_end(self.world)
            laws.judge_replay(self.world)
        finally:
            self.world.close()


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a story takes minutes
STORIES = int(
    os.environ.get("SNEAKERNET", "200")
)  # in ``make test``; the fault campaign tells more


class Again(Sneakernet):
    """The other half of the stories: two workers share them."""


for half in (Sneakernet, Again):
    pytest.mark.no_cover(half.TestCase)  # it costs a third, and others measure the same lines
    half.TestCase.settings = settings(
        max_examples=STORIES // 2, stateful_step_count=14, phases=UNSHRUNK
    )
TestSneakernet = Sneakernet.TestCase
TestSneakernetAgain = Again.TestCase


def test_the_laws_see_a_section_that_was_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the rule of places taken away, the laws go red."""
    world = World()
    world.after_exchange = lambda *told: laws.judge_written(world, *told)
    try:
        world.open_case()
        world.share("aino", world.cases[0], "cecilia", ("actions",))
        world.exchange("aino", "stick")
        everything = frozenset((world.cases[0], one) for one in (*SHARED, "own"))
        monkeypatch.setattr(rights, "places", lambda *_any: everything)
        monkeypatch.setattr(
            "storage.casebook.passing.Passing.places", property(lambda _self: everything)
        )
        with pytest.raises(AssertionError, match="not shared"):
            world.exchange("aino", "stick")
    finally:
        world.close()


def test_the_laws_see_a_message_that_was_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: what was written once and lost is not written again; the laws go red."""
    monkeypatch.setattr(outbox, "_OWED", outbox._OWED.replace(", 'written'", ""))
    world = World(SIZES[0])
    try:
        world.write_to("bo", "aino")
        world.exchange("bo", "stick")
        carry(world, "stick", "lose", 0)
        laws.settle(world)
        with pytest.raises(AssertionError, match="never came"):
            laws.judge_end(world)
    finally:
        world.close()


def test_the_laws_see_an_older_copy_that_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the look at the mark taken away, it is the device it was."""
    monkeypatch.setattr(older_copy, "look", lambda *_any: None)
    world = World(SIZES[0])
    try:
        world.open_case()
        world.keep_copy("aino")
        world.edit("aino", world.cases[0], 1)
        with pytest.raises(AssertionError, match="was not noticed"):
            world.put_back("aino")
    finally:
        world.close()


def test_a_parcel_that_was_taken_back_may_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was rightly written before the share ended is no fault; nothing else old is news."""
    world = World(SIZES[0])
    try:
        world.open_case()
        world.share("aino", world.cases[0], "bo", ("actions",))
        world.exchange("aino", "share")
        world.withdraw("aino", 0)
        laws.settle(world)
        laws.judge_end(world)
        with monkeypatch.context() as without:
            without.setattr(laws, "_is_withdrawn", lambda *_any: False)
            with pytest.raises(AssertionError, match="something new"):
                laws.judge_replay(world)
        laws.judge_replay(world)
    finally:
        world.close()
