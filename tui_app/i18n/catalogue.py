"""The words of Nivel in the language of the moment; English stands in the code itself.

The law: ``N_()`` marks text where it is written down (class level), ``_()`` translates where it is
shown, ``ngettext`` counts, ``in_context`` keeps apart words that English writes alike. Placeholders
are named and filled after translating: ``_("{count} rows").format(count=3)``; no f-string inside.

Files: ``locales/<language>/<area>.po``, ordinary gettext text, one area per desk so that two
writers do not meet in one file. They are read as they stand, by ``po.py``: no compiled twin that
could be stale. ``frame.po`` holds the lock screen and the frame and is read first; the others are
read when a word is first asked for that ``frame.po`` does not have.
"""

from pathlib import Path

from tui_app.i18n.po import Entry, read_po

LANGUAGES = ("fi", "sv", "en")
_LOCALES = Path(__file__).parent / "locales"
_FIRST = "frame.po"


class Catalogue:
    """The words of one language. ``folder`` holds its ``.po`` files; None is English."""

    def __init__(self, language: str, folder: Path | None) -> None:
        self.language = language
        self._folder = folder
        self._words: dict[str, Entry] = {}
        self._whole = folder is None
        if folder is not None and (folder / _FIRST).exists():
            self._words.update(read_po(folder / _FIRST))

    def find(self, key: str) -> Entry | None:
        """Return the entry of ``key`` (context and msgid), None when there is no translation."""
        entry = self._words.get(key)
        if entry is None and not self._whole:
            self._read_rest()
            entry = self._words.get(key)
        return entry

    def say(self, key: str, english: str) -> str:
        """Return the entry's first form, ``english`` where there is none."""
        entry = self.find(key)
        return english if entry is None else entry.forms[0]

    def _read_rest(self) -> None:
        self._whole = True
        if self._folder is None:
            return
        for path in sorted(self._folder.glob("*.po")):
            if path.name != _FIRST:
                self._words.update(read_po(path))


_current = Catalogue("en", None)


def catalogue_of(language: str) -> Catalogue:
    """Return the words of ``language`` (fi, sv, en); another word means English."""
    known = language if language in LANGUAGES else "en"
    return Catalogue(known, None if known == "en" else _LOCALES / known)


def set_language(language: str) -> None:
    """Speak ``language`` (fi, sv, en) from now on; another word means English."""
    global _current  # noqa: PLW0603 - one person, one terminal, one language at a time
    _current = catalogue_of(language)


def language() -> str:
    """Return the language spoken now."""
    return _current.language


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark ``message`` for the catalogues and leave it as it is; translate it when shown."""
    return message


def _(message: str) -> str:
    """Return ``message`` in the language of the moment, itself when there is no translation."""
    if not message:
        return message
    entry = _current.find(message)
    return message if entry is None else entry.forms[0]


def in_context(context: str, message: str) -> str:
    """Return ``message`` as it is said in ``context`` (a short English word, gettext's msgctxt)."""
    entry = _current.find(f"{context}\x04{message}")
    return message if entry is None else entry.forms[0]


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for ``count``; one and other, as in Finnish, Swedish and English."""
    entry = _current.find(one)
    forms = (one, many) if entry is None or len(entry.forms) < 2 else entry.forms  # noqa: PLR2004
    return forms[0] if count == 1 else forms[1]
