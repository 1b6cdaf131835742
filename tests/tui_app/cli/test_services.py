"""``nivel services`` and ``nivel import directory``: the directory from a script."""

import json

from tests.tui_app.cli.conftest import Office


def test_the_directory_is_brought_in_and_found_by_script(office: Office) -> None:
    """Nothing is written without ``--accept``; then a municipality leads to its county."""
    shown = office.run("import", "directory", "--lang", "fi")
    assert shown.code == 0
    assert "Kela" in shown.out
    assert "0" in office.run("services", "--lang", "fi").lines[0]
    assert office.run("import", "directory", "--accept", "--lang", "fi").code == 0
    found = office.run("services", "--area", "velka", "--county", "Kuopio", "--lang", "fi")
    assert "Talous- ja velkaneuvonta" in found.out
    assert "tarkistettava" in found.out
    told = json.loads(office.run("services", "setlement", "--json").out)
    assert [one["county"] for one in told["services"]] == ["PS"]
    cards = json.loads(office.run("services", "--cards", "--county", "PS", "--json").out)
    assert [one["about"] for one in cards["practice_cards"]] == ["county"]
    assert "Pohjois-Savon" in office.run("services", "--cards", "--lang", "fi").out
    again = json.loads(office.run("import", "directory", "--accept", "--json").out)
    assert again["accepted"] == 0


def test_what_nobody_is_called_is_said(office: Office) -> None:
    """A life area, a county, a missing file: a sentence, and the code for usage."""
    for argv in (
        ("services", "--area", "keksitty"), ("services", "--county", "Keksilä"),
        ("import", "contacts"),
    ):  # fmt: skip
        ran = office.run(*argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.strip()
