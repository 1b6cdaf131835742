"""Address books: real exports are read whole, broken ones cost only what is broken."""

import io
from pathlib import Path

import pytest
import vobject

from storage.documents import contacts, incoming, vcard_cards
from storage.documents.contact_entry import BrokenEntry, ContactPreview
from storage.documents.contacts import preview_contacts
from storage.errors import ImportRefused

BOOKS = Path(__file__).parent / "data" / "address_books"
REAL = {book.name: book.read_bytes() for book in sorted(BOOKS.glob("*.vcf"))}
GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Testi Testinen\r\nN:Testinen;Testi;;;\r\nEND:VCARD\r\n"


def preview(data: bytes, name: str = "book.vcf") -> ContactPreview:
    """Read ``data`` as a file called ``name``."""
    return preview_contacts(io.BytesIO(data), Path(name))


@pytest.mark.parametrize(("name", "count"), [("android.vcf", 6), ("gmail.vcf", 1)])
def test_real_book_is_whole(name: str, count: int) -> None:
    """Every card of a real phone or web export is previewed, none is broken."""
    found = preview(REAL[name])
    assert len(found.entries) == count
    assert found.broken == ()
    assert found.stopped_at is None


def test_outlook_card() -> None:
    """An Outlook card gives name, organisation, title, numbers with types, and one address line."""
    entry = preview(REAL["ms_outlook.vcf"]).entries[0]
    assert (entry.given, entry.family, entry.title) == ("John", "Doe", "Money Counter")
    assert entry.organisation == "IBM, Accounting"
    assert entry.phones == (("work", "(905) 555-1234"), ("home", "(905) 666-1234"))
    assert entry.emails == (("other", "john.doe@ibm.cm"),)
    assert entry.address == "Cresent moon drive, 12345 Albaney, New York, United States of America"


def test_gmail_card() -> None:
    """Folded lines are joined and escapes resolved."""
    entry = preview(REAL["gmail.vcf"]).entries[0]
    assert entry.full_name == "Mr. John Richter, James Doe Sr."
    assert 'CONTRIBUTORS "AS IS" AND ANY' in entry.note
    assert entry.note.endswith("\nFavotire Color: Blue")


def test_android_quoted_printable() -> None:
    """Quoted-printable with soft breaks, and a photo in the middle of the card, are read."""
    entry = preview(REAL["android.vcf"]).entries[4]
    assert (entry.line, entry.given, entry.family) == (36, "Ñ Ñ Ñ", "Ñ Ñ")
    assert entry.organisation == "Ñ" * 12
    assert entry.emails == (("work", "bob@company.com"), ("other", "Ñ" * 14))


@pytest.mark.parametrize("data", REAL.values(), ids=REAL.keys())
def test_what_is_not_needed_is_not_kept(data: bytes) -> None:
    """Birthdays, photos, spouses and web addresses do not reach the preview."""
    text = repr(preview(data))
    for unwanted in ("1980", "/9j/", "Jenny", "http", "Johny", "My Contacts"):
        assert unwanted not in text


