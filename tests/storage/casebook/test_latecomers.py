"""A message handed on to somebody of its circle whose contact card came only later."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from storage.casebook import latecomers
from storage.lines.messages import Writing
from tests.offices import new_office, small_case
from tests.storage.casebook.correspondents import Pair, acquaint
from tests.storage.casebook.exchanging import consent, meet_in

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

SOON = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
DAY_MS = 86_400_000


class Circle(NamedTuple):
    """Aino leads; Bo and Olli have never met, so neither has the other's card."""

    aino: "Casebook"
    bo: "Casebook"
    olli: "Casebook"
    stick: Path
    first: bytes

    def meet(self, times: int = 2) -> None:
        """Let all three exchange."""
        meet_in(self.stick, self.aino, self.bo, self.olli, times=times)

    def answer(self, text: str, **fields: object) -> bytes:
        """Have Bo answer: it can be sealed to Aino alone."""
        begun = self.bo.posting.answer(self.first)
        return self.bo.posting.send(replace(begun, text=text, **fields))  # type: ignore[arg-type]

    def introduce(self) -> None:
        """Let Bo and Olli have each other's cards."""
        acquaint(self.bo, self.olli)
        acquaint(self.olli, self.bo)

    def read_by_olli(self) -> set[str]:
        """Return the texts of what came to Olli."""
        lines = self.olli.messages.lines("in")
        return {sheet.text for sheet in map(self.olli.messages.read, [one.id for one in lines])}


@pytest.fixture
def circle(duo: Pair, tmp_path: Path) -> Iterator[Circle]:
    """Lend a circle of three in which two have not met."""
    olli = new_office(tmp_path / "o", "Olli Olematon", "O")
    acquaint(olli, duo.aino)
    to = (duo.bo_at_aino, acquaint(duo.aino, olli))
    first = duo.aino.posting.send(Writing("Kaikille", "Aloitus", to=to))
    made = Circle(duo.aino, duo.bo, olli, tmp_path / "stick", first)
    made.meet()
    yield made
    olli.close()


def test_who_is_missing_is_told_and_gets_it_once_the_card_is_here(circle: Circle) -> None:
    """Before sending, after sending, and then it comes, with its file, in its place."""
    (circle.stick.parent / "liite.txt").write_text("Sisältö", encoding="utf-8")
    begun = circle.bo.posting.answer(circle.first)
    assert circle.bo.posting.not_reached(begun) == ("Olli Olematon",)
    sent = circle.answer("Vastaus", files=(circle.stick.parent / "liite.txt",))
    circle.meet()
    assert circle.read_by_olli() == {"Aloitus"}
    states = {one.name: one.state for one in circle.bo.messages.read(sent).members}
    assert states["Olli Olematon"] == "no-card"
    circle.introduce()
    assert circle.bo.posting.not_reached(begun) == ()
    circle.meet(times=3)
    assert circle.read_by_olli() == {"Aloitus", "Vastaus"}
    (file,) = circle.olli.messages.read(sent).attachments
    assert file.is_here
    circle.meet()
    states = {one.name: one.state for one in circle.bo.messages.read(sent).members}
    assert states == {"Aino Keksitty": "received", "Bo Exempel": "none", "Olli Olematon": "read"}


@pytest.mark.parametrize("is_asked", [True, False], ids=["asked", "control removed"])
def test_nobody_gets_what_they_are_not_to_read_any_more(
    circle: Circle, monkeypatch: pytest.MonkeyPatch, *, is_asked: bool
) -> None:
    """Let out of the circle meanwhile; and what has been erased cannot go to anybody."""
    if not is_asked:
        monkeypatch.setattr(latecomers, "_may_read", lambda *_parts: True)
    circle.answer("Ei enää Ollille")
    if is_asked:
        gone = circle.answer("Poistettava")
        circle.bo.keeping.delete(gone, dt.datetime.now().astimezone().date())
    circle.meet()
    thread = circle.aino.messages.line(circle.first).thread_id
    root = circle.olli.cards.own_root()
    circle.aino.posting.change_circle(thread, remove=(root,), add=(_eve(circle),))
    circle.aino.posting.send(replace(circle.aino.posting.answer(circle.first), text="Ilman Ollia"))
    circle.meet()
    circle.introduce()
    circle.meet(times=3)
    assert ("Ei enää Ollille" in circle.read_by_olli()) is not is_asked
    assert not {"Poistettava", "Ilman Ollia"} & circle.read_by_olli()


def _eve(circle: Circle) -> bytes:
    """Have Aino know one more, so that three are left when Olli goes."""
    eve = new_office(circle.stick.parent / "e", "Eve Olematon", "E")
    one = acquaint(circle.aino, eve)
    eve.close()
    return one


def test_what_has_had_its_time_is_not_handed_on(circle: Circle) -> None:
    """The day its text goes has come before the card did."""
    circle.answer("Lyhytikäinen", expires=SOON)
    circle.introduce()
    late = round(SOON.timestamp() * 1000) + DAY_MS
    circle.bo.delivery.exchange(circle.stick, now=late)
    circle.olli.delivery.exchange(circle.stick)
    assert "Lyhytikäinen" not in circle.read_by_olli()


def test_what_speaks_of_a_client_asks_the_gate_again(circle: Circle) -> None:
    """The reason that let it out to Aino is none for Olli; a basis is, and stands in the log."""
    case = small_case(circle.bo).case
    begun = replace(circle.bo.posting.answer(circle.first), text="Asiakkaasta")
    about = replace(begun, case_id=case, link=("case", case))
    circle.bo.posting.send(about, override="henki on vaarassa")
    circle.introduce()
    out = circle.bo.delivery.exchange(circle.stick)
    assert [(one.name, one.reason) for one in out.held_back] == [("Olli Olematon", "no-basis")]
    circle.meet()
    assert "Asiakkaasta" not in circle.read_by_olli()
    consent(circle.bo, case, circle.olli)
    circle.meet()
    assert "Asiakkaasta" in circle.read_by_olli()
    told = [(one.receiver, one.override) for one in circle.bo.disclosures.lines(case_id=case)]
    assert told.count(("Olli Olematon", "")) == 1


@pytest.mark.parametrize("is_followed", [True, False], ids=["followed", "control removed"])
def test_an_older_list_is_believed_when_the_newer_one_follows_it(
    circle: Circle, monkeypatch: pytest.MonkeyPatch, *, is_followed: bool
) -> None:
    """Olli has the list that lets Eve in before he gets what Bo wrote to the three of them."""
    circle.answer("Kolmelle")
    thread = circle.aino.messages.line(circle.first).thread_id
    circle.aino.posting.change_circle(thread, add=(_eve(circle),))
    circle.aino.posting.send(replace(circle.aino.posting.answer(circle.first), text="Neljälle"))
    circle.meet()
    if not is_followed:
        monkeypatch.setattr("storage.casebook.circle._past", lambda _thread: frozenset())
    circle.introduce()
    circle.meet(times=3)
    assert ("Kolmelle" in circle.read_by_olli()) is is_followed
    assert "Neljälle" in circle.read_by_olli()
