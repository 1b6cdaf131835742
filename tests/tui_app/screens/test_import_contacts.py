"""Bringing in an address book by keys: looked at, chosen, brought in, undone; and bad files."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from storage.casebook.casebook import Casebook
from storage.errors import Stopped
from tests.tui_app.stage import on_stage, press, text_of
from tui_app.dialogs.ask_path import AskPath
from tui_app.screens.import_contacts import ImportScreen
from tui_app.screens.people import PeopleScreen
from tui_app.widgets.path_field import PathField, completions, typed_path

BOOKS = Path(__file__).parents[2] / "storage" / "documents" / "data" / "address_books"
TESTI = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Testinen;Testi;;;\r\nFN:Testi Testinen\r\n"
    "ORG:Esimerkkilä\r\nTEL;TYPE=CELL:050 000 0001\r\nEND:VCARD\r\n"
)
MALLI = TESTI.replace("Testi", "Malli").replace("0001", "0002")
EMPTY = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:x\r\nEND:VCARD\r\n"
UNFINISHED = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kesken Jäänyt\r\n"


async def open_book(pilot: Pilot[int], path: Path) -> None:
    """From People, choose the file."""
    await press(pilot, "i")
    assert isinstance(pilot.app.screen, AskPath)
    pilot.app.screen.query_one(PathField).value = str(path)
    await press(pilot, "enter")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Write a small book: two people, one without anything, one that does not end."""
    path = tmp_path / "kirja.vcf"
    path.write_text(TESTI + MALLI + EMPTY + UNFINISHED, encoding="utf-8", newline="")
    return path


async def test_a_real_book_comes_in_and_goes_with_one_undo(casebook: Casebook) -> None:
    """Ctrl+S brings in what was proposed; u in People takes all of it back."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, BOOKS / "android.vcf")
        assert casebook.people.count() == 0
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "5 tietoa tuotiin" in text_of(pilot)
        assert casebook.people.count() == 5
        await press(pilot, "u")
        assert (casebook.people.count(), casebook.organisations.count()) == (0, 0)


async def test_broken_entries_are_named_with_their_line(casebook: Casebook, book: Path) -> None:
    """Both stand in the list with line and reason, and alone in the third tab."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        assert "rivi 15: tiedossa ei ole nimeä" in text_of(pilot)
        await press(pilot, "3")
        assert "rivi 19: tieto ei pääty" in text_of(pilot)
        assert "T.T." not in text_of(pilot)
        await press(pilot, "ctrl+s")
    assert casebook.people.count() == 2


async def test_a_double_is_left_out_until_a_person_decides(casebook: Casebook, book: Path) -> None:
    """Proposed: leave out. M fills in what is empty; the own title stays, nobody is added."""
    person = casebook.people.add(given_name="Testi", family_name="Testinen", title="ohjaaja")
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        assert "On jo täällä: Testi Testinen" in text_of(pilot)
        await press(pilot, "2")
        assert "M.M." not in text_of(pilot)
        await press(pilot, "m")
        assert "täydennetään 1" in text_of(pilot)
        await press(pilot, "ctrl+s")
    kept = casebook.people.read(person)
    assert (kept.title, kept.phone) == ("ohjaaja", "050 000 0001")
    assert casebook.people.count() == 2


async def test_the_person_to_fill_in_is_chosen(casebook: Casebook, book: Path) -> None:
    """W goes from one person of this name to the next; the one that is told is filled in."""
    first = casebook.people.add(given_name="Testi", family_name="Testinen", title="ohjaaja")
    second = casebook.people.add(given_name="Testi", family_name="Testinen", title="johtaja")
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        await press(pilot, "m", "up", "w")
        assert "Täydennetään tyhjät tiedot" in text_of(pilot)
        await press(pilot, "w", "w", "ctrl+s")
    phones = {casebook.people.read(each).phone for each in (first, second)}
    assert phones == {"", "050 000 0001"}