def test_vcard_4() -> None:
    """Version 4.0 with its tel: addresses, quoted types and PREF numbers is read."""
    data = (
        b"BEGIN:VCARD\nVERSION:4.0\nFN:Malli Esimerkki\nN:Esimerkki;Malli;;;\n"
        b'TEL;VALUE=uri;TYPE="work,voice":tel:+358-40-1234567\n'
        b'TEL;VALUE=uri;PREF=1;TYPE="cell":tel:+358-50-7654321\n'
        b"EMAIL;TYPE=work:malli@esimerkki.example\nORG:Keksitty ry\\, Kuopio;Tuki\n"
        b"ADR;TYPE=work:;;Keksitie 1;Kuopio;;70100;\nTITLE:Ohjaaja\nEND:VCARD\n"
    )
    entry = preview(data).entries[0]
    assert entry.phones == (("cell", "+358-50-7654321"), ("work", "+358-40-1234567"))
    assert entry.organisation == "Keksitty ry, Kuopio, Tuki"
    assert entry.address == "Keksitie 1, 70100 Kuopio"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    """The usual encodings and every line end give the same contact."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", "FN:Äijä Öölänen", "N:Öölänen;Äijä;;;", "END:VCARD", ""]
    found = preview(end.join(lines).encode(encoding))
    assert [(entry.family, entry.given) for entry in found.entries] == [("Öölänen", "Äijä")]


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_any_chunk(chunk: int, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the bytes arrive, lines and letters are the same."""
    text = GOOD.decode().replace("Testi", "Äiti") * 2
    whole = preview(text.encode(encoding))
    monkeypatch.setattr(incoming, "CHUNK", chunk)
    monkeypatch.setattr(incoming, "_JUDGED", 20)
    assert preview(text.encode(encoding)) == whole
    assert [entry.line for entry in whole.entries] == [1, 6]


def test_what_vobject_refuses_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever vobject raises on a card makes that card broken, nothing else."""

    def refuse(_text: str) -> None:
        raise RecursionError

    monkeypatch.setattr(vobject, "readOne", refuse)
    assert preview(GOOD).broken == (BrokenEntry(1, "format"),)


def test_charset_of_a_line() -> None:
    """A charset named by a 2.1 line is obeyed; an unknown one falls back."""
    card = (
        b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=D4=C5=D3=D4;;;;\n"
        b"TITLE;CHARSET=punycode;QUOTED-PRINTABLE:J=C3=A4=C3=A4\nNOTE;ENCODING=BASE64:SGVp\n"
        b"FN;BASE64:SGV\nEND:VCARD\n"
    )
    entry = preview(card).entries[0]
    assert (entry.family, entry.title, entry.note) == ("тест", "Jää", "Hei")


def test_plain_commas_of_2_1_stay() -> None:
    """In version 2.1 a comma parts nothing, and an escaped end of line becomes one."""
    card = b"BEGIN:VCARD\nVERSION:2.1\nN:Testinen;Testi\nORG:A, B;C\nNOTE:x, y\\nz\\\nEND:VCARD\n"
    entry = preview(card).entries[0]
    assert (entry.organisation, entry.note) == ("A, B, C", "x, y\nz\\")


def test_broken_cards_are_named_and_the_rest_is_read() -> None:
    """A card without an end, a crooked one and stray text are listed by line; others are read."""
    crooked = b"BEGIN:VCARD\nVERSION:3.0\n" + b"N" + b";" * 2000 + b":x\nEND:VCARD\n"
    unfinished = b"BEGIN:VCARD\nVERSION:3.0\nFN:Puoli"
    empty = b"BEGIN:VCARD\nVERSION:3.0\nCATEGORIES:x\nEND:VCARD\n"
    data = (
        GOOD + b"stray\nstray\n" + crooked + GOOD + unfinished + b"\n" + empty + GOOD + unfinished
    )
    found = preview(data)
    assert [entry.full_name for entry in found.entries] == ["Testi Testinen"] * 3
    assert found.broken == (
        BrokenEntry(6, "format"),
        BrokenEntry(8, "format"),
        BrokenEntry(17, "unfinished"),
        BrokenEntry(20, "empty"),
        BrokenEntry(29, "unfinished"),
    )


def test_agent_card_is_skipped() -> None:
    """A 2.1 card that holds another whole card for an agent stays one contact."""
    agent = b"AGENT:\r\n" + GOOD.replace(b"Testi", b"Agentti")
    data = GOOD.replace(b"VERSION:3.0\r\n", b"VERSION:2.1\r\n" + agent)
    assert [entry.full_name for entry in preview(data).entries] == ["Testi Testinen"]


def test_exponential_parameters_take_no_time() -> None:
    """A parameter list that sends vobject's own pattern into exponential time is read at once."""
    line = b"TEL;TYPE=" + b",".join([b"a"] * 400)
    data = GOOD.replace(b"END:", line + b":1\r\n" + line + b'",a:2\r\nEND:')
    assert preview(data).entries[0].phones == (("other", "1"), ("other", "2"))


