"""argparse's own words: they are the program's, in three languages."""

import argparse
import re
from pathlib import Path

import platformdirs
import pytest

from tests.tui_app.cli.conftest import Run
from tui_app.cli.parser import WORDS
from tui_app.i18n.catalogue import catalogue_of
from tui_app.settings import settings_file

_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[rs]")


def test_usage_and_headings_speak_finnish(nivel: Run) -> None:
    """Nothing of ``--help`` is left in English."""
    ran = nivel("--help", "--lang", "fi")
    assert ran.code == 0
    assert ran.out.startswith("käyttö: nivel")
    assert "paikka-argumentit" in ran.out
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in ran.out


def test_a_refusal_speaks_swedish(nivel: Run) -> None:
    """A wrong argument is refused in the language asked for, with the code of usage."""
    ran = nivel("actions", "--sort", "--lang", "sv")
    assert ran.code == 2
    assert "nivel: fel: okända argument: --sort" in ran.err
    assert "usage" not in ran.err


def test_a_noun_that_is_none_is_refused_with_all_there_are(nivel: Run) -> None:
    """A mistyped command is answered with the list of commands."""
    ran = nivel("acti", "--lang", "fi")
    assert ran.code == 2
    assert "tuntematon: 'acti'" in ran.err
    assert "actions" in ran.err


def test_a_value_before_the_noun_is_kept(nivel: Run, tmp_path: Path) -> None:
    """The common options may stand on either side of the noun."""
    for order in (("--vault", str(tmp_path), "cases"), ("cases", "--vault", str(tmp_path))):
        assert nivel(*order, "--passphrase-fd", "99", "--lang", "en").code == 2


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_argparse_fills_the_same_places(language: str) -> None:
    """What argparse puts into a sentence is put into its translation too."""
    words = catalogue_of(language)
    for word in WORDS:
        said = words.say(word, "")
        assert sorted(_PLACEHOLDER.findall(said)) == sorted(_PLACEHOLDER.findall(word)), word


def test_the_words_are_argparses_own() -> None:
    """Each word stands in argparse's source as it stands here."""
    source = Path(str(argparse.__file__)).read_text(encoding="utf-8")
    missing = [word for word in WORDS if repr(word)[1:-1] not in source]
    assert missing == []


@pytest.mark.parametrize("set_to", ["", "/elsewhere"])
def test_the_settings_lie_where_platformdirs_says(
    set_to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way to the folder leads to the same folder."""
    monkeypatch.delenv("NIVEL_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", set_to)
    expected = platformdirs.user_config_path("nivel", appauthor=False) / "settings.toml"
    assert settings_file() == expected
