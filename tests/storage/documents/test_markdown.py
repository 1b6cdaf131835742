"""A handout as Markdown: a person's text is shown, never obeyed."""

import re

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from storage.documents import markdown
from storage.documents.handout import Handout, Paragraph, Section, plain
from storage.documents.markdown import as_markdown
from tests.storage.documents.samples import HANDOUTS, HOSTILE, WRITTEN

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What our own form is made of; a link, an image, HTML, code or emphasis is none of it.
OURS = {"paragraph", "heading", "bullet_list", "list_item", "blockquote", "table", "thead", "tbody"}
OURS |= {
    "tr",
    "th",
    "td",
    "strong",
    "inline",
    "text",
    "text_special",
    "hardbreak",
    "hr",
    "softbreak",
}

EXPECTED = """\
# Muistio

Verkostopalaveri, Testi Testinen

- **Aika:** 24.11.2026 klo 9.30
- **Paikka:** Keksitty tupa\\
  Toinen kerros

## Läsnä

| Nimi | Rooli | Paikalla |
| --- | --- | --- |
| Testi Testinen | asiakas | paikalla |

## Asuminen

> **Testi Testinen:** ”Haluan oman oven. En soluun.”

- **Malli:** Tuettu asunto.
- **Aino:** Oma asunto heti.

- haetaan takuuvuokraa
- kysytään tupaa

## Tyhjä

---

Asiakkaan kappale
"""


def kinds(source: str) -> set[str]:
    """Return the kinds of thing that a Markdown reader sees."""
    tokens = READER.parse(source)
    seen = [token.type for token in tokens]
    seen += [child.type for token in tokens for child in token.children or ()]
    return {re.sub("_(open|close)$", "", kind) for kind in seen}


def shown(source: str) -> list[str]:
    """Return the paragraphs that a Markdown reader shows, with their line ends."""
    return [
        "".join(
            "\n" if child.type == "hardbreak" else child.content for child in token.children or ()
        )
        for token in READER.parse(source)
        if token.type == "inline"
    ]


def body_of(text: str) -> str:
    """Return the Markdown of one paragraph with ``text``."""
    return as_markdown(Handout("fi", "T", sections=(Section("S", (Paragraph(text),)),)))


def test_written_out() -> None:
    """The form is this one."""
    assert as_markdown(WRITTEN) == EXPECTED


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
@example("1. a\n- b\n+ c\n# d\n> e\n---\n===\n\tcode\n| f |\n***")
@example("[a](http://b) ![c](d) <e@f.example> www.g.example &amp; `h` https://i :j: $k$")
def test_text_is_shown_as_it_is(text: str) -> None:
    """A reader shows exactly the letters of the text and does nothing else with them."""
    lines = "\n".join(line.strip(" ") for line in plain(text).split("\n"))
    wanted = [part for part in re.split(r"\n{2,}", lines) if part]
    assert shown(body_of(text))[2:] == wanted


@settings(deadline=None, max_examples=150)
@given(HANDOUTS)
def test_any_handout_is_made_of_our_form_alone(handout: Handout) -> None:
    """No text of any part turns into a link, HTML, code, an image or emphasis."""
    assert kinds(as_markdown(handout)) <= OURS


def test_without_escaping_it_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the escaping taken out, the check above sees what gets in."""
    monkeypatch.setattr(markdown, "escaped", lambda line: line)
    assert kinds(body_of("[a](http://b) <b>x</b> `c` *d* ![e](f)")) - OURS >= {
        *("link", "html_inline", "code_inline", "em", "image"),
    }