def test_a_huge_card_is_broken_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card beyond its cap is named large; without the cap it would be taken whole."""
    folded = b"NOTE:" + b"\r\n ".join([b"x" * 70] * 20_000) + b"\r\n"
    data = GOOD.replace(b"END:", folded + b"END:") + GOOD
    found = preview(data)
    assert (found.broken, len(found.entries)) == ((BrokenEntry(1, "large"),), 1)
    monkeypatch.setattr(vcard_cards, "CARD_CAP", 1 << 30)
    assert preview(data).broken == ()


def test_a_huge_photo_costs_nothing() -> None:
    """A photo of several megabytes, on one line or folded, is dropped unread."""
    photo = b"PHOTO;ENCODING=b:" + b"A" * 3_000_000 + b"\r\n " + b"B" * 2_000_000 + b"\r\n"
    assert preview(GOOD.replace(b"END:", photo + b"END:")).entries == preview(GOOD).entries


@pytest.mark.parametrize("line", [b"NOTE:" + b"x" * 1_100_000, b"\r\n".join([b"TEL:1"] * 501)])
def test_other_huge_cards(line: bytes) -> None:
    """One line beyond its cap, or hundreds of numbers, make a card large."""
    assert preview(GOOD.replace(b"END:", line + b"\r\nEND:")).broken == (BrokenEntry(1, "large"),)


def test_long_fields_are_shortened_and_named() -> None:
    """A field that does not fit is cut at its limit and its name is given."""
    extra = b"TITLE:" + b"t" * 300 + b"\r\nNOTE:" + b"n" * 5000 + b"\r\n"
    numbers = b"".join(b"TEL:%d\r\n" % number for number in range(30))
    entry = preview(GOOD.replace(b"END:", extra + numbers + b"END:")).entries[0]
    assert (len(entry.title), len(entry.note), len(entry.phones)) == (200, 4000, 20)
    assert set(entry.shortened) == {"title", "note", "phones"}


@pytest.mark.parametrize(("cap", "most"), [("FILE_CAP", 100_000), ("LINES_CAP", 9_999)])
def test_file_caps(cap: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of too many bytes or lines is refused, and reading stops there."""
    assert preview(GOOD * 2000).broken == ()
    monkeypatch.setattr(incoming, cap, most)
    with pytest.raises(ImportRefused) as refusal:
        preview(GOOD * 2000)
    assert refusal.value.reason == "large"


def test_entry_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the cap of entries the preview says at which line it stopped."""
    monkeypatch.setattr(contacts, "ENTRY_CAP", 2)
    assert preview(GOOD * 2).stopped_at is None
    found = preview(GOOD * 3)
    assert (len(found.entries), found.stopped_at) == (2, 11)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.vcf", "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "a.csv", "empty"),
        (b"hello", "a.vcf", "format"),
        (b"hello;world\n1;2\n", "a.csv", "format"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.vcf", "encoding"),
        ("BEGIN:VCARD".encode("utf-32"), "a.vcf", "encoding"),
    ],
)
def test_refusals(data: bytes, name: str, reason: str) -> None:
    """What is no address book is refused with its reason."""
    with pytest.raises(ImportRefused) as refusal:
        preview(data, name)
    assert (refusal.value.reason, refusal.value.path) == (reason, Path(name))


def test_progress_can_stop_the_reading() -> None:
    """What the progress callback raises ends the work."""

    class Enough(Exception):
        pass

    def stop(read: int) -> None:
        if read > 100_000:
            raise Enough

    with pytest.raises(Enough):
        preview_contacts(io.BytesIO(GOOD * 5000), Path("a.vcf"), stop)
