"""``nivel message`` and ``nivel messages``: writing and reading messages from a script."""

import json
from pathlib import Path

from tests.offices import new_office, reopen
from tests.storage.casebook.correspondents import acquaint, carry_items
from tests.tui_app.cli.conftest import Office


def _bo(office: Office, tmp_path: Path) -> Path:
    """Make Bo's vault, known to the office and knowing it."""
    folder = tmp_path / "bo"
    bo, here = new_office(folder, "Bo Exempel", "B"), reopen(office.folder)
    acquaint(here, bo)
    acquaint(bo, here)
    bo.close()
    here.close()
    return folder


def test_a_message_is_sent_and_read_from_a_script(office: Office, tmp_path: Path) -> None:
    """It waits, arrives, and is masked until ``--names`` is given."""
    folder = _bo(office, tmp_path)
    text = tmp_path / "text"
    text.write_text("Saat avaimet torstaina.", encoding="utf-8")
    told = ("--subject", "Avaimet", "--text-file", str(text))
    ran = office.run("message", "--to", "bo exempel", *told, "--json")
    assert ran.code == 0, ran.err
    sent = json.loads(ran.out)
    assert sent["waiting"] == 1
    assert "waiting to go out" in office.run("messages", "--box", "sent").out
    here, bo = reopen(office.folder), reopen(folder)
    carry_items(here, bo)
    assert bo.messages.counts().unread == 1
    bo.messages.read(bytes.fromhex(sent["id"]))
    carry_items(bo, here)
    here.close()
    bo.close()
    masked = office.run("messages", "--thread", sent["id"]).out
    assert "torstaina" not in masked
    assert "Exempel" not in masked
    shown = office.run("messages", "--thread", sent["id"], "--names", "--json").out
    (line,) = json.loads(shown)["lines"]
    assert (line["text"], line["read"]) == ("Saat avaimet torstaina.", 1)


def test_a_message_about_a_case_needs_a_basis(office: Office, tmp_path: Path) -> None:
    """Refused with the sentence that says what to record; a reason lets it out."""
    _bo(office, tmp_path)
    text = tmp_path / "text"
    text.write_text("Hei", encoding="utf-8")
    told = ("message", "--to", "Bo Exempel", "--text-file", str(text), "--case", "K-0001")
    ran = office.run(*told)
    assert (ran.code, "basis" in ran.err) == (1, True)
    assert office.run(*told, "--override", "henki on vaarassa").code == 0


def test_nobody_is_guessed(office: Office, tmp_path: Path) -> None:
    """An unknown name, a missing file and a broken id are refused."""
    _bo(office, tmp_path)
    text = tmp_path / "text"
    text.write_text("Hei", encoding="utf-8")
    assert office.run("message", "--to", "Bo", "--text-file", str(text)).code == 1
    assert office.run("message", "--to", "Bo Exempel", "--text-file", str(tmp_path)).code == 1
    assert office.run("messages", "--thread", "xyz").code == 2
