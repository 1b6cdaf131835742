"""Cards, invitations and devices from a script: two and three vaults on one machine."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.exchange.card import seal_card
from storage.journal.clock import system_ms
from tests.offices import CHEAP_LIMITS, PASSPHRASE, reopen
from tests.storage.casebook.strangers import IMPOSTOR, TESTI
from tests.storage.exchange.made_cards import Someone
from tests.tui_app.cli.conftest import Office, Ran, Run, descriptor_of

WORD = "kolme keksittyä porsasta metsässä juoksee"
OWN = "neljä keksittyä kettua pellolla nukkuu"


@dataclass(frozen=True, slots=True)
class Home:
    """A vault made from the command line, with its sheet."""

    folder: Path
    sheet: Path
    nivel: Run

    @property
    def lines(self) -> str:
        """Return the four lines of the sheet."""
        text = self.sheet.read_text(encoding="utf-8").splitlines()
        return "\n".join(line for line in text if line[:2] in {"1.", "2.", "3.", "4."})

    def run(self, *argv: str) -> Ran:
        """Run a command on this vault."""
        number = str(descriptor_of(OWN + "\n"))
        return self.nivel(*argv, "--vault", str(self.folder), "--passphrase-fd", number)


@pytest.fixture
def home(nivel: Run, tmp_path: Path) -> Home:
    """Make Aino's vault."""
    made = Home(tmp_path / "aino", tmp_path / "aino.txt", nivel)
    number = str(descriptor_of(OWN))
    ran = nivel("init", "--person", "Aino Keksitty", "--mark", "A", "--vault", str(made.folder),
                "--recovery-out", str(made.sheet), "--passphrase-fd", number)  # fmt: skip
    assert ran.code == 0, ran.err
    return made


def joined(home: Home, kind: str, tmp_path: Path) -> tuple[Home, Path]:
    """Invite somebody and join; return the new vault and its answer."""
    invitation, answer = tmp_path / f"{kind}.nvi", tmp_path / f"{kind}.nva"
    new = replace(home, folder=tmp_path / kind, sheet=tmp_path / f"{kind}.txt")
    ran = home.run("card", "invite", str(invitation), "--as", kind, "--person", "Testi Testinen",
                   "--word-fd", str(descriptor_of(WORD)))  # fmt: skip
    assert ran.code == 0, ran.err
    more = (
        ("--sheet-fd", str(descriptor_of(home.lines)))
        if kind == "device"
        else ("--recovery-out", str(new.sheet))
    )
    ran = home.nivel("init", "--join", str(invitation), "--answer", str(answer), "--vault",
                     str(new.folder), "--word-fd", str(descriptor_of(WORD)), *more,
                     "--passphrase-fd", str(descriptor_of(OWN)))  # fmt: skip
    assert ran.code == 0, ran.err
    return new, answer


def test_a_colleague_joins_and_is_trusted(home: Home, tmp_path: Path) -> None:
    """Invited, joined, answered: both vouch; the answer counts once."""
    colleague, answer = joined(home, "colleague", tmp_path)
    assert "1." in colleague.sheet.read_text(encoding="utf-8")
    shown = home.run("card", "import", str(answer))
    assert "Nothing was taken in" in shown.out
    taken = home.run("card", "import", str(answer), "--accept", "--json")
    found = json.loads(taken.out)
    assert (found["invitation"], found["accepted"], found["name"]) == (
        "colleague", True, "Testi Testinen",
    )  # fmt: skip
    people = json.loads(home.run("devices", "--json", "--names").out)["people"]
    assert [(one["name"], one["level"]) for one in people] == [("Testi Testinen", "vouched")]
    there = json.loads(colleague.run("devices", "--json").out)
    assert [(one["name"], one["level"]) for one in there["people"]] == [("A.K.", "vouched")]
    assert home.run("card", "import", str(answer), "--accept").code == 1


def test_a_second_device_joins_and_is_taken_back(home: Home, tmp_path: Path) -> None:
    """The sheet of the first opens the way; the same sheet takes the device back."""
    device, answer = joined(home, "device", tmp_path)
    assert not device.sheet.exists()
    assert home.run("card", "import", str(answer), "--accept").code == 0
    here = json.loads(home.run("devices", "--json").out)["devices"]
    assert [(one["mark"], one["this"], one["revoked"]) for one in here] == [
        ("A", True, False), ("B", False, False),
    ]  # fmt: skip
    refused = home.run("devices", "revoke", "C", "--sheet-fd", str(descriptor_of(home.lines)))
    assert refused.code == 1
    ran = home.run("devices", "revoke", "b", "--sheet-fd", str(descriptor_of(home.lines)))
    assert ran.code == 0, ran.err
    assert "taken back" in ran.out
    wrong = home.run("devices", "certify", "--sheet-fd", str(descriptor_of("AAAA\nB\nC\nD")))
    assert wrong.code == 3


def test_a_vault_without_an_answer_in_hand_writes_it_later(home: Home, tmp_path: Path) -> None:
    """``card answer`` writes it again; a vault that did not join has none."""
    peer, _answer = joined(home, "peer", tmp_path)
    later = tmp_path / "later.nva"
    assert peer.run("card", "answer", str(later)).code == 0
    assert home.run("card", "import", str(later), "--accept").code == 0
    assert home.run("card", "answer", str(tmp_path / "none.nva")).code == 1


