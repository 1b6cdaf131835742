r"""Read gettext ``.po`` text: the part of the format that Nivel's catalogues use.

The law: read plainly, refuse what is not understood. Known: ``msgctxt``, ``msgid``,
``msgid_plural``, ``msgstr``, ``msgstr[0]``, ``msgstr[1]``, strings continued on the next line, the
escapes ``\n \t \" \\``, comments, and ``#, fuzzy``, which drops its entry. The header entry
(empty msgid) is skipped. Two plural forms, one and other: all three languages have just these.
"""

from dataclasses import dataclass
from pathlib import Path

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated message: its ``forms``, one for a plain message, two for a counted one."""

    forms: tuple[str, ...]


class PoFault(ValueError):
    """A line of a catalogue is not understood."""


def read_po(path: Path) -> dict[str, Entry]:
    """Return the entries of the file at ``path`` by key: msgid, or context + EOT + msgid."""
    found: dict[str, Entry] = {}
    fields: dict[str, str] = {}
    last = ""
    fuzzy = False
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith('"'):
            fields[last] += _unquoted(line, path, number)
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line:
            name, _space, text = line.partition(" ")
            if name in {"msgctxt", "msgid"} and "msgstr" in "".join(fields):
                _keep(fields, found)
                fields = {}
            fields[name] = _unquoted(text.strip(), path, number)
            last = name
        if not line:
            if not fuzzy:
                _keep(fields, found)
            fields, fuzzy = {}, False
    if not fuzzy:
        _keep(fields, found)
    return found


def _keep(fields: dict[str, str], found: dict[str, Entry]) -> None:
    message = fields.get("msgid", "")
    if not message:
        return
    forms: tuple[str, ...]
    if "msgid_plural" in fields:
        forms = (fields.get("msgstr[0]", ""), fields.get("msgstr[1]", ""))
    else:
        forms = (fields.get("msgstr", ""),)
    if all(forms):
        context = fields.get("msgctxt")
        key = message if context is None else f"{context}\x04{message}"
        found[key] = Entry(forms)


def _unquoted(text: str, path: Path, number: int) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':  # noqa: PLR2004
        message = f"{path.name}:{number}: no string"
        raise PoFault(message)
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    rest = iter(inner)
    return "".join(_ESCAPES[next(rest)] if letter == "\\" else letter for letter in rest)
