"""Papers for a partner without Nivel from a script: sealed by a key or by words."""

from pathlib import Path

import pytest

from storage.exchange import age
from storage.exchange.age import ByKey, ByPassphrase
from tests.offices import reopen
from tests.storage.casebook.held import hold_meeting
from tests.tui_app.cli.conftest import Office, descriptor_of

WORD = "neljä keksittyä kettua pellolla nukkuu"
TO = ("--to-whom", "Esimerkkilän hyvinvointialue", "--purpose", "asuminen")


@pytest.fixture
def held(office: Office) -> Office:
    """Hold the meeting, and record the consent that covers its minutes."""
    casebook = reopen(office.folder)
    hold_meeting(casebook, office.case.meeting)
    key = f"organisation:{office.case.organisation.hex()}"
    named = casebook.receivers.recipient(office.case.case, key)
    casebook.bases.add(
        office.case.case, kind="consent", sections=("meetings",), purpose="asuminen", **named
    )
    casebook.close()
    return office


def test_a_case_is_sealed_by_words_told_elsewhere(held: Office, tmp_path: Path) -> None:
    """The words of the descriptor open it; neither they nor a name are printed."""
    word = ("--word-fd", str(descriptor_of(WORD + "\n")))
    told = ("export", "case", "K-0001", "--as", "age", *TO, "--to", str(tmp_path))
    ran = held.run(*told, *word, "--lang", "en")
    assert ran.code == 0, ran.err
    (sealed,) = tmp_path.glob("*.age")
    assert age.open_from_partner(sealed, ByPassphrase(WORD), tmp_path / "o.zip") > 0
    assert (tmp_path / sealed.name).with_suffix(".txt").exists()
    assert WORD not in ran.out


def test_one_meeting_is_sealed_to_a_key(held: Office, tmp_path: Path) -> None:
    """A partner with a key of their own is told no words."""
    theirs = age.new_key()
    told = ("export", "meeting", "K-0001/24.11.2026", "--as", "age", *TO, "--to", str(tmp_path))
    ran = held.run(*told, "--key", theirs.recipient, "--lang", "en")
    assert ran.code == 0, ran.err
    assert "passphrase" not in ran.out
    (sealed,) = tmp_path.glob("*.age")
    assert age.open_from_partner(sealed, ByKey(theirs.secret), tmp_path / "o.zip") > 0


def test_drawn_words_are_shown_once_and_open_it(held: Office, tmp_path: Path) -> None:
    """Without a key and a descriptor the words are drawn and printed last."""
    told = ("export", "case", "K-0001", "--as", "age", *TO, "--to", str(tmp_path), "--lang", "en")
    words = held.run(*told).out.splitlines()[2].partition(": ")[2]
    (sealed,) = tmp_path.glob("*.age")
    assert age.open_from_partner(sealed, ByPassphrase(words), tmp_path / "o.zip") > 0


def test_what_is_wrong_is_said_and_nothing_is_written(held: Office, tmp_path: Path) -> None:
    """Two seals, papers that are none, a form a case has not, no receiver, no basis."""
    told = ("export", "case", "K-0001", "--to", str(tmp_path))
    sealed = (*told, "--as", "age")
    both = ("--key", "age1x", "--word-fd", "9")
    assert held.run(*sealed, *TO, *both).code == 2
    assert held.run(*sealed, *TO, "--papers", "kaikki").code == 2
    assert held.run(*told, *TO, "--as", "pdf").code == 2
    assert held.run(*sealed).code == 2
    assert held.run(*sealed, *TO, "--key", "age1keksitty").code == 1
    assert held.run(*sealed, *TO, "--papers", "minutes,actions").code == 1
    assert list(tmp_path.glob("*.age")) == []
