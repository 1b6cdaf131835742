"""What leaves the casebook: each tier's copy, in each form, logged."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from storage.casebook.handout_data import HandoutWords, MinutesWords
from storage.casebook.handouts import FORMS, What
from storage.errors import FileRefused, Invalid, MediumGone
from storage.lines.sharing import GivenTo
from storage.records.minutes import Tier
from storage.refusals import BasisMissing
from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
SAID = {"client": "Asunto on valmis", "shared": "Velka selvitetään", "own": "Oma havainto"}
_NAMES = MinutesWords.__dataclass_fields__.keys() - {"copies"}
WORDS = HandoutWords(
    language="fi",
    minutes=MinutesWords(copies=("asiakkaan", "yhteinen", "oma"), **dict.fromkeys(_NAMES, "sana")),
    when="Aika",
    place="Paikka",
    matter="Asia",
    invitation="Palaveri",
    day=lambda day: day.isoformat(),
    span=lambda starts, _ends: f"{starts:%d.%m.%Y %H:%M}",
    moment=lambda moment: f"{moment:%H:%M}",
    kinds={},
    presence={},
    roles={},
    states={},
    action_headings=("Mitä", "Kuka", "Milloin", "Tila"),
    file_names=dict.fromkeys(What, "asiakirja"),
)


@pytest.fixture
def held(casebook: "Casebook", small: SmallCase) -> bytes:
    """Hold the small case's meeting: an entry and an agreement of each tier."""
    casebook.meetings.start(small.meeting, NOW)
    for tier, text in SAID.items():
        casebook.minutes.add_entry(small.meeting, text, NOW, tier=tier, speaker_id=small.worker)
        casebook.minutes.add_agreement(
            small.meeting, f"sovittu {text}", NOW, tier=tier, doer_id=small.worker
        )
    casebook.meetings.close(small.meeting, NOW + dt.timedelta(minutes=40))
    return small.meeting


@pytest.mark.parametrize("what", [What.MINUTES, What.RECORD, What.ACTIONS])
@pytest.mark.parametrize(("tier", "seen"), [("client", 1), ("shared", 2), ("own", 3)])
def test_a_copy_holds_its_tier_and_no_more(
    casebook: "Casebook", held: bytes, what: What, tier: str, seen: int
) -> None:
    """Every text form shows the tiers up to its own, and none above."""
    for form in FORMS[what]:
        if form == "pdf":
            continue
        text = casebook.handouts.preview(held, what, form, Tier(tier), WORDS).decode()
        found = [said in text for said in SAID.values()]
        assert found == [True] * seen + [False] * (3 - seen)


def test_an_invitation_names_nobody(casebook: "Casebook", held: bytes) -> None:
    """The calendar file holds neither client nor invitee nor case number nor agenda."""
    data = casebook.handouts.preview(held, What.INVITATION, "ics", Tier.SHARED, WORDS).decode()
    for word in ("Malli", "Esimerkki", "Testi", "Keksitty", "K-0001", "Asuminen"):
        assert word not in data
    assert "Palaveri" in data


def test_an_invitation_written_again_replaces_the_first(
    casebook: "Casebook", held: bytes, tmp_path: Path
) -> None:
    """The UID stays, the sequence grows with each file that left."""

    def written() -> dict[str, str]:
        path = casebook.handouts.write(held, What.INVITATION, "ics", Tier.SHARED, WORDS, tmp_path)
        lines = (line.partition(":") for line in path.read_text().splitlines())
        return {name: value for name, _, value in lines}

    first, second = written(), written()
    assert first["UID"] == second["UID"]
    assert int(second["SEQUENCE"]) == int(first["SEQUENCE"]) + 1


def test_writing_is_logged_and_never_overwrites(
    casebook: "Casebook", held: bytes, tmp_path: Path
) -> None:
    """Two writings make two files without names in their names, and two log lines."""
    paths = {
        casebook.handouts.write(held, What.MINUTES, "pdf", Tier.CLIENT, WORDS, tmp_path)
        for _ in range(2)
    }
    assert {path.name for path in paths} == {
        "asiakirja-2026-11-24-0930.pdf",
        "asiakirja-2026-11-24-0930-2.pdf",
    }
    assert all(path.read_bytes().startswith(b"%PDF") for path in paths)
    logged = [line for line in casebook.log.lines() if line.what == "exported"]
    assert [line.detail for line in logged] == ["minutes pdf client"] * 2


