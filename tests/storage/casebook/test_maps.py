"""The map as it goes out: the client's view, others', the own office's; and the protected."""

import datetime as dt
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from storage.casebook import gate, maps
from storage.casebook.casebook import Casebook
from storage.casebook.handing import CLIENT, OWN_OFFICE
from storage.casebook.maps import FORMS
from storage.lines.network import TieLine
from storage.lines.sharing import GivenTo
from storage.refusals import BasisMissing
from tests.offices import SmallCase
from tui_app.i18n.map_words import map_words

WORDS = map_words("fi")
TO_CLIENT, TO_OWN = GivenTo(key=CLIENT), GivenTo(key=OWN_OFFICE)
KELA = GivenTo(name="Kela", sector="state")


@pytest.fixture
def told(casebook: Casebook, small: SmallCase) -> SmallCase:
    """Make the mother's tie strong and in conflict, and the worker's weak, as nobody has said."""
    for line in casebook.network.lines(small.case):
        strength = "strong" if line.person_id == small.mother else "weak"
        casebook.network.edit(line.id, strength=strength, conflict=True)
    return small


def tie_of(casebook: Casebook, small: SmallCase, person: bytes) -> TieLine:
    """Return somebody's tie."""
    return next(o for o in casebook.network.lines(small.case) if o.person_id == person)


def text(casebook: Casebook, case: bytes, to: GivenTo) -> str:
    """Return the paper as text."""
    return casebook.maps.preview(case, "txt", WORDS, to=to).decode()


def test_the_clients_map_names_nobody_and_judges_nothing(
    casebook: Casebook, told: SmallCase
) -> None:
    """Roles alone; strength and conflict only once the client has said them."""
    shown = text(casebook, told.case, TO_CLIENT)
    assert "äiti" in shown
    assert not re.search("Aino|Keksitty|Testi|Malli|Esimerkki", shown)
    assert "vahva\n" not in shown
    assert "----(x)" not in shown
    casebook.network.edit(tie_of(casebook, told, told.mother).id, said_by_client=True)
    shown = text(casebook, told.case, TO_CLIENT)
    assert "Suhde: vahva" in shown
    assert shown.count("Suhde: heikko") == 0


def test_a_role_that_names_somebody_goes(casebook: Casebook, told: SmallCase) -> None:
    """``Ainon työpari`` would tell a name: the kind of actor stands there instead."""
    casebook.network.edit(tie_of(casebook, told, told.worker).id, role="Ainon työpari")
    shown = text(casebook, told.case, TO_CLIENT)
    assert "Ainon" not in shown
    assert "hyvinv." in shown


