"""Travel packs whose packing stops half-way: nothing is out that is not known."""

from pathlib import Path
from typing import NoReturn

import pytest

from storage.casebook import entrance, packing, travel_pack
from storage.errors import DiskFull, StorageError
from tests.storage.casebook.trips import PlugPulledError, Trip, pull_the_plug

NOTE = "Sovittu tapaamisessa"


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (travel_pack, "create_vault"),
        (travel_pack, "_settle"),
        (travel_pack, "_fill"),
        (travel_pack, "_check"),
        (packing, "_keep"),
    ],
)
def test_a_packing_that_stops_leaves_no_pack_and_no_share(
    trip: Trip, module: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal or a full disk at any step: nothing is out, nothing lies there, packing goes on."""

    def full(*_any: object) -> NoReturn:
        raise DiskFull(trip.folder)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, full)
        with pytest.raises(DiskFull):
            trip.pack()
    assert trip.aino.travel.lines() == ()
    assert [path.name for path in trip.folder.parent.iterdir()] == ["a"]
    trip.pack()
    assert trip.back().is_gone


def test_a_plug_pulled_before_the_name_leaves_nothing_that_a_list_shows(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The half-made pack has no name of a vault; its share is known; the next packing destroys it.

    Negative control: the half-made pack is there until then.
    """
    with monkeypatch.context() as patched:
        patched.setattr(packing, "_take_name", pull_the_plug)
        patched.setattr(packing, "destroy", lambda _folder: False)
        with pytest.raises(PlugPulledError):
            trip.pack()
    home = trip.folder.parent
    (part,) = [path for path in home.iterdir() if path.name != "a"]
    assert entrance.list_vaults(home)[0].path == str(home / "a")
    assert len(entrance.list_vaults(home)) == 1
    (line,) = trip.aino.travel.lines()
    assert line.state == "out"
    trip.aino.travel.lose(line.id)
    trip.pack()
    assert not part.exists()


def test_a_name_that_is_taken_meanwhile_ends_the_share(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder was filled by somebody else at the last moment: no pack is out."""

    def taken(whom: Path) -> None:
        whom.mkdir()
        (whom / "muistio.txt").write_text("keksitty")

    keep = packing._keep

    def kept(*told: object) -> None:
        keep(*told)  # type: ignore[arg-type]
        taken(trip.folder)

    monkeypatch.setattr(packing, "_keep", kept)
    with pytest.raises(StorageError):
        trip.pack()
    (line,) = trip.aino.travel.lines()
    assert not line.is_out
    assert [path.name for path in trip.folder.iterdir()] == ["muistio.txt"]