def test_a_folder_that_is_not_there_is_refused(
    casebook: "Casebook", held: bytes, tmp_path: Path
) -> None:
    """Nothing is written or logged when the target is no folder."""
    with pytest.raises(FileRefused):
        casebook.handouts.write(held, What.MINUTES, "md", Tier.CLIENT, WORDS, tmp_path / "nirgends")
    assert all(line.what != "exported" for line in casebook.log.lines())


def test_nothing_leaves_without_its_log_line(
    casebook: "Casebook", held: bytes, tmp_path: Path
) -> None:
    """When the change cannot be written, the file just made goes again."""
    tables = "storage.casebook.writing.project_states"
    with patch(tables, side_effect=MediumGone(tmp_path)), pytest.raises(MediumGone):
        casebook.handouts.write(held, What.MINUTES, "md", Tier.OWN, WORDS, tmp_path)
    assert list(tmp_path.glob("*.md")) == []


def disclosed(casebook: "Casebook") -> list[tuple[str, str, str]]:
    """Return what went out, how, and on what."""
    return [(line.what, line.way, line.ground) for line in casebook.disclosures.lines()]


def test_every_paper_writes_its_disclosure(
    casebook: "Casebook", held: bytes, tmp_path: Path
) -> None:
    """The usual receiver of each copy needs no question, and each passage is in the log."""
    for what, form, tier in (
        (What.INVITATION, "ics", Tier.SHARED),
        (What.MINUTES, "txt", Tier.CLIENT),
        (What.MINUTES, "txt", Tier.OWN),
        (What.ACTIONS, "csv", Tier.CLIENT),
    ):
        casebook.handouts.write(held, what, form, tier, WORDS, tmp_path)
    casebook.handouts.show(held, Tier.OWN, WORDS)
    assert disclosed(casebook) == [
        ("record txt own", "view", "duty"),
        ("actions csv client", "export", "own-copy"),
        ("minutes txt own", "minutes", "duty"),
        ("minutes txt client", "minutes", "own-copy"),
        ("invitation ics shared", "invitation", "nothing-told"),
    ]


def test_a_shared_copy_asks_who_gets_it(casebook: "Casebook", held: bytes, tmp_path: Path) -> None:
    """A copy for the network has no usual receiver; without a basis no file appears."""
    with pytest.raises(Invalid):
        casebook.handouts.write(held, What.MINUTES, "md", Tier.SHARED, WORDS, tmp_path)
    kela = GivenTo(name="Kela", sector="state", purpose="toimeentulo")
    with pytest.raises(BasisMissing) as refused:
        casebook.handouts.write(held, What.MINUTES, "md", Tier.SHARED, WORDS, tmp_path, to=kela)
    assert refused.value.needs == ("consent", "statutory")
    assert list(tmp_path.glob("*.md")) == []
    assert disclosed(casebook) == []


def test_what_is_own_needs_a_basis_that_names_it(
    casebook: "Casebook", held: bytes, small: SmallCase, tmp_path: Path
) -> None:
    """A consent for meetings opens the shared copy to them, and not one's own organisation's."""
    casebook.bases.add(
        small.case, kind="consent", person_id=small.mother, sections=("meetings",), purpose="tuki"
    )
    to = GivenTo(f"person:{small.mother.hex()}")
    casebook.handouts.write(held, What.MINUTES, "md", Tier.SHARED, WORDS, tmp_path, to=to)
    with pytest.raises(BasisMissing) as refused:
        casebook.handouts.write(held, What.MINUTES, "md", Tier.OWN, WORDS, tmp_path, to=to)
    assert refused.value.why == "narrow"
    (line,) = casebook.disclosures.lines()
    assert (line.receiver, line.purpose) == ("Aino Keksitty", "tuki")


def test_protected_people_are_in_no_copy_but_ones_own(
    casebook: "Casebook", held: bytes, small: SmallCase
) -> None:
    """A protected person's name is left out of every copy for others, without a word about it."""
    casebook.bases.protect(small.case, small.mother, kind="address")
    for tier, key in ((Tier.CLIENT, "client"), (Tier.SHARED, "invited"), (Tier.OWN, "own-office")):
        data = casebook.handouts.preview(
            held, What.MINUTES, "txt", tier, WORDS, to=GivenTo(key)
        ).decode()
        assert ("Keksitty" in data) == (key == "own-office")
