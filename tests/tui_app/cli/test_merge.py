"""``nivel merge``: by script, with nobody taken for somebody else."""

import json

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office


def test_two_people_are_merged_and_taken_apart_by_script(office: Office) -> None:
    """A name that two have is refused with their numbers; the list is masked; apart brings back."""
    casebook = reopen(office.folder)
    twin = casebook.people.add(given_name="Testi", family_name="Testinen", title="ohjaaja")
    casebook.close()
    listed = json.loads(office.run("merge", "list", "--json").out)
    assert [pair["because"] for pair in listed["pairs"]] == ["name"]
    assert "Testinen" not in office.run("merge", "list", "--lang", "fi").out
    refused = office.run("merge", "people", "Testi Testinen", twin.hex()[:8])
    assert refused.code == 1
    assert twin.hex()[:6] in refused.err
    worker = office.case.worker.hex()
    assert office.run("merge", "people", worker, twin.hex()[:8]).code == 0
    people = json.loads(office.run("people", "--json").out)["people"]
    assert [one["id"] for one in people if one["name"] == "T.T."] == [worker]
    assert office.run("merge", "people", worker, worker).code == 1
    assert "T.T." in office.run("merge", "list", "--lang", "fi").out
    assert office.run("merge", "apart", "Testi Testinen").code == 0
    assert json.loads(office.run("merge", "list", "--json").out)["merged"] == []
    assert office.run("merge", "apart", "Testi Testinen").code == 1
