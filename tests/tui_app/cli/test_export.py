"""``nivel export meeting``: each form, each copy with its tier, a new file each time, logged."""

import datetime as dt
from pathlib import Path

import pytest

from tests.offices import reopen
from tests.tui_app.cli.conftest import Office, Ran

SECRET, SHARED, OWN_WORDS = "vain tiimille", "verkostolle sanottu", "oma avain"


@pytest.fixture
def held(office: Office) -> Office:
    """Hold the office's meeting: one entry for each tier, one agreement with a doer."""
    casebook = reopen(office.folder)
    meeting, at = office.case.meeting, dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
    casebook.minutes.add_entry(meeting, OWN_WORDS, at, tier="client", verbatim=True)
    casebook.minutes.add_entry(meeting, SHARED, at, tier="shared")
    casebook.minutes.add_entry(meeting, SECRET, at, tier="own")
    casebook.minutes.add_agreement(
        meeting, "Soitto Kelaan", at, doer_id=office.case.worker, due=dt.date(2026, 11, 27)
    )
    casebook.close()
    return office


def export(office: Office, folder: Path, form: str, *more: str) -> Ran:
    """Write one handout into ``folder``."""
    return office.run("export", "meeting", "1", "--as", form, "--to", str(folder), *more)


@pytest.mark.parametrize("form", ["ics", "md", "txt", "csv", "record"])
def test_each_form_becomes_one_new_file(held: Office, tmp_path: Path, form: str) -> None:
    """A whole file under a name that tells nothing; again makes another; the log has both."""
    for count in (1, 2):
        ran = export(held, tmp_path / "out", form)
        if count == 1:
            assert ran.code == 1  # the folder is not there: nothing is made up
            (tmp_path / "out").mkdir()
            ran = export(held, tmp_path / "out", form)
        assert ran.code == 0, ran.err
    written = sorted((tmp_path / "out").iterdir())
    assert len(written) == 2
    assert {path.suffix for path in written} == {".txt" if form == "record" else f".{form}"}
    assert not [path for path in written if "0001" in path.name or "Esimerkki" in path.name]
    assert held.run("log").out.count("written out") == 2


def test_a_copy_holds_its_tier_and_no_more(held: Office, tmp_path: Path) -> None:
    """The client's copy is the narrowest and the default; only one's own copy has it all."""
    seen = {}
    for tier in ("", "client", "shared", "own"):
        folder = tmp_path / (tier or "default")
        folder.mkdir()
        whom = ("--to-whom", "own") if tier == "shared" else ()
        assert export(held, folder, "txt", *(("--tier", tier) if tier else ()), *whom).code == 0
        seen[tier] = next(folder.iterdir()).read_text(encoding="utf-8")
    assert seen[""] == seen["client"]
    holds = {
        tier: [word in text for word in (OWN_WORDS, SHARED, SECRET)] for tier, text in seen.items()
    }
    assert holds["client"] == [True, False, False]
    assert holds["shared"] == [True, True, False]
    assert holds["own"] == [True, True, True]


def test_an_invitation_names_neither_client_nor_case(held: Office, tmp_path: Path) -> None:
    """What goes to outsiders holds no name and no case number."""
    assert export(held, tmp_path, "ics").code == 0
    text = next(tmp_path.glob("*.ics")).read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in text
    assert not [name for name in ("Malli", "Esimerkki", "Keksitty", "K-0001") if name in text]


def test_the_copy_speaks_the_meetings_language(held: Office, tmp_path: Path) -> None:
    """A Finnish meeting gives Finnish minutes; ``--lang`` gives the language asked for."""
    assert export(held, tmp_path, "md", "--agenda").code == 0
    finnish = next(tmp_path.glob("*.md"))
    assert export(held, tmp_path, "md", "--agenda", "--lang", "sv").code == 0
    swedish = next(path for path in tmp_path.glob("*.md") if path != finnish)
    assert finnish.read_text(encoding="utf-8") != swedish.read_text(encoding="utf-8")


