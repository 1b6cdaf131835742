"""Names from outside: whatever the sender wrote, one new file in the chosen folder, or none."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FileExists, FileRefused, MediumGone, StorageError
from storage.exchange import file_names
from storage.exchange.file_names import clean_file_name, save_as
from storage.vault.files import write_whole

KNOWN = {
    "liite.pdf": "liite.pdf",
    "Päätös 3. krs (luonnos).pdf": "Päätös 3. krs (luonnos).pdf",
    "Pa\u0308a\u0308to\u0308s.pdf": "Päätös.pdf",
    "../../x": "x",
    "../..": "file",
    "/etc/passwd": "passwd",
    "C:\\Windows\\x.dll": "x.dll",
    "C:": "C_",
    "C:x": "C_x",
    "\\\\server\\share\\x": "x",
    "a/b\\c/d.txt": "d.txt",
    "kansio/": "file",
    "..": "file",
    ".": "file",
    "": "file",
    "   ": "file",
    "a\0b.txt": "ab.txt",
    "a\nb.txt": "a b.txt",
    "\x1b]52;c;x\x07.txt": "]52;c;x.txt",
    "gnp.exe\u202etxt.pdf": "gnp.exetxt.pdf",
    "a\u200bb.txt": "ab.txt",
    "\uff0e\uff0e\uff0fx": "x",
    "\u2024\u2024\u2215x": "x",
    ".bashrc": "bashrc",
    "-rf": "rf",
    "--help.txt": "help.txt",
    "~": "file",
    "~/x": "x",
    "\u0300~\u0300~": "file",
    "x.txt.": "x.txt",
    "x.txt ": "x.txt",
    "x.txt...  ": "x.txt",
    "a.txt:hidden": "a.txt_hidden",
    "a<b>|?*.txt": "a_b____.txt",
    "CON": "_CON",
    "con.txt": "_con.txt",
    "Aux.tar.gz": "_Aux.tar.gz",
    "com1": "_com1",
    "LPT9.txt": "_LPT9.txt",
    "com\u00b9.txt": "_com\u00b9.txt",
    "CONIN$": "_CONIN$",
    "nul .txt": "_nul .txt",
    "console.txt": "console.txt",
    "autorun.inf": "_autorun.inf",
    "Desktop.ini": "_Desktop.ini",
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_names(name: str) -> None:
    """Each of these becomes exactly that."""
    assert clean_file_name(name) == KNOWN[name]


def test_a_long_name_is_cut_before_its_ending() -> None:
    """300 bytes, or 300 letters of three bytes, still end in .pdf and fit any system."""
    for letter in ("a", "ä", "漢", "👩‍👧"):
        cleaned = clean_file_name(letter * 300 + ".pdf")
        assert cleaned.endswith(".pdf")
        assert 170 <= len(cleaned.encode()) <= file_names.MOST_BYTES
    assert len(clean_file_name("a." + "b" * 300).encode()) <= file_names.MOST_BYTES


@given(st.text(max_size=400))
def test_any_name_is_one_plain_name(name: str) -> None:
    """Never empty, never a path, never too long; cleaning twice changes nothing more."""
    cleaned = clean_file_name(name)
    assert cleaned
    assert not set(cleaned) & set('/\\:\0<>"|?*\n')
    assert cleaned not in {".", ".."}
    assert not cleaned.startswith((".", "-", "~"))
    assert not cleaned.endswith((" ", "."))
    assert len(cleaned.encode()) <= file_names.MOST_BYTES
    assert clean_file_name(cleaned) == cleaned


def write(path: Path) -> int:
    """Write something there."""
    return write_whole(path, b"liite")


@given(name=st.one_of(st.sampled_from(sorted(KNOWN)), st.text(max_size=300)))
def test_a_file_is_made_inside_only(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the name: one new file in the folder, nothing beside it (T23)."""
    outer = tmp_path_factory.mktemp("outer")
    folder = outer / "chosen"
    folder.mkdir()
    path, _length = save_as(folder, name, write)
    assert path.parent == folder
    assert path.read_bytes() == b"liite"
    assert list(outer.iterdir()) == [folder]
    assert list(folder.iterdir()) == [path]


def test_without_cleaning_a_name_would_escape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cleaning is what keeps the file inside."""
    folder = tmp_path / "chosen"
    folder.mkdir()
    monkeypatch.setattr(file_names, "clean_file_name", lambda name: name)
    save_as(folder, "../x", write)
    assert (tmp_path / "x").exists()


def test_a_link_in_the_name_s_place_is_not_followed(tmp_path: Path) -> None:
    """A link that waits under the name stays as it is; the file takes the next number."""
    folder, outside = tmp_path / "chosen", tmp_path / "outside"
    folder.mkdir()
    for name, target in (("x.txt", outside), ("x (2).txt", tmp_path / "nothing")):
        (folder / name).symlink_to(target)
    path, _length = save_as(folder, "x.txt", write)
    assert path.name == "x (3).txt"
    assert not outside.exists()
    assert not (tmp_path / "nothing").exists()


def swapped(folder: Path, outside: Path) -> Callable[[Path], int]:
    """Return a writer in whose first moment somebody puts a link in the folder's place."""

    def write_late(path: Path) -> int:
        folder.rename(folder.with_name("moved"))
        folder.symlink_to(outside)
        return write_whole(path, b"liite")

    return write_late


def test_a_link_in_the_folder_s_place_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file goes into the folder that was opened, not to where a link leads meanwhile."""
    for name in ("first", "second"):
        (tmp_path / name / "chosen").mkdir(parents=True)
        (tmp_path / name / "outside").mkdir()
    place = tmp_path / "first"
    save_as(place / "chosen", "x.txt", swapped(place / "chosen", place / "outside"))
    assert (place / "moved" / "x.txt").exists()
    assert not list((place / "outside").iterdir())
    monkeypatch.setattr(file_names, "_pinned", nullcontext)
    place = tmp_path / "second"
    save_as(place / "chosen", "x.txt", swapped(place / "chosen", place / "outside"))
    assert (place / "outside" / "x.txt").exists()  # by its path alone it would be led astray


def test_where_folders_cannot_be_held_the_path_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system without ``/proc`` writes by the path."""
    monkeypatch.setattr(file_names, "_OPENED", tmp_path / "no proc")
    assert save_as(tmp_path, "x.txt", write)[0] == tmp_path / "x.txt"


def test_errors_name_the_file_as_the_user_knows_it(tmp_path: Path) -> None:
    """A refusal names the chosen folder's file, not how it was held; numbers run out."""

    def fails(error: StorageError) -> Callable[[Path], int]:
        def write_nothing(path: Path) -> int:
            error.path = path  # type: ignore[attr-defined]
            raise error

        return write_nothing

    for error in (FileRefused(tmp_path, "denied"), MediumGone(tmp_path)):
        with pytest.raises(type(error)) as caught:
            save_as(tmp_path, "x.txt", fails(error))
        assert caught.value.path == tmp_path / "x.txt"  # type: ignore[attr-defined]
    with pytest.raises(FileExists) as full:
        save_as(tmp_path, "x.txt", fails(FileExists(tmp_path)))
    assert full.value.path == tmp_path / "x.txt"
    with pytest.raises(FileRefused, match="folder"):
        save_as(tmp_path / "nothing", "x.txt", write)


def test_nothing_is_left_open(tmp_path: Path) -> None:
    """The held folder is let go, also when writing fails."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    save_as(tmp_path, "x.txt", write)
    with pytest.raises(ZeroDivisionError):
        save_as(tmp_path, "x.txt", lambda _path: 1 // 0)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
