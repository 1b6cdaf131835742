"""Papers for a partner without Nivel: sealed in the age format, behind the gate."""

import io
import re
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import writing_out
from storage.errors import FileRefused, Invalid, WeakPassphrase, WrongSecret
from storage.exchange import age
from storage.exchange.age import ByKey, ByPassphrase
from storage.lines.partners import Lock, Papers
from storage.lines.sharing import GivenTo
from storage.refusals import Barred, BasisMissing, ParcelRefused
from tests.offices import SmallCase
from tests.storage.casebook.held import hold_meeting
from tests.storage.casebook.test_handouts import WORDS as PAPER_WORDS

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

WORDS = "neljä keksittyä kettua pellolla nukkuu"
PAGE = "Tiedosto {file} on suljettu."
TO = "Esimerkkilän hyvinvointialue"


@pytest.fixture
def held(casebook: "Casebook", small: SmallCase) -> SmallCase:
    """Hold the small case's meeting."""
    hold_meeting(casebook, small.meeting)
    return small


def given(casebook: "Casebook", small: SmallCase, *, purpose: str = "asuminen") -> GivenTo:
    """Return the organisation as a receiver."""
    del casebook
    return GivenTo(key=f"organisation:{small.organisation.hex()}", purpose=purpose)


def permit(casebook: "Casebook", small: SmallCase, *sections: str) -> bytes:
    """Record a consent for the organisation."""
    named = casebook.receivers.recipient(small.case, f"organisation:{small.organisation.hex()}")
    wanted = sections or ("meetings", "actions")
    return casebook.bases.add(
        small.case, kind="consent", sections=wanted, purpose="asuminen", **named
    )


def write(
    casebook: "Casebook", small: SmallCase, folder: Path, lock: Lock | None = None, **papers: object
) -> tuple[Path, Path]:
    """Write a file for the partner."""
    return casebook.partners.write(
        Papers(small.case, **papers),  # type: ignore[arg-type]
        lock or Lock(WORDS),
        given(casebook, small),
        PAPER_WORDS,
        PAGE,
        folder,
    )


def unsealed(path: Path, lock: ByPassphrase | ByKey) -> dict[str, bytes]:
    """Return the files inside, opened as a partner would."""
    target = path.with_suffix(".zip")
    age.open_from_partner(path, lock, target)
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    target.unlink()
    return found


def test_a_partner_opens_it_with_the_words(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """Minutes, record text and action items of the meeting; what is one's own is not there."""
    permit(casebook, held)
    sealed, page = write(casebook, held, tmp_path, parts=("minutes", "record", "actions"))
    files = unsealed(sealed, ByPassphrase(WORDS))
    assert {name.rpartition(".")[2] for name in files} == {"pdf", "txt", "csv"}
    (record,) = [data.decode() for name, data in files.items() if name.endswith(".txt")]
    assert "Velka selvitetään" in record
    assert "Oma havainto" not in record
    assert page.parent == sealed.parent


def test_a_partner_with_a_key_needs_no_words(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """Sealed to their key alone: another key opens nothing. A key that is none is refused."""
    permit(casebook, held)
    theirs, others = age.new_key(), age.new_key()
    sealed, _page = write(casebook, held, tmp_path, Lock(key=theirs.recipient))
    assert unsealed(sealed, ByKey(theirs.secret))
    with pytest.raises(ParcelRefused):
        unsealed(sealed, ByKey(others.secret))
    with pytest.raises(Invalid):
        write(casebook, held, tmp_path, Lock(key="age1keksitty"))


def test_names_and_page_tell_nothing(casebook: "Casebook", held: SmallCase, tmp_path: Path) -> None:
    """No name, office, case or purpose stands in a file's name or in the sealed bytes."""
    permit(casebook, held)
    out = tmp_path / "out"
    out.mkdir()
    sealed, page = write(casebook, held, out)
    assert sorted(path.name for path in out.iterdir()) == sorted([sealed.name, page.name])
    assert re.fullmatch(r"sealed-[0-9a-f]{8}\.age", sealed.name)
    assert page.read_text(encoding="utf-8") == f"Tiedosto {sealed.name} on suljettu."
    for word in ("Malli", "Esimerkki", "Keksitty", "Sanna", "Testinen", "K-0001", "asuminen"):
        assert word.encode() not in sealed.read_bytes()


def test_nothing_without_a_basis_and_a_line_for_what_went(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """No basis, no file; a basis that covers only the minutes lets no action items out.

    Negative control: without the gate the file would be written.
    """
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(BasisMissing):
        write(casebook, held, out)
    permit(casebook, held, "meetings")
    with pytest.raises(BasisMissing):
        write(casebook, held, out, parts=("minutes", "actions"))
    assert list(out.iterdir()) == []
    assert casebook.disclosures.count(case_id=held.case) == 0
    write(casebook, held, out)
    (line,) = casebook.disclosures.lines(0, 9, case_id=held.case)
    assert (line.what, line.ground, line.purpose) == ("partner age shared", "consent", "asuminen")
    assert line.organisation == TO


def test_without_the_gate_it_would_be_written(
    casebook: "Casebook", held: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the rule above."""

    class Open:
        def __init__(self, _casebook: object) -> None:
            pass

        def let_out(self, *_any: object, **_named: object) -> None:
            pass

    monkeypatch.setattr(writing_out, "Gate", Open)
    sealed, _page = write(casebook, held, tmp_path)
    assert sealed.exists()


def test_a_bar_stops_it_and_an_override_stands_out(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """A prohibition is not overridden; a missing basis is, with a reason that the log keeps."""
    to = given(casebook, held)
    because = GivenTo(key=to.key, override="Asuntoa ei muuten saa")
    write = partial(casebook.partners.write, Papers(held.case), Lock(WORDS), because)
    write(PAPER_WORDS, PAGE, tmp_path)
    (line,) = casebook.disclosures.lines(0, 9, case_id=held.case)
    assert line.override == "Asuntoa ei muuten saa"
    named = casebook.receivers.recipient(held.case, to.key)
    casebook.bases.add_bar(held.case, by="controller", **named)
    with pytest.raises(Barred):
        write(PAPER_WORDS, PAGE, tmp_path)


def test_what_cannot_be_sealed_leaves_nothing(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """Weak words, no meeting that was held, another case's meeting, a folder that is none."""
    permit(casebook, held)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(WeakPassphrase):
        write(casebook, held, out, Lock("lyhyt"))
    with pytest.raises(Invalid):
        write(casebook, held, out, parts=())
    other = casebook.cases.open_case("Toinen", "Keksitty")
    with pytest.raises(Invalid):
        casebook.partners.write(
            Papers(other, (held.meeting,)),
            Lock(WORDS),
            given(casebook, held),
            PAPER_WORDS,
            PAGE,
            out,
        )
    with pytest.raises(FileRefused):
        write(casebook, held, out / "nowhere")
    assert list(out.iterdir()) == []


def test_every_cut_and_flip_is_refused(
    casebook: "Casebook", held: SmallCase, tmp_path: Path
) -> None:
    """A damaged file opens to nothing, and leaves nothing half-opened."""
    permit(casebook, held)
    theirs = age.new_key()
    sealed, _page = write(casebook, held, tmp_path, Lock(key=theirs.recipient))
    whole = sealed.read_bytes()
    target = tmp_path / "opened.zip"
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for damaged in (whole[:place], flipped):
            sealed.write_bytes(damaged)
            with pytest.raises((ParcelRefused, WrongSecret)):
                age.open_from_partner(sealed, ByKey(theirs.secret), target)
            assert not target.exists()
