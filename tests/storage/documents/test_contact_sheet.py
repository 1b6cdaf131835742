"""Address books in CSV: Outlook, Google, our own; three languages; crooked rows cost themselves."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import sheet_rows as rows
from storage.documents.contact_entry import BrokenEntry, ContactEntry, ContactPreview
from storage.documents.contacts import preview_contacts
from storage.documents.sheet import sheet
from storage.errors import ImportRefused


def preview(data: bytes) -> ContactPreview:
    """Read ``data`` as a CSV file."""
    return preview_contacts(io.BytesIO(data), Path("book.csv"))


def only(text: str, encoding: str = "utf-8") -> ContactEntry:
    """Read ``text`` and return its one entry."""
    found = preview(text.encode(encoding))
    assert (len(found.entries), found.broken) == (1, ())
    return found.entries[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_and_separators(encoding: str, separator: str, end: str) -> None:
    """Each encoding, separator and line end of the table is told by itself."""
    lines = [["Etunimi", "Sukunimi", "Sähköposti"], ["Äijä", "Öölänen", "a@b.example"], [""]]
    entry = only(end.join(separator.join(line) for line in lines), encoding)
    assert (entry.given, entry.family, entry.full_name) == ("Äijä", "Öölänen", "Äijä Öölänen")
    assert entry.emails == (("other", "a@b.example"),)
    assert entry.line == 2


def test_outlook_english() -> None:
    """Outlook's headings: its Title is no job, addresses stay apart, unknown columns go."""
    entry = only(
        '"Title","First Name","Last Name","Company","Job Title","Business Street",'
        '"Business City","Home City","Birthday","Mobile Phone","Business Phone",'
        '"E-mail Address","E-mail 2 Address","Notes"\n'
        '"Ms","Malli","Esimerkki","Keksitty ry","Ohjaaja","Keksitie 1","Kuopio","Vantaa",'
        '"1.1.1980","050 1","017 2","m@k.example","n@k.example","Soita, älä\nlähetä"\n'
    )
    assert (entry.title, entry.address) == ("Ohjaaja", "Keksitie 1, Kuopio")
    assert entry.phones == (("cell", "050 1"), ("work", "017 2"))
    assert [value for _kind, value in entry.emails] == ["m@k.example", "n@k.example"]
    assert entry.note == "Soita, älä\nlähetä"
    assert "1980" not in repr(entry)


def test_google() -> None:
    """Google's numbered columns, their labels and several values in a cell are read."""
    entry = only(
        "Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value,E-mail 1 - Label,"
        "E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
        "Malli Esimerkki,Malli,Esimerkki,Mobile,050 1 ::: 050 2,Work,m@k.example,Keksitty,Ohjaaja\n"
    )
    assert entry.phones == (("cell", "050 1"), ("cell", "050 2"))
    assert entry.emails == (("work", "m@k.example"),)
    assert (entry.organisation, entry.title) == ("Keksitty", "Ohjaaja")


def test_swedish() -> None:
    """Swedish headings are known, and a lone title column is a job."""
    entry = only("Förnamn;Efternamn;Företag;Titel;Mobiltelefon;E-postadress\nA;B;C;D;1;e@f.example")
    assert (entry.organisation, entry.title, entry.phones) == ("C", "D", (("cell", "1"),))


def test_own_sheet_comes_back() -> None:
    """What our own writer guarded against formulas comes back as it was."""
    data = sheet(["Nimi", "Puhelin"], [['Testi; "T" Testinen', "+358 50 1"], ["-Malli", None]])
    first, second = preview(data).entries
    assert (first.full_name, first.phones) == ('Testi; "T" Testinen', (("other", "+358 50 1"),))
    assert second.full_name == "-Malli"


def test_separator_line_of_excel() -> None:
    """Excel's ``sep=`` line is obeyed, an unusable one is data."""
    assert only("sep=|\nNimi|Puhelin\nTesti|1\n").phones == (("other", "1"),)
    with pytest.raises(ImportRefused):
        preview(b'sep="\nx"y\n')


def test_crooked_rows_cost_themselves() -> None:
    """A stray quote, an empty row and a huge row are named; the rows around them are read."""
    huge = "x" * 70_000
    found = preview(f'Nimi;Puhelin\nA;1\n"B;2\nC;3\n;\n\n{huge};4\nD 5";5\nE;6;7;8\n'.encode())
    assert [entry.full_name for entry in found.entries] == ["A", "B;2", "C", 'D 5"', "E"]
    assert found.broken == (BrokenEntry(7, "large"),)


def test_a_line_separator_in_a_cell_ends_no_row() -> None:
    """Unicode's own line separators and form feeds inside a cell are part of it."""
    assert only("Nimi;Puhelin\nA\u2028B\x0cC\x85;1\n").full_name == "A B C"


def test_a_row_without_a_name_is_broken() -> None:
    """A row that holds only a note has nothing to be called by."""
    assert preview(b"Nimi;Note\n;x\n").broken == (BrokenEntry(2, "empty"),)


def test_a_stray_quote_does_not_swallow_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows after a stray quote are read; without the bound on a row's lines they are lost."""
    data = ("Nimi;Puhelin\n" + '"A;1\n' + "B;2\n" * 300).encode()
    assert len(preview(data).entries) == 301
    monkeypatch.setattr(rows, "ROW_LINES", 1000)
    monkeypatch.setattr(rows, "_first_line_alone", lambda taken, _waiting: taken)
    assert len(preview(data).entries) == 1


def test_a_stray_quote_on_every_line() -> None:
    """Thousands of stray quotes are each read alone, without nesting anything."""
    data = "Nimi;Puhelin\n" + "".join(f'"A{n};1\nB"";2\n' for n in range(3000))
    assert len(preview(data.encode()).entries) == 6000


def test_what_the_reader_refuses_is_broken() -> None:
    """A cell beyond the CSV reader's own limit makes its row a broken entry."""
    limit = csv.field_size_limit(10)
    try:
        assert preview(b"Nimi;Puhelin\nTesti Testinen;1\n").broken == (BrokenEntry(2, "format"),)
    finally:
        csv.field_size_limit(limit)


PIECES = st.sampled_from(["Nimi", "Puhelin", ";", ",", "\t", '"', "\n", "\r", "a", "=", "'", "\0"])


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=60))
def test_crooked_sheets(pieces: list[str]) -> None:
    """Nothing made of a sheet's own pieces raises anything but a refusal."""
    try:
        found = preview(("Nimi;Puhelin\n" + "".join(pieces)).encode())
    except ImportRefused:
        return
    assert all(entry.full_name for entry in found.entries)
