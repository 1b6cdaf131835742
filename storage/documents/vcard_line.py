"""One content line of a vCard: name, parameters, value; and its form that vobject reads safely.

The law: linear time and no exception for any bytes. vCard 2.1 writes bare parameters
(``TEL;CELL:``), quoted-printable and a charset per line; 4.0 writes ``tel:`` addresses. Here all
of them become one plain 3.0 line. Only charsets of the list below are asked of Python: others
(``punycode``, ``unicode_escape``) are slow or surprising.
"""

import base64
import binascii
import quopri
import re
from dataclasses import dataclass

from storage.documents.incoming import decoded

_HEAD_CAP = 1024
_CHARSET = re.compile(
    r"(?:iso-?8859-?(?:[2-9]|1[0-6])|(?:windows|cp)-?125[0-8]|koi8-[ru]|macintosh|shift_jis|gbk)",
    re.IGNORECASE,
)
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"})
_TYPES = frozenset({"CELL", "MOBILE", "IPHONE", "WORK", "HOME", "FAX", "PREF"})
# A backslash with what it escapes, or what vobject would take for a separator or a line end.
_ESCAPES = re.compile(r"\\(.?)|[,\r\n]", re.DOTALL)
_SCHEME = re.compile(r"\s*(?:tel|mailto|sms):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """``types`` are the TYPE words we know; ``value`` is decoded and still backslash-escaped."""

    name: str
    types: frozenset[str]
    value: str


def read_content_line(line: bytes) -> ContentLine | None:
    """Read one unfolded content line; ``None`` when it has no colon where one must stand."""
    split = _head_and_value(line)
    if split is None:
        return None
    head, raw = split
    name, *parameters = _split_outside_quotes(decoded(head), ";")
    types: set[str] = set()
    encoding = charset = ""
    for parameter in parameters:
        key, has_value, value = parameter.partition("=")
        key, value = key.strip().upper(), value.strip().strip('"')
        if not has_value and key in _BARE_ENCODINGS:
            encoding = key
        elif not has_value or key == "TYPE":
            types.update((value or key).upper().split(","))
        elif key == "ENCODING":
            encoding = value.upper()
        elif key == "CHARSET":
            charset = value
        elif key == "PREF":
            types.add("PREF")
    name = name.rpartition(".")[2].strip().upper()
    return ContentLine(name, _TYPES & types, _text(raw, encoding, charset))


def safe_line(line: ContentLine, *, is_old: bool) -> str:
    """Write ``line`` as vCard 3.0, so that vobject reads it in linear time and loses nothing.

    A comma parts values in the names and addresses of vCard 3.0 and 4.0; elsewhere, and in all of
    2.1 (``is_old``), it is a plain comma.
    """
    has_lists = line.name in {"N", "ADR", "ORG"} and not is_old
    value = line.value
    if line.name in {"TEL", "EMAIL"}:
        value = _SCHEME.sub("", value, count=1) if _SCHEME.match(value) else value

    def escaped(match: re.Match[str]) -> str:
        found, after = match.group(), match.group(1)
        if after is None:
            return {",": "," if has_lists else "\\,", "\n": "\\n"}.get(found, "")
        if after in {":", "'"}:
            return after
        return found if after and after in '\\;,Nn"' else f"\\\\{after.strip()}"

    types = f";TYPE={','.join(sorted(line.types))}" if line.types else ""
    return f"{line.name}{types}:{_ESCAPES.sub(escaped, value)}"


def _head_and_value(line: bytes) -> tuple[bytes, bytes] | None:
    """Split at the first colon outside quotes; at the first one when the quotes never close."""
    is_quoted = False
    for place, byte in enumerate(line[:_HEAD_CAP]):
        if byte == ord('"'):
            is_quoted = not is_quoted
        elif byte == ord(":") and not is_quoted:
            return line[:place], line[place + 1 :]
    place = line.find(b":", 0, _HEAD_CAP)
    return None if place < 0 else (line[:place], line[place + 1 :])


def _split_outside_quotes(text: str, separator: str) -> list[str]:
    parts, start, is_quoted = [], 0, False
    for place, letter in enumerate(text):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == separator and not is_quoted:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _text(raw: bytes, encoding: str, charset: str) -> str:
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    elif encoding in {"BASE64", "B"}:
        try:
            raw = base64.b64decode(raw)
        except (binascii.Error, ValueError):
            return ""
    if _CHARSET.fullmatch(charset):
        return raw.decode(charset, errors="replace")
    return decoded(raw)
