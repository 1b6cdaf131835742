"""Two vaults on one machine do the whole exchange from a script."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.offices import new_office, reopen
from tests.tui_app.cli.conftest import Office


@pytest.fixture
def bo(office: Office, tmp_path: Path) -> Office:
    """Make Bo's vault beside the office."""
    folder = tmp_path / "bo"
    new_office(folder, "Bo Exempel", "B").close()
    return replace(office, folder=folder)


@pytest.fixture
def acquainted(office: Office, bo: Office, tmp_path: Path) -> tuple[Office, Office]:
    """Have both take each other's card in and write down that the number was equal."""
    for here, there, name in ((office, bo, "Sanna Keksitty"), (bo, office, "Bo Exempel")):
        card = tmp_path / f"{here.folder.name}.nvc"
        assert here.run("card", "export", str(card)).code == 0
        ran = there.run("card", "import", str(card), "--accept")
        assert ran.code == 0, ran.err
        assert there.run("compare", name, "--equal").code == 0
    return office, bo


def test_both_read_the_same_number(acquainted: tuple[Office, Office]) -> None:
    """Twelve groups of five figures, the same on both sides."""
    here, there = acquainted
    one = json.loads(here.run("compare", "Bo Exempel", "--json").out)
    two = json.loads(there.run("compare", "Sanna Keksitty", "--json").out)
    assert one["groups"] == two["groups"]
    assert [len(group) for group in one["groups"]] == [5] * 12
    assert "compared" in here.run("devices", "--names").out


def test_a_case_is_shared_over_a_folder_and_withdrawn(
    acquainted: tuple[Office, Office], tmp_path: Path
) -> None:
    """Refused without a basis; with one it arrives; what is withdrawn goes no further."""
    here, there = acquainted
    stick = tmp_path / "stick"
    stick.mkdir()
    share = ("share", "case", "K-0001", "--to", "Bo Exempel", "--for", "verkosto")
    refused = here.run(*share, "--sections", "summary,network")
    assert (refused.code, "basis" in refused.err) == (1, True)
    basis = here.run("basis", "add", "K-0001", "--kind", "consent", "--to", "Bo Exempel",
                     "--sections", "summary,network", "--for", "verkosto")  # fmt: skip
    assert basis.code == 0, basis.err
    given = here.run(*share, "--sections", "summary,network", "--json")
    assert given.code == 0, given.err
    sent = here.run("send", "--folder", str(stick), "--json")
    assert (sent.code, json.loads(sent.out)["is_safe"]) == (0, True)
    came = there.run("receive", "--folder", str(stick), "--json")
    assert json.loads(came.out)["came"][0]["what"]["grant"] == 1
    assert "K-0001" in there.run("cases").out
    assert "Tapaamishuone" not in there.run("meetings", "--names").out
    withdrawn = here.run("share", "withdraw", json.loads(given.out)["id"], "--lang", "fi")
    assert "B.E. ehti saada, ja jää sinne: yhteenveto" in withdrawn.out
    book = reopen(here.folder)
    book.cases.edit(book.cases.find("K-0001") or b"", wishes="ei tule perille")
    book.close()
    here.run("send", "--folder", str(stick))
    there.run("receive", "--folder", str(stick))
    assert "ei tule perille" not in there.run("case", "K-0001", "--names").out
    listed = json.loads(here.run("share", "list", "--json").out)["given"]
    assert [(one["state"], bool(one["sent"])) for one in listed] == [("withdrawn", True)]
    history = json.loads(here.run("exchange", "history", "--json").out)
    assert history["count"] == len(history["lines"])
    told = {(one["way"], one["name"]) for one in history["lines"]}
    assert {("out", "B.E."), ("withdrawn", "B.E.")} <= told
    (wanted,) = here.run("exchange", "history", "--limit", "1", "--names").out.splitlines()[1:]
    assert "Bo Exempel" in wanted
    now = json.loads(here.run("exchange", "now", "--json").out)
    assert (now["waiting"], now["late"], now["alarms"]) == ([], 0, [])
    assert "0" in here.run("exchange", "now").out.splitlines()[0]


def test_one_file_for_e_mail(acquainted: tuple[Office, Office], tmp_path: Path) -> None:
    """A message travels as a single file; it is read in once, and damaged not at all."""
    here, there = acquainted
    text, parcel = tmp_path / "text", tmp_path / "liite.nvp"
    text.write_text("Saat avaimet torstaina.", encoding="utf-8")
    assert here.run("message", "--to", "Bo Exempel", "--text-file", str(text)).code == 0
    sent = here.run("send", "--file", str(parcel), "--to", "Bo Exempel")
    assert sent.code == 0, sent.err
    broken = tmp_path / "rikki.nvp"
    data = bytearray(parcel.read_bytes())
    data[-100] ^= 1
    broken.write_bytes(data)
    refused = json.loads(there.run("receive", str(broken), "--json").out)
    assert [one["reason"] for one in refused["unread"]] == ["not-for-us"]
    first = json.loads(there.run("receive", str(parcel), "--json").out)
    assert first["came"][0]["what"]["message"] == 1
    again = json.loads(there.run("receive", str(parcel), "--json").out)
    assert (again["came"], again["unread"][0]["reason"]) == ([], "again")
