"""A travel pack from a script: packed, written in, taken back, gone; lost; and what it needs."""

import json
from functools import partialmethod
from pathlib import Path

import pytest

from storage.casebook.entrance import unlock
from storage.casebook.travel import Travel
from tests.offices import CHEAP, CHEAP_LIMITS, reopen
from tests.tui_app.cli.conftest import Office, descriptor_of

WORD = "neljä keksittyä kettua pellolla nukkuu"


@pytest.fixture(autouse=True)
def cheap_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packs use a cheap key derivation."""
    pack = partialmethod(Travel.pack, parameters=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.setattr(Travel, "pack", pack)
    monkeypatch.setattr(Travel, "take_back", partialmethod(Travel.take_back, limits=CHEAP_LIMITS))


def word(text: str = WORD) -> tuple[str, str]:
    """Return the option that gives the pack's passphrase."""
    return ("--word-fd", str(descriptor_of(text + "\n")))


def packing(folder: Path) -> tuple[str, ...]:
    """Return the command that packs the small case."""
    return ("travel", "pack", "K-0001", "--folder", str(folder), "--until", "31.12.2099")


def test_a_pack_goes_out_and_comes_home(office: Office, tmp_path: Path) -> None:
    """What was written on the way stands in the office, and nothing is left of the pack."""
    pack = tmp_path / "salkku"
    packed = office.run(*packing(pack), "--json", *word())
    assert packed.code == 0, packed.err
    on_the_way = unlock(pack, WORD, limits=CHEAP_LIMITS)
    on_the_way.actions.add(office.case.case, "Sovittu tapaamisessa")
    on_the_way.close()
    (out,) = json.loads(office.run("travel", "list", "--json").out)["packs"]
    assert (out["state"], out["taker"], out["ends"]) == ("out", "S.K.", "2099-12-31")
    back = office.run("travel", "return", str(pack), "--json", *word())
    assert back.code == 0, back.err
    found = json.loads(back.out)
    assert (found["is_wiped"], found["is_gone"], found["set_aside"]) == (True, True, 0)
    assert not pack.exists()
    opened = reopen(office.folder)
    assert opened.actions.count(case_id=office.case.case) == 1
    opened.close()
    again = office.run("travel", "return", str(pack), *word())
    assert (again.code, "salkku" in again.err) == (1, True)


def test_a_drawn_passphrase_is_shown_once_and_opens_the_pack(
    office: Office, tmp_path: Path
) -> None:
    """Without a descriptor the words are drawn and printed with the number."""
    printed = office.run(*packing(tmp_path / "p"), "--lang", "en")
    assert printed.code == 0, printed.err
    words = printed.lines[-1].partition(": ")[2]
    unlock(tmp_path / "p", words, limits=CHEAP_LIMITS).close()
    back = office.run("travel", "return", str(tmp_path / "p"), *word(words), "--lang", "en")
    assert back.lines[-1] == "The pack was read back and wiped."
    assert words not in office.run("travel", "list", "--names").out


def test_a_lost_pack_is_named_by_its_number_and_found_again(office: Office, tmp_path: Path) -> None:
    """The number that packing said names it; what turns up comes in only when it is said."""
    pack = tmp_path / "p"
    number = json.loads(office.run(*packing(pack), "--json", *word()).out)["id"]
    assert office.run("travel", "lost", "00000000").code == 1
    assert office.run("travel", "lost", number[:3]).code == 1
    assert office.run("travel", "lost", number[:8]).code == 0
    assert office.run("travel", "lost", number[:8]).code == 1
    refused = office.run("travel", "return", str(pack), *word())
    assert (refused.code, "--found" in refused.err) == (1, True)
    assert pack.exists()
    assert office.run("travel", "return", str(pack), "--found", *word()).code == 0
    assert not pack.exists()


def test_what_a_pack_needs_is_said(office: Office, tmp_path: Path) -> None:
    """Without a folder or a day it is a question of usage; a day that is none too."""
    assert office.run("travel", "pack", "K-0001", *word()).code == 2
    folder = ("--folder", str(tmp_path / "p"))
    assert office.run("travel", "pack", "K-0001", *folder, "--until", "ei", *word()).code == 2
    assert office.run("travel", "return").code == 2
    nobody = office.run(*packing(tmp_path / "p"), "--to", "Ei Kukaan", *word())
    assert nobody.code == 1
    assert not (tmp_path / "p").exists()


def test_the_list_says_what_is_late(office: Office, tmp_path: Path) -> None:
    """By the day of the command: late from the day after; masked unless names are asked for."""
    office.run(*packing(tmp_path / "p"), *word())
    late = office.nivel_on("2100-01-01", "travel", "list", "--lang", "fi")
    assert late.lines[1].startswith("! K-0001 myöhässä, otti S.K.")
    assert "Sanna" in office.run("travel", "list", "--names").out
