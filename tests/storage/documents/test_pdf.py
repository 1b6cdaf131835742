"""A handout as PDF/UA-1: tagged, deterministic, and a person's text is never source."""

import re
import zlib
from dataclasses import replace

import pytest
import typst
from hypothesis import given, settings

from storage.documents import pdf
from storage.documents.handout import Handout, Paragraph, Section
from storage.documents.pdf import MISSING, SURE, as_pdf
from tests.storage.documents.samples import HANDOUTS, WRITTEN

SECRET = "Testi Testinen"


def opened(data: bytes) -> bytes:
    """Return the file with its packed streams unpacked behind it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    unpacked = []
    for stream in streams:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return data + b"\n".join(unpacked)


def test_says_pdf_ua() -> None:
    """The file claims PDF/UA-1 and holds what that needs: tags, language, shown title."""
    inside = opened(as_pdf(WRITTEN).data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", inside)
    assert b"/StructTreeRoot" in inside
    assert b"/Lang(fi)" in inside
    assert re.search(rb"/DisplayDocTitle true", inside)


def test_structure_is_real() -> None:
    """Headings, table headings, lists and quotations are tagged as what they are."""
    inside = opened(as_pdf(WRITTEN).data)
    for tag in (b"H1", b"H2", b"Table", b"TH", b"LI", b"LBody", b"BlockQuote"):
        assert re.search(rb"/S\s*/" + tag + rb"\b", inside), tag


def test_metadata_names_nobody() -> None:
    """The title in the metadata is the document's kind; no name, author or time stands there."""
    inside = opened(as_pdf(WRITTEN).data)
    metadata = b"".join(re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", inside, re.DOTALL))
    assert b"Muistio" in metadata
    assert SECRET.encode() not in metadata
    for leak in (b"CreationDate", b"ModDate", b"/Author", b"CreateDate", b"dc:creator"):
        assert leak not in inside


@pytest.mark.parametrize("is_large", [False, True])
def test_same_handout_same_bytes(is_large: bool) -> None:
    """Setting a handout twice gives the same file."""
    assert as_pdf(WRITTEN, is_large=is_large) == as_pdf(WRITTEN, is_large=is_large)


def test_large_print_is_larger() -> None:
    """Large print takes more pages for the same text."""
    section = Section("S", (Paragraph("sana " * 400),))
    counts = [
        re.search(rb"<xmpTPg:NPages>(\d+)<", opened(as_pdf(handout, is_large=is_large).data))
        for is_large in (False, True)
        for handout in [replace(WRITTEN, sections=(section,))]
    ]
    small, large = (int(count[1]) for count in counts if count)
    assert large > small


def test_sure_letters_are_sure() -> None:
    """Every letter that is set untried has a shape in typst's own fonts."""
    every = "".join(chr(code) for code in range(0x10000) if SURE.fullmatch(chr(code)))
    assert {*"ÅÄÖåäöŠšŽžЖяλ–…”€"} - {*every} == {"€"}
    assert pdf._set(pdf._PROBE, "probe", every + MISSING) is not None


def test_letters_without_a_shape_are_replaced_and_counted() -> None:
    """An emoji family counts once; letters of typst's fonts stay."""
    handout = Handout("fi", "Muistio", "Привет € שלום 👨\u200d👩\u200d👧 中")
    assert as_pdf(handout).replaced == 2
    assert as_pdf(WRITTEN).replaced == 0


def test_a_page_refused_for_an_untried_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """If trying letter by letter finds nothing to blame, all that are not sure are replaced."""
    monkeypatch.setattr(pdf, "_missing", lambda letters: [])
    assert as_pdf(Handout("fi", "Muistio", "中 € a")).replaced == 2


def test_a_broken_template_tells_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of our own template does not quote the handout."""
    monkeypatch.setattr(pdf, "TEMPLATE", "#panic(sys.inputs.handout)")
    with pytest.raises(AssertionError) as failure:
        as_pdf(WRITTEN)
    assert SECRET not in str(failure.getrepr(chain=True))
    with pytest.raises(typst.TypstError, match=SECRET):
        typst.compile(b"#panic(sys.inputs.x)", sys_inputs={"x": SECRET})


@settings(deadline=None, max_examples=60)
@given(HANDOUTS)
def test_any_handout_can_be_set(handout: Handout) -> None:
    """Typst source, markup, foreign letters, empty parts: every handout becomes a PDF."""
    assert as_pdf(handout).data.startswith(b"%PDF-1.7")


def test_source_in_a_text_is_not_obeyed() -> None:
    """Typst code in a text is shown, not run."""
    code = '#panic("obeyed") #read("/etc/hostname") $x$ @label <label> *b*'
    handout = Handout(
        "fi", "Muistio", code, ((code, code),), (Section(code, (Paragraph(code, code),)),), code
    )
    assert as_pdf(handout).replaced == 0
