"""``nivel needs`` and ``nivel handover``: the whole way from the command line."""

import json
from pathlib import Path

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office


def test_needs_goals_and_gaps(office: Office, tmp_path: Path) -> None:
    """Written, listed as gaps, marked as unmet, counted for the office without a small number."""
    goal = tmp_path / "goal"
    goal.write_text("Oma avain", encoding="utf-8")
    ran = office.run("needs", "set", "1", "housing", "needed")
    assert "housing: needed, ! nobody takes care of it" in ran.out, ran.err
    ran = office.run("needs", "goal", "1", "housing", "--text-file", str(goal))
    assert "“Oma avain”" in ran.out
    listed = office.run("needs", "list", "1")
    assert "Needs that nobody takes care of: 1" in listed.out
    assert "Not asked yet: desistance, belonging, income" in listed.out
    assert "Nobody is in the network yet" not in listed.out
    assert office.run("needs", "unmet", "1", "housing").code == 0
    assert "housing: fewer than 5 clients" in office.run("needs", "office").out
    (line,) = json.loads(office.run("needs", "office", "--json").out)["lines"]
    assert (line["area"], line["clients"]) == ("housing", None)
    (gap,) = json.loads(office.run("needs", "list", "1", "--json").out)["gaps"]
    assert gap["need"]["gap"] == "unmet"
    casebook = reopen(office.folder)
    for tie in casebook.network.lines(office.case.case):
        casebook.network.remove(tie.id)
    casebook.close()
    shown = office.run("case", "1", "--part", "needs").out
    assert "Nobody is in the network yet" in shown
    assert office.run("needs", "set", "1", "weather", "needed").code == 2


def test_a_role_goes_over(office: Office, tmp_path: Path) -> None:
    """Offered, declined with a reason, offered to another, accepted, told, met; what waits."""
    casebook = reopen(office.folder)
    casebook.people.add(given_name="Uusi", family_name="Keksitty")
    casebook.close()
    why = tmp_path / "why"
    why.write_text("täynnä", encoding="utf-8")
    offer = ("handover", "offer", "1", "--role", "omatyöntekijä", "--to-whom", "uusi keksitty")
    ran = office.run(*offer, "--ends", "20.11.2026")
    assert "! waits for an answer" in ran.out, ran.err
    assert "U.K." in ran.out
    number = ran.out.split()[0]
    assert office.run("handover", "decline", "1", number, "--text-file", str(why)).code == 0
    assert "nobody has accepted the role" in office.run("handover", "waiting").out
    assert office.run("handover", "accept", "1", number).code == 1
    number = office.run(*offer).out.split()[0]
    for verb in ("accept", "told", "contact"):
        ran = office.run("handover", verb, "1", number, "--on", "24.11.2026")
        assert ran.code == 0, ran.err
    assert "No handover waits." in office.run("handover", "waiting").out
    assert "Handovers of roles: 2" in office.run("case", "1").out
    lines = json.loads(office.run("handover", "list", "1", "--json").out)["lines"]
    assert [line["state"] for line in lines] == ["accepted", "declined"]
    assert "Uusi" not in json.dumps(lines)
    assert office.run("handover", "offer", "1", "--to-whom", "Ei Kukaan").code == 1
    assert office.run("handover", "told", "1", "abc").code == 1
