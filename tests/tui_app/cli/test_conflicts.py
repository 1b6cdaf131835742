"""Edit conflicts from a script: listed, shown, decided; left for later."""

import json
from pathlib import Path

import pytest

from tests.offices import new_office, reopen
from tests.storage.casebook.two_devices import carry
from tests.tui_app.cli.conftest import Office


@pytest.fixture
def torn(office: Office, tmp_path: Path) -> Office:
    """Let two devices write the same field of the case apart."""
    here = reopen(office.folder)
    there = new_office(tmp_path / "there", "Toinen Keksitty", "T", here.me.office_id)
    carry(here, there)
    here.cases.edit(office.case.case, prison="Täällä kuultu")
    there.cases.edit(office.case.case, prison="Siellä kuultu")
    carry(there, here)
    here.close()
    there.close()
    return office


def prison(office: Office) -> str:
    """Return what stands in the case now."""
    here = reopen(office.folder)
    found = here.cases.line(office.case.case).prison
    here.close()
    return found


def number(office: Office) -> str:
    """Return what the list calls the conflict."""
    return office.run("conflicts").lines[-1].rpartition(" ")[2]


def test_nothing_to_decide_is_said(office: Office) -> None:
    """As text and as a document."""
    assert office.run("conflicts").code == 0
    assert json.loads(office.run("conflicts", "list", "--json").out)["conflicts"] == []
    assert office.run("conflicts", "show", "00000000").code == 1


def test_both_sides_are_shown_only_with_names(torn: Office) -> None:
    """Masked, who wrote when; with names, what."""
    masked = torn.run("conflicts", "show", number(torn))
    assert masked.code == 0
    assert "kuultu" not in masked.out
    named = torn.run("conflicts", "show", number(torn), "--names").out
    assert "Täällä kuultu" in named
    assert "Siellä kuultu" in named
    (one,) = json.loads(torn.run("conflicts", "--json", "--names").out)["conflicts"]
    assert len(one["sides"]) == 2


@pytest.mark.parametrize(("side", "stays"), [("mine", "Täällä"), ("theirs", "Siellä")])
def test_one_side_is_kept(torn: Office, side: str, stays: str) -> None:
    """Mine or theirs; then nothing is left to decide."""
    assert torn.run("conflicts", "keep", number(torn), "--side", side).code == 0
    assert prison(torn) == f"{stays} kuultu"
    assert json.loads(torn.run("conflicts", "--json").out)["conflicts"] == []


def test_a_side_is_kept_by_its_number(torn: Office) -> None:
    """The number that show prints before it."""
    shown = torn.run("conflicts", "show", number(torn), "--names").lines
    (line,) = [one for one in shown if "Siellä kuultu" in one]
    kept = json.loads(torn.run("conflicts", "keep", number(torn), "--side", line[0], "--json").out)
    assert kept["kept"]
    assert prison(torn) == "Siellä kuultu"


def test_later_decides_nothing(torn: Office) -> None:
    """Both stand as they stood; a side that is none is a question of usage."""
    called = number(torn)
    assert torn.run("conflicts", "keep", called, "--side", "later").code == 0
    for wrong in ("", "3", "both"):
        assert torn.run("conflicts", "keep", called, "--side", wrong).code == 2
    assert len(json.loads(torn.run("conflicts", "--json").out)["conflicts"]) == 1
