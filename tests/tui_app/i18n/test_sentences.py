"""Every refusal of the storage has a sentence in three languages; every change has a name."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import storage.refusals  # noqa: F401 — its errors are walked too
from storage.errors import StorageError
from tui_app.i18n.catalogue import LANGUAGES, language, set_language
from tui_app.i18n.changes import CHANGES, change_words
from tui_app.i18n.sentences import REASONS, SENTENCES, sentence, waiting_words

ROOT = Path(__file__).parents[3]
SAMPLES: dict[str, Any] = {
    "path": Path("/somewhere/secret-folder/file.txt"), "part": "header", "detail": "x", "found": 9,
    "known": 1, "pid": 1, "since": "09:30", "wait": 4.2, "lines": (2, 3), "slot": "ab", "most": 8,
    "needed": 3_000_000, "kind": "case", "field": "name", "case": "K-0142",
    "case_id": bytes(16), "device": bytes(16), "signer": bytes(16), "name": "Testi Testinen",
    "needs": ("consent",), "why": "none", "megabytes": 64, "seen_by": "Testi Testinen",
    "ends": "2026-11-24",
}  # fmt: skip


def kinds(parent: type[StorageError] = StorageError) -> Iterator[type[StorageError]]:
    """Return every subclass."""
    for kind in parent.__subclasses__():
        yield kind
        yield from kinds(kind)


def errors() -> list[StorageError]:
    """Return one error of each kind, and one for each reason that has its own sentence."""
    found = []
    for kind in kinds():
        if not kind.__module__.startswith("storage"):
            continue
        names = [each.name for each in fields(kind)]
        reasons = [reason for code, reason in REASONS if code == kind.code] or ["any"]
        for reason in [*reasons, "any"]:
            facts = {name: reason if name == "reason" else SAMPLES[name] for name in names}
            if "part" in names and reason != "any":
                facts["part"] = reason
            found.append(kind(**facts))
    return found


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("error", errors(), ids=str)
def test_every_error_has_a_whole_sentence(error: StorageError, spoken: str) -> None:
    """It ends as a sentence, all facts are filled in, and no folder or code is shown."""
    set_language(spoken)
    said = sentence(error)
    assert error.code in SENTENCES
    assert not re.search(r"[{}]", said)
    assert said.rstrip()[-1] in ".?" or said.split()[-1].isupper() or "nivel" in said
    assert "secret-folder" not in said
    assert error.code not in said


@pytest.mark.parametrize("spoken", ["fi", "sv"])
def test_sentences_are_translated(spoken: str) -> None:
    """No English sentence is shown in Finnish or Swedish."""
    texts = []
    for chosen in ("en", spoken):
        set_language(chosen)
        texts.append([sentence(error) for error in errors()])
    assert [said for said, other in zip(*texts, strict=True) if said == other] == []


def test_an_unknown_code_still_says_something() -> None:
    """A kind of error that is not listed yet gives its code and what to do."""

    class Strange(StorageError):
        code = "strange"

    assert "strange" in sentence(Strange())


def test_every_reason_belongs_to_a_known_code() -> None:
    """No reason hangs on a code that is gone."""
    assert {code for code, _reason in REASONS} <= set(SENTENCES) <= {kind.code for kind in kinds()}


def change_names() -> set[str]:
    """Return the names given to ``casebook.change`` in the source."""
    found = set()
    for path in (ROOT / "storage" / "casebook").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"""\.change\(\s*"([a-z.\-]+)"(?!,\s*can_undo=False)""", text))
    return found


def test_every_change_has_a_name_in_the_undo_line() -> None:
    """What the desks call a change is said in words, not as "last change"."""
    assert sorted(change_names() - set(CHANGES)) == []
    set_language("fi")
    assert change_words("case.edit") != "case.edit"


def test_waiting_is_counted_in_words() -> None:
    """One second and several seconds are said differently."""
    set_language("en")
    assert "1 second " in waiting_words(0.4)
    assert "4 seconds" in waiting_words(4.2)
    assert language() == "en"