def test_a_pdf_is_made_also_large(held: Office, tmp_path: Path) -> None:
    """``--as pdf --large`` writes a PDF."""
    assert export(held, tmp_path, "pdf", "--large").code == 0
    assert next(tmp_path.glob("*.pdf")).read_bytes().startswith(b"%PDF-")


def test_a_shared_copy_must_say_who_gets_it(held: Office, tmp_path: Path) -> None:
    """Nobody is the usual receiver of a shared copy; nothing is written before it is said."""
    ran = export(held, tmp_path, "txt", "--tier", "shared")
    assert ran.code == 2
    assert "--to-whom" in ran.err
    assert list(tmp_path.glob("*.txt")) == []


def test_the_gate_stands_on_the_command_line_too(held: Office, tmp_path: Path) -> None:
    """Without a basis nothing is written; an override writes, and stands out in the log."""
    to_kela = ("--tier", "shared", "--to-whom", "Kela", "--purpose", "toimeentulo")
    ran = export(held, tmp_path, "txt", *to_kela)
    assert ran.code == 1
    assert "K-0001" in ran.err
    assert list(tmp_path.glob("*.txt")) == []
    assert export(held, tmp_path, "txt", *to_kela, "--override", "kiire").code == 0
    assert len(list(tmp_path.glob("*.txt"))) == 1
    casebook = reopen(held.folder)
    (line,) = casebook.disclosures.lines()
    assert (line.receiver, line.ground, line.override) == ("Kela", "override", "kiire")
    casebook.close()


def test_a_consent_opens_the_way(held: Office, tmp_path: Path) -> None:
    """Once the consent is recorded, the copy goes out on it, with its purpose in the log."""
    casebook = reopen(held.folder)
    casebook.bases.add(
        held.case.case, kind="consent", name="Kela", sections=("meetings",), purpose="tuki"
    )
    casebook.close()
    assert export(held, tmp_path, "txt", "--tier", "shared", "--to-whom", "Kela").code == 0


@pytest.mark.parametrize("form", ["pdf", "svg", "txt"])
def test_a_network_map_is_the_clients_view(office: Office, tmp_path: Path, form: str) -> None:
    """Nobody's name stands in it, the file's name tells nothing, and it is for the client."""
    ran = office.run("export", "network", "1", "--as", form, "--to", str(tmp_path), "--lang", "fi")
    assert ran.code == 0, ran.err
    written = tmp_path / f"verkostokartta.{form}"
    assert f"{written}" in ran.out
    if form != "pdf":
        text = written.read_text(encoding="utf-8")
        assert "äiti" in text
        assert not [name for name in ("Malli", "Esimerkki", "Keksitty", "K-0001") if name in text]


def test_a_network_map_for_the_own_office_has_names(office: Office, tmp_path: Path) -> None:
    """``--to-whom own`` is the worker's view; another's name needs a basis, and is refused."""
    ask = ("export", "network", "1", "--as", "txt", "--to", str(tmp_path), "--to-whom")
    assert office.run(*ask, "own").code == 0
    (path,) = tmp_path.glob("*.txt")
    assert "Aino Keksitty" in path.read_text(encoding="utf-8")
    assert office.run(*ask, "Kela").code != 0
    assert len(list(tmp_path.glob("*.txt"))) == 1


def test_a_form_that_is_not_for_it_is_said(office: Office, tmp_path: Path) -> None:
    """A network has no calendar file, a meeting no drawing: a sentence, and no file."""
    network = office.run("export", "network", "1", "--as", "ics", "--to", str(tmp_path))
    meeting = office.run("export", "meeting", "1", "--as", "svg", "--to", str(tmp_path))
    assert "pdf, svg" in network.err
    assert "svg" in meeting.err
    assert (network.code, meeting.code) == (2, 2)