async def test_marked_entries_are_left_out_together(casebook: Casebook, book: Path) -> None:
    """Space marks, s leaves out; with nothing left Ctrl+S says so and writes nothing."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        await press(pilot, "space", "space", "s")
        assert "jätetään pois 2" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert "Mitään ei ole valittu" in text_of(pilot)
        await press(pilot, "home", "enter", "ctrl+s")
    assert [line.name for line in casebook.people.lines()] == ["Testi Testinen"]


async def test_letters_that_cannot_be_pressed_say_why(casebook: Casebook, book: Path) -> None:
    """M on an entry that is like nobody here tells it."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        await press(pilot, "m")
        assert "ei ole ketään samankaltaista" in text_of(pilot)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tyhja.vcf", b"", "ei ole mitään"),
        ("kuva.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "! "),
        ("kirja.vcf", b"no cards here\r\n", "! Tiedostoa kirja.vcf"),
        ("taulukko.csv", b"a;b;c\r\n1;2;3\r\n", "! Tiedostoa taulukko.csv"),
    ],
)
async def test_a_file_that_is_no_address_book_is_refused(
    casebook: Casebook, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """A sentence, nothing written, and another file may be chosen with o."""
    path = tmp_path / name
    path.write_bytes(content)
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, path)
        assert isinstance(pilot.app.screen, ImportScreen)
        assert said in text_of(pilot)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, AskPath)
    assert casebook.people.count() == 0


async def test_a_missing_file_and_a_folder_are_said_beside_the_name(
    casebook: Casebook, tmp_path: Path
) -> None:
    """The typed name stays, and Esc goes back to People."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, tmp_path / "none.vcf")
        assert "! none.vcf" in text_of(pilot)
        pilot.app.screen.query_one(PathField).value = str(tmp_path)
        await press(pilot, "enter")
        assert "on kansio" in text_of(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)


async def test_hostile_entries_stay_text(casebook: Casebook, tmp_path: Path) -> None:
    """Markup, escape codes and bidi marks in a card neither act nor stand on the screen."""
    hostile = "[/b][@click=app.bell]x"
    path = tmp_path / "paha.vcf"
    card = TESTI.replace("Testi Testinen", f"\x1b[2J{hostile}\u202e").replace("Esim", hostile)
    path.write_text(card, encoding="utf-8", newline="")
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, path)
        assert hostile in text_of(pilot)
        assert not {"\x1b", "\u202e"} & set(text_of(pilot))


async def test_esc_stops_the_bringing_in(
    casebook: Casebook, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped import has written nothing, says so, and the choices are still there."""

    def stopped(*_arguments: object) -> None:
        raise Stopped

    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book)
        monkeypatch.setattr(casebook.contacts, "accept", stopped)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert "Keskeytetty" in text_of(pilot)
        monkeypatch.undo()
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PeopleScreen)


async def test_tab_completes_a_path(casebook: Casebook, tmp_path: Path) -> None:
    """What is certain is filled in, the names that may follow are shown."""
    (tmp_path / "kirja yksi.vcf").write_text(TESTI)
    (tmp_path / "kirja kaksi.vcf").write_text(TESTI)
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one(PathField).value = f"{tmp_path}/ki"
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(PathField).value == f"{tmp_path}/kirja "
        assert "kirja kaksi.vcf" in text_of(pilot)
        await press(pilot, "k", "tab", "enter")
        assert "kirja kaksi.vcf" in text_of(pilot).splitlines()[0]


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 400, "kirja.vcf/x"])
async def test_names_that_no_file_can_have_are_refused(
    casebook: Casebook, book: Path, name: str
) -> None:
    """Too long, too deep, below a file: a sentence, and the typed name stays."""
    async with on_stage(PeopleScreen(), casebook) as pilot:
        await open_book(pilot, book.parent / name)
        assert isinstance(pilot.app.screen, AskPath)
        assert "! " in text_of(pilot)


def test_paths_are_read_as_people_write_them(tmp_path: Path) -> None:
    """Quotation marks go, ~ is home, nothing is no path; an unreadable folder has no names."""
    assert typed_path(f'"{tmp_path}/a b.vcf"') == tmp_path / "a b.vcf"
    assert typed_path("~/x") == Path.home() / "x"
    assert typed_path("  ") is None
    assert typed_path("x" * 5000) is None
    assert completions(f"{tmp_path}/none/x") == (f"{tmp_path}/none/x", ())
    (tmp_path / "folder").mkdir()
    assert completions(f"{tmp_path}/f") == (f"{tmp_path}/folder/", ("folder/",))
