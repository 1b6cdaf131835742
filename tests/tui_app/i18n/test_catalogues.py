"""Every word of the program stands in the Finnish and Swedish catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tui_app.i18n.catalogue import LANGUAGES
from tui_app.i18n.choices import CHOICES
from tui_app.i18n.formats import _SHORT
from tui_app.i18n.po import read_po
from tui_app.screens.hand_out_words import FORMS
from tui_app.screens.meeting_words import INVITATIONS
from tui_app.screens.minutes_words import SHORT_TIERS

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "tui_app" / "i18n" / "locales"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def calls(path: Path) -> Iterator[ast.Call]:
    """Return the calls of the gettext functions in one file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node


def texts(call: ast.Call) -> list[str]:
    """Return the literal texts a call begins with."""
    found = []
    for argument in call.args:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            break
        found.append(argument.value)
    return found


def used_keys() -> dict[str, str]:
    """Return every key (context and msgid) in the code, with the file it stands in."""
    used: dict[str, str] = {}
    for path in sorted((ROOT / "tui_app").rglob("*.py")):
        for call in calls(path):
            name, said = getattr(call.func, "id", ""), texts(call)
            if (name in {"_", "N_"} and said and said[0]) or (name == "ngettext" and len(said) > 1):
                used[said[0]] = path.name
            elif name == "in_context" and len(said) > 1:
                used[f"{said[0]}\x04{said[1]}"] = path.name
    tables = {**CHOICES, "form": FORMS, "short-tier": SHORT_TIERS, "invitation-short": INVITATIONS}
    for context, words in tables.items():
        used |= {f"{context}\x04{word}": f"{context} words" for word in words.values()}
    return used | {f"weekday\x04{day}": "formats.py" for day in _SHORT}


def entries(language: str) -> list[tuple[Path, polib.POEntry]]:
    """Return every entry of one language with its file."""
    found = []
    for path in sorted((LOCALES / language).glob("*.po")):
        found += [(path, entry) for entry in polib.pofile(str(path))]
    return found


def key_of(entry: polib.POEntry) -> str:
    """Return the key of an entry."""
    return f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else str(entry.msgid)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_word_is_missing(language: str) -> None:
    """Each text that the code shows has a translation."""
    there = {key_of(entry) for _path, entry in entries(language) if entry.translated()}
    missing = [f"{where}: {key!r}" for key, where in used_keys().items() if key not in there]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_fuzzy_or_without_use(language: str) -> None:
    """A doubtful or left-over entry does not stay."""
    used = used_keys()
    wrong = [
        f"{path.name}: {entry.msgid!r}"
        for path, entry in entries(language)
        if entry.fuzzy or entry.obsolete or key_of(entry) not in used
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same(language: str) -> None:
    """What is put into a sentence is put into its translation too."""
    wrong = []
    for path, entry in entries(language):
        said = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        whole = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        if any(set(PLACEHOLDER.findall(text)) != whole for text in said):
            wrong.append(f"{path.name}: {entry.msgid!r}")
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_areas_agree(language: str) -> None:
    """A text that stands in two areas is translated alike in both."""
    said: dict[str, str] = {}
    wrong = []
    for path, entry in entries(language):
        if said.setdefault(key_of(entry), entry.msgstr) != entry.msgstr:
            wrong.append(f"{path.name}: {entry.msgid!r}")
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_our_reader_reads_what_gettext_reads(language: str) -> None:
    """``read_po`` finds the same entries with the same texts as polib does."""
    for path in sorted((LOCALES / language).glob("*.po")):
        found = read_po(path)
        for entry in polib.pofile(str(path)):
            forms = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
            assert found[key_of(entry)].forms == forms, entry.msgid