def test_without_the_clients_view_names_would_be_there(
    casebook: Casebook, told: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the view taken away, the same paper tells names and judgements."""
    monkeypatch.setattr(maps, "for_client", lambda line, _stems: line)
    assert "Suhde: vahva" in text(casebook, told.case, TO_CLIENT)


def test_the_own_offices_paper_tells_all(casebook: Casebook, told: SmallCase) -> None:
    """Names, strength and conflict stand in it, and that it is for nobody else."""
    shown = text(casebook, told.case, TO_OWN)
    assert "Aino Keksitty" in shown
    assert "Suhde: vahva" in shown
    assert "Ei muille." in shown


def test_others_need_a_basis_and_get_no_judgement(
    casebook: Casebook, told: SmallCase, tmp_path: Path
) -> None:
    """Without a basis nothing is written; the preview for others has names, but no strength."""
    with pytest.raises(BasisMissing):
        casebook.maps.write(told.case, "pdf", WORDS, tmp_path, to=KELA)
    assert [each.name for each in tmp_path.iterdir()] == ["vault"]
    shown = text(casebook, told.case, KELA)
    assert "Aino Keksitty" in shown
    assert "Suhde:" not in shown


@pytest.mark.parametrize("to", [TO_CLIENT, TO_OWN, KELA], ids=["client", "own", "other"])
@pytest.mark.parametrize("form", ["svg", "txt"])
def test_a_protected_person_is_on_no_paper(
    casebook: Casebook, told: SmallCase, to: GivenTo, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the map nor in the list, and nothing says that somebody is missing."""
    without = casebook.maps.preview(told.case, form, WORDS, to=to)
    assert "äiti" in without.decode()
    casebook.bases.protect(told.case, told.mother, kind="restraining")
    shown = casebook.maps.preview(told.case, form, WORDS, to=to).decode()
    assert not re.search("äiti|Aino|suoja|turvakielto|puuttuu 1|mahtunut", shown)
    monkeypatch.setattr(gate.Gate, "shielded", lambda *_args: frozenset())  # the control gone
    assert casebook.maps.preview(told.case, form, WORDS, to=to) == without


def test_a_tie_that_ended_is_not_on_the_map(casebook: Casebook, told: SmallCase) -> None:
    """The paper is of today."""
    ended = dt.date(2020, 1, 1)
    casebook.network.edit(tie_of(casebook, told, told.mother).id, until=ended)
    assert "äiti" not in text(casebook, told.case, TO_OWN)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_whole_and_in_both_logs(
    casebook: Casebook, told: SmallCase, tmp_path: Path, form: str
) -> None:
    """Preview and file hold the same; the name tells nothing; both logs have a line."""
    path = casebook.maps.write(told.case, form, WORDS, tmp_path, to=TO_CLIENT)
    assert path.name == f"verkostokartta.{form}"
    assert path.read_bytes() == casebook.maps.preview(told.case, form, WORDS, to=TO_CLIENT)
    (line,) = casebook.disclosures.lines(0, 9, case_id=told.case)
    assert (line.what, line.sections) == (f"network {form} client", ("network",))
    assert any(line.what == "exported" for line in casebook.log.lines(0, 9, case_id=told.case))


def test_showing_is_a_way_out(casebook: Casebook, told: SmallCase) -> None:
    """The screen shown to the client is logged as shown, and holds the client's view."""
    lines = casebook.maps.show(told.case)
    assert {line.name for line in lines} == {""}
    assert {line.strength for line in lines} == {"unknown"}
    (line,) = casebook.disclosures.lines(0, 9, case_id=told.case)
    assert (line.way, line.what) == ("view", "network screen client")


def test_the_svg_is_well_formed_whatever_is_written(casebook: Casebook, told: SmallCase) -> None:
    """A role with signs of XML stays text; no script, no link, and a title is there."""
    role = "<script>&\"'</text>"
    casebook.network.edit(tie_of(casebook, told, told.mother).id, role=role)
    tree = ET.fromstring(casebook.maps.preview(told.case, "svg", WORDS, to=TO_CLIENT))  # noqa: S314 — our own
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert tags == {"svg", "title", "desc", "rect", "line", "text"}
    assert role in {element.text for element in tree.iter()}


def test_the_pdf_says_the_map_in_words(casebook: Casebook, told: SmallCase) -> None:
    """PDF/UA: the picture is tagged as a figure with its alternative, the list follows."""
    from tests.storage.documents.test_pdf import opened

    inside = opened(casebook.maps.preview(told.case, "pdf", WORDS, to=TO_CLIENT))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert re.search(rb"/S\s*/Figure\b", inside)
    assert b"/Alt" in inside
    assert re.search(rb"/S\s*/Table\b", inside)


def test_five_hundred_ties_are_a_whole_paper(casebook: Casebook, small: SmallCase) -> None:
    """The map draws twenty and says how many it leaves out; the table names everybody."""
    with casebook.change("network.add"):
        for number in range(498):
            casebook.network.add(small.case, role=f"rooli {number}", sector="ngo")
    shown = text(casebook, small.case, TO_OWN)
    assert WORDS.said["not-drawn"].format(count=480) in " ".join(shown.split())
    assert all(f"rooli {number}" in shown for number in (0, 250, 497))
    pdf = casebook.maps.preview(small.case, "pdf", WORDS, to=TO_OWN)
    assert pdf.startswith(b"%PDF")
    svg = casebook.maps.preview(small.case, "svg", WORDS, to=TO_OWN)
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 — our own