def test_letters_and_office(home: Home) -> None:
    """Other letters need the sheet; a new office key vouches for nobody else."""
    lines = str(descriptor_of(home.lines))
    ran = home.run("devices", "letters", "ab", "--sheet-fd", lines)
    assert ran.code == 0, ran.err
    assert json.loads(home.run("card", "show", "--json").out)["mark"] == "AB"
    assert home.run("devices", "found-office").code == 0
    shown = json.loads(home.run("card", "show", "--json").out)
    assert (shown["office_key"], shown["enrolled"]) == (True, True)


def card_of(someone: Someone, path: Path, *, organisation: str = "") -> Path:
    """Write a made-up person's card."""
    card = someone.card(issued=system_ms())
    path.write_bytes(
        seal_card(card._replace(organisation=organisation or card.organisation), someone.signer())
    )
    return path


def test_a_changed_key_waits_for_a_decision(office: Office, tmp_path: Path) -> None:
    """Told in words, blocked, decided one way or the other."""
    assert office.run("card", "import", str(card_of(TESTI, tmp_path / "a")), "--accept").code == 0
    assert office.run("compare", "testi testinen", "--equal").code == 0
    forged = card_of(IMPOSTOR, tmp_path / "b")
    assert "THE KEY IS ANOTHER" in office.run("card", "import", str(forged)).out
    assert "Decide" in office.run("card", "import", str(forged), "--accept").out
    people = json.loads(office.run("devices", "--json").out)["people"]
    assert (people[0]["blocked"], people[0]["level"]) == (True, "unknown")
    assert office.run("compare", "Testi Testinen", "--equal").code == 1
    assert "nobody has decided" in office.run("card", "show", "Testi Testinen").out
    shown = json.loads(office.run("card", "show", "testi testinen", "--json").out)
    assert (shown["name"], shown["blocked"]) == ("Testi Testinen", True)
    decided = office.run("card", "decide", "Testi Testinen", "--old", "--json")
    assert json.loads(decided.out)["level"] == "compared"


def test_people_of_one_name_are_told_apart(office: Office, tmp_path: Path) -> None:
    """The name alone is refused with a list; the number of one chooses."""
    second = Someone("Testi  Testinen")
    for one, place in ((TESTI, "Keksilä"), (second, "Mallila")):
        card = card_of(one, tmp_path / place, organisation=place)
        assert office.run("card", "import", str(card), "--accept").code == 0
    ran = office.run("compare", "Testi Testinen")
    assert ran.code == 1
    number = re.findall(r"([0-9a-f]{6}), Mallila", ran.err)[0]
    assert office.run("compare", number, "--equal").code == 0
    book = reopen(office.folder)
    levels = {line.organisation: line.level for line in book.cards.lines()}
    book.close()
    assert levels == {"Keksilä": "unknown", "Mallila": "compared"}
    assert office.run("compare", "Nobody Here").code == 1


def test_enrolling_and_dismissing(office: Office, tmp_path: Path) -> None:
    """The office's list from a script, and the own card's words."""
    card = card_of(TESTI, tmp_path / "card")
    office.run("card", "import", str(card), "--accept")
    for verb, level in (("enrol", "vouched"), ("dismiss", "unknown")):
        ran = office.run("card", verb, "Testi Testinen", "--json")
        assert json.loads(ran.out)["level"] == level
    own = tmp_path / "own.nvc"
    ran = office.run("card", "export", str(own), "--organisation", "Keksilä", "--role", "omatyö")
    assert ran.code == 0, ran.err
    assert b"Keksil" in own.read_bytes()
    assert office.run("card", "import", str(tmp_path / "missing")).code == 1
    assert office.run("card", "show").out.count("Keksilä") == 1
    assert PASSPHRASE not in ran.out


def test_a_second_device_gets_what_the_first_has(home: Home, tmp_path: Path) -> None:
    """After the answer and two exchanges with a folder: the client, and the people with levels."""
    book = entrance.unlock(home.folder, OWN, limits=CHEAP_LIMITS)
    book.cases.open_case("Malli", "Esimerkki")
    book.close()
    card = card_of(TESTI, tmp_path / "card")
    home.run("card", "import", str(card), "--accept")
    home.run("compare", "Testi Testinen", "--equal")
    device, answer = joined(home, "device", tmp_path)
    assert home.run("card", "import", str(answer), "--accept").code == 0
    stick = tmp_path / "stick"
    stick.mkdir()
    for _turn in range(2):
        for one in (home, device):
            ran = one.run("send", "--folder", str(stick))
            assert ran.code == 0, ran.err
            ran = one.run("receive", "--folder", str(stick))
            assert ran.code == 0, ran.err
    there = json.loads(device.run("devices", "--json", "--names").out)
    assert [(one["name"], one["level"]) for one in there["people"]] == [
        ("Testi Testinen", "compared")
    ]
    assert [one["mark"] for one in there["devices"]] == ["B", "A"]
    assert "A-0001" in device.run("cases").out
