"""Clean what people type, paste or send, before it is kept.

The law: no kept text can drive a terminal, hide a letter or turn the reading order. Trap 1 of the
safety page: a terminal obeys ESC and C1 bytes wherever they stand, and bidi controls, zero-width
and tag characters make one name look like another. What carries meaning stays: every visible
letter of every script, emoji and their joiners, line ends. The ranges are written out, not asked
of ``unicodedata``, so that two devices with different Pythons clean alike.

Cleaning is idempotent: ``clean_text(clean_text(x)) == clean_text(x)``.
"""

import re
import unicodedata

from storage.errors import Invalid

# Unseen or obeyed characters: controls (but not LF), format characters, bidi controls, fillers,
# noncharacters, private use, tags. ZWNJ, ZWJ and the two emoji selectors are judged by neighbours.
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1; TAB LF VT FF CR NEL become spaces or LF
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiner, fillers
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidi, invisible operators
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc"  # fillers, selectors, BOM, annotations
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private, noncharacters
    "\U000110bd\U000110cd\U00013430-\U00013455\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff"  # tags, more selectors, planes 15 and 16
    + "".join(
        f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 14)
    )
    + "]+"
)
# Letters of Latin scripts as they are typed: nothing above can stand in such a text, and NFC leaves
# it as it is, so that most texts are clean at one look.
_PLAIN = re.compile("[\n -~\xa1-\xac\xae-\u024f]*")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")

_EMOJI = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
# Scripts whose spelling needs the joiners: Arabic and its kin, those of India, Burma, Cambodia.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff"
_SELECTOR = re.compile(f"(?<![{_EMOJI}#*0-9])[\ufe0e\ufe0f]|(?<=[#*0-9])[\ufe0e\ufe0f](?!\u20e3)")
_JOINER = re.compile(
    f"\u200c(?:(?<![{_JOINING}]\u200c)|(?![{_JOINING}]))"
    f"|\u200d(?:(?<![{_JOINING}{_EMOJI}\ufe0f]\u200d)|(?![{_JOINING}{_EMOJI}]))"
)

_MARKS_FROM = re.compile("[\u0300-\U0010ffff]")
# Real spelling stacks at most five marks on a letter. More climbs over neighbouring rows, and a run
# of ten thousand makes ``unicodedata.normalize`` take quadratic time.
_MARKS = 8
_RUNS = re.compile(" {2,}")
# Raw text may shrink: CRLF counts double, decomposed Hangul threefold. Beyond this it is no typing.
_SHRINK = 16


def clean_line(text: str, limit: int = 200) -> str:
    """Return ``text`` as one clean line: NFC, no line ends, single spaces, no spaces at the ends.

    ``limit`` is in characters after cleaning. Raises ``Invalid`` (reason too-long) beyond it.
    """
    _check(text, limit * _SHRINK)
    line = _RUNS.sub(" ", _scrub(text).replace("\n", " ")).strip(" ")
    line = _marks_capped(line)
    _check(line, limit)
    return line


def clean_text(text: str, limit: int = 20_000) -> str:
    """Return ``text`` clean: NFC, lines ended by LF, tabs as spaces, nothing unseen.

    ``limit`` is in characters after cleaning. Raises ``Invalid`` (reason too-long) beyond it.
    """
    _check(text, limit * _SHRINK)
    cleaned = _scrub(text)
    _check(cleaned, limit)
    return cleaned


def is_clean(text: str) -> bool:
    """Tell whether cleaning would leave ``text`` as it is (its length is not judged)."""
    return _scrub(text) == text


def _check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise Invalid(kind="text", field="", reason="too-long")


def _scrub(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    text = _SPACE.sub(" ", _LINE_END.sub("\n", text))
    text = _UNSEEN.sub("", text)
    text = unicodedata.normalize("NFC", _marks_capped(text))
    text = _JOINER.sub("", _SELECTOR.sub("", text))
    # Taking a joiner away can bring a mark back to its letter.
    return _marks_capped(unicodedata.normalize("NFC", _marks_capped(text)))


def _marks_capped(text: str) -> str:
    """Drop marks that stand on no letter and those beyond the eighth on one letter."""
    if not _MARKS_FROM.search(text):
        return text
    kept: list[str] = []
    run = _MARKS  # at a line's start a mark would climb on what the screen shows before it
    for character in text:
        if character in " \n":
            run = _MARKS
        elif _is_mark(character):
            run += 1
            if run > _MARKS:
                continue
        else:
            run = 0
        kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    if character < "\u0300":
        return False
    return unicodedata.combining(character) > 0 or unicodedata.category(character) in {"Mn", "Me"}
