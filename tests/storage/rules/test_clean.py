"""Cleaning: nothing kept can drive a terminal, hide a letter or turn the reading order."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.errors import Invalid
from storage.rules import clean
from storage.rules.clean import clean_line, clean_text, is_clean

# Surrogates too: they reach a program from file names and broken pastes.
ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)
NASTY = st.text(
    alphabet=st.sampled_from(
        "aä\u0308\u0301\u0344ç\u0327\u200d\u200c\ufe0f\ufe0e\u20e31#👩🚒🏽❤\u0645\u06cc\u0915\u094d"
        "\x1b\x00\x9b\x85\r\n\t \xa0\u202e\u2066\u200b\U000e0041\ud800\ufffe\u1100\u1161\u034f"
    ),
    max_size=40,
)
DANGEROUS = [
    "\x1b]52;c;c2FsYWluZW4=\x07",
    "\x9b2J",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u115f",
    "\u3164",
    "\U000e0041",
    "\U000e0101",
    "\ud800",
    "\ufffe",
    "\U0001ffff",
    "\ue000",
]


@given(ANY_TEXT | NASTY)
@example("\u0041\u200d\u030a")
def test_text_is_idempotent(raw: str) -> None:
    """Cleaning a clean text changes nothing, and ``is_clean`` says so."""
    once = clean_text(raw)
    assert clean_text(once) == once
    assert is_clean(once)


@given(ANY_TEXT | NASTY)
def test_line_is_idempotent(raw: str) -> None:
    """A clean line is one line, clean as a text too, and stays as it is."""
    once = clean_line(raw)
    assert clean_line(once) == once
    assert is_clean(once)
    assert "\n" not in once
    assert once == once.strip()


@given(ANY_TEXT | NASTY)
def test_nothing_a_terminal_obeys_is_left(raw: str) -> None:
    """No control but LF, no surrogate, no private character, and the text is NFC."""
    cleaned = clean_text(raw)
    left = {unicodedata.category(c) for c in cleaned if c != "\n"}
    assert not left & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize("dangerous", DANGEROUS, ids=ascii)
def test_each_danger_is_dropped(dangerous: str) -> None:
    """Each sample of the safety page goes, and the words around it stay."""
    cleaned = clean_text(f"Testi{dangerous}nen")
    assert cleaned.startswith("Testi")
    assert cleaned.endswith("nen")
    assert cleaned.isprintable()
    assert not is_clean(f"Testi{dangerous}nen")


def test_the_check_goes_red_without_the_control(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the scrub removed, the escape code is still there."""
    monkeypatch.setattr(clean, "_scrub", lambda text: text)
    assert "\x1b" in clean_text("Testi\x1b[2J")


@pytest.mark.parametrize(
    "kept",
    [
        "Äiti Öljynen, Åsa",
        "Sää on -3 °C, vuokra 640 €",
        "rivi 1\nrivi 2",
        "👩\u200d🚒",
        "👩🏽\u200d🚒",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "🇫🇮",
        "\u0645\u06cc\u200c\u062e\u0648",  # Persian, spelled with a non-joiner
        "क्\u200dष",
        "Việt Nam",
        "שָׁלוֹם",
        "Анна",
        "안녕",
    ],
)
def test_what_carries_meaning_stays(kept: str) -> None:
    """Letters of every script, emoji sequences and spelled joiners are kept whole."""
    assert clean_text(unicodedata.normalize("NFC", kept)) == unicodedata.normalize("NFC", kept)


def test_a_text_of_plain_letters_is_clean_at_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the quick look passes is what the whole cleaning would leave as it is, pairs too."""
    plain = [chr(code) for code in range(0x300) if clean._PLAIN.fullmatch(chr(code))]
    assert "ä" in plain
    pairs = "".join(f"{one}{other}" for one in plain for other in ("a", "ä", "#", "\n", one))
    monkeypatch.setattr(clean, "_PLAIN", re.compile("(?!)"))
    assert clean_text(pairs) == pairs
    assert is_clean(pairs)


def test_joiners_outside_their_scripts_go() -> None:
    """A zero-width joiner inside a Latin name would make two names look like one."""
    assert clean_text("Malli\u200d\u200cnen\u200d") == "Mallinen"
    assert clean_text("a\ufe0fb1\ufe0f") == "ab1"


def test_line_ends_and_spaces() -> None:
    """Every line end becomes LF, every wide space one space; a line has no line end."""
    assert clean_text("a\r\nb\rc\u2028d\x85e\x0bf") == "a\nb\nc\nd\ne\nf"
    assert clean_text("a\tb\xa0c") == "a b c"
    assert clean_line("  a \r\n\t b\u3000 ") == "a b"


def test_decomposed_letters_are_joined() -> None:
    """A paste from macOS is the same name as the typed one."""
    assert clean_line("A\u0308iti") == "Äiti"


def test_marks_do_not_climb() -> None:
    """At most eight marks stay on a letter, none on an empty place."""
    assert len(clean_text("a" + "\u0335" * 500)) == 9
    assert clean_text("\u0301x \u0301y\n\u0301z") == "x y\nz"


@pytest.mark.parametrize("clean_it", [clean_line, clean_text])
def test_too_long_is_refused(clean_it: object) -> None:
    """Over the limit is refused with its reason, never cut; at the limit it is kept."""
    assert callable(clean_it)
    assert clean_it("x" * 10, 10) == "x" * 10
    with pytest.raises(Invalid) as caught:
        clean_it("x" * 11, 10)
    assert caught.value.reason == "too-long"


def test_a_huge_paste_is_refused_before_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paste far over the limit is refused before any cleaning is tried."""
    monkeypatch.setattr(clean, "_scrub", pytest.fail)
    with pytest.raises(Invalid):
        clean_text("\u0301" * 1_000_000)
