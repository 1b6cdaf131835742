"""Address books from anywhere: no bytes make the preview raise anything but a refusal."""

import io
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents.contact_entry import ContactPreview
from storage.documents.contacts import preview_contacts
from storage.errors import ImportRefused
from storage.rules.clean import is_clean

BOOKS = Path(__file__).parent / "data" / "address_books"
REAL = {book.name: book.read_bytes() for book in sorted(BOOKS.glob("*.vcf"))}


def preview(data: bytes, name: str = "book.vcf") -> ContactPreview:
    """Read ``data`` as a file called ``name``."""
    return preview_contacts(io.BytesIO(data), Path(name))


def _is_whole(found: ContactPreview) -> bool:
    """Tell whether every text of the preview is clean and every entry is called something."""
    entries = found.entries
    texts = [text for one in entries for text in (one.full_name, one.note, one.organisation)]
    numbers = [value for one in entries for _kind, value in (*one.phones, *one.emails)]
    return all(map(is_clean, texts + numbers)) and all(one.full_name for one in entries)


def _never_raises(read: Callable[[], ContactPreview]) -> None:
    try:
        found = read()
    except ImportRefused:
        return
    assert _is_whole(found)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.vcf", "a.csv"]))
def test_any_bytes(data: bytes, name: str) -> None:
    """No bytes make the preview raise anything but a refusal."""
    _never_raises(lambda: preview(data, name))


PIECES = st.sampled_from(
    [
        *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"VERSION:2.1\n", b"N:", b"FN:", b"TEL;", b"ADR:;;"),
        *(b"AGENT:\n", b"ORG;QUOTED-PRINTABLE:=C3=\n", b"item1.", b"ENCODING=BASE64"),
        *(b"CHARSET=utf-7", b"\xff", "ä".encode(), b"\x1b]52;", b"\0", b"=", b";", b":", b","),
        *(b'"', b"\\", b"\r", b"\n", b" "),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=60))
def test_crooked_cards(pieces: list[bytes]) -> None:
    """Nothing made of a vCard's own pieces raises anything but a refusal."""
    _never_raises(lambda: preview(b"BEGIN:VCARD\n" + b"".join(pieces)))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(REAL)), st.data())
def test_flipped_and_truncated_real_books(name: str, data: st.DataObject) -> None:
    """A real book with flipped bits, cut anywhere, still gives a preview or a refusal."""
    book = bytearray(REAL[name])
    for place in data.draw(st.lists(st.integers(0, len(book) - 1), max_size=8)):
        book[place] ^= 1 << data.draw(st.integers(0, 7))
    end = data.draw(st.integers(0, len(book)))
    _never_raises(lambda: preview(bytes(book[:end])))
