"""``nivel import contacts``: looked at first, taken in when told to, doubles left out."""

import json
from pathlib import Path

import pytest

from tests.tui_app.cli.conftest import Office

BOOK = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Olematon;Olli;;;\nFN:Olli Olematon\nORG:Kuviteltu tuki ry\n"
    "EMAIL:olli@esimerkki.example\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nN:Testinen;Testi;;;\nFN:Testi Testinen\nTEL:050 000 0001\n"
    "END:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"
)


@pytest.fixture
def book(tmp_path: Path) -> str:
    """Write an address book with a new person, a double and a broken entry."""
    path = tmp_path / "book.vcf"
    path.write_text(BOOK, encoding="utf-8")
    return str(path)


def test_nothing_is_written_until_accepted(office: Office, book: str) -> None:
    """The preview names entries, doubles and what is broken, masked, and writes nobody."""
    ran = office.run("import", "contacts", book)
    assert ran.code == 0
    assert ran.lines[0] == "Entries: 2"
    assert "line 1: O.O., Kuviteltu tuki ry" in ran.out
    assert "may be the same as T.T., Esimerkkilän hyvinvointialue (a name like it)" in ran.out
    assert "line 14: the entry has no name, number or address" in ran.out
    assert "Olematon" not in ran.out
    assert office.run("people").lines[0] == "People: 1"


def test_accept_takes_in_the_new_and_leaves_doubles_out(office: Office, book: str) -> None:
    """``--accept`` adds the new person; the double is left out and counted."""
    ran = office.run("import", "contacts", book, "--accept")
    assert ran.lines[-2:] == ["Taken in: 1 entry", "Left out as here already: 1"]
    assert office.run("people").lines[0] == "People: 2"
    assert "brought in" in office.run("log").out


@pytest.mark.parametrize(("doubles", "people"), [("add", 3), ("merge", 2)])
def test_doubles_can_be_added_or_merged(
    office: Office, book: str, doubles: str, people: int
) -> None:
    """``--doubles add`` adds them too; ``merge`` fills in what is empty and adds nobody."""
    assert office.run("import", "contacts", book, "--accept", "--doubles", doubles).code == 0
    shown = office.run("people", "--names")
    assert shown.lines[0] == f"People: {people}"
    assert "050 000 0001" in shown.out


def test_json_of_a_book(office: Office, book: str) -> None:
    """The document has entries, broken ones and how many were accepted; masked without numbers."""
    found = json.loads(office.run("import", "contacts", book, "--json").out)
    assert [each["line"] for each in found["broken"]] == [14]
    assert found["accepted"] is None
    assert found["entries"][1]["doubles"][0]["because"] == "name"
    assert {found["entries"][0][key] for key in ("given", "phone", "email", "address")} == {None}


def test_a_file_that_is_none_is_refused(office: Office, tmp_path: Path) -> None:
    """A missing file, a folder and a picture are refused with a sentence."""
    picture = tmp_path / "picture.vcf"
    picture.write_bytes(b"\x89PNG\x00\x00\x00\x00" * 50)
    for path in (tmp_path / "none.vcf", tmp_path, picture):
        ran = office.run("import", "contacts", str(path), "--accept")
        assert ran.code == 1
        assert ran.err
