"""What every command must keep: a method, a key of its own, a short name in each language."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import tui_app.screens
from tui_app.commands.command import LABEL_CELLS, NEEDS_ALTGR, Command, shown_key
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import LANGUAGES, _, set_language
from tui_app.i18n.cells import width
from tui_app.screens.form import Form
from tui_app.screens.registry import MODES
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import row_after

CHARACTERS = {
    "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}", "backslash": "\\", "vertical_line": "|", "tilde": "~", "at": "@",
    "circumflex_accent": "^", "grave_accent": "`", "dollar_sign": "$",
}  # fmt: skip
# The same byte as another key, or taken by terminals, browsers and screen readers (screens page).
TAKEN = {f"ctrl+{key}" for key in ("h", "i", "m", "j", "a", "b", "w", "t", "space")} | {
    "f10", "f11", "f12", "ctrl+enter", "shift+enter", "ctrl+tab", "ctrl+c", "ctrl+v",
}  # fmt: skip


def screens() -> list[type[NivelScreen]]:
    """Return every screen class of the program."""
    folder = Path(tui_app.screens.__file__).parent
    for module in iter_modules([str(folder)]):
        import_module(f"tui_app.screens.{module.name}")
    found: list[type[NivelScreen]] = []
    waiting: list[type[NivelScreen]] = [NivelScreen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("tui_app.") and kind not in {NivelScreen, Form}:
            found.append(kind)
    return found


def commands() -> dict[str, Command]:
    """Return every command of every screen by its id."""
    return {each.id: each for kind in screens() for each in kind.every_command()}


@pytest.mark.parametrize("kind", screens(), ids=lambda kind: kind.__name__)
def test_every_command_has_its_method(kind: type[NivelScreen]) -> None:
    """What a screen lists it can do."""
    missing = [each.id for each in kind.every_command() if not hasattr(kind, each.method)]
    assert missing == []


@pytest.mark.parametrize("kind", screens(), ids=lambda kind: kind.__name__)
def test_no_key_does_two_things(kind: type[NivelScreen]) -> None:
    """On one screen a key stands for one command, and no first letter is a key itself."""
    keys = [key for each in kind.every_command() for key in each.keys]
    assert sorted(keys) == sorted(set(keys))
    starts = {key.partition(" ")[0] for key in keys if " " in key}
    assert not starts & set(keys)


@pytest.mark.parametrize("kind", screens(), ids=lambda kind: kind.__name__)
def test_lists_and_digits_keep_their_keys(kind: type[NivelScreen]) -> None:
    """No command takes a key that moves in a list or picks a numbered tab."""
    keys = {key for each in kind.every_command() for key in each.keys}
    assert not [key for key in keys if row_after(key, 0, 9, 5) is not None]
    assert not [key for key in keys if key.isdigit()]


def test_no_key_needs_altgr_or_is_taken() -> None:
    """Every key is pressed easily on a Finnish or Swedish keyboard, and reaches the program."""
    wrong = [
        (each.id, key)
        for each in commands().values()
        for key in each.keys
        if key in NEEDS_ALTGR or key in CHARACTERS or key in TAKEN or "alt+" in key
    ]
    assert wrong == []


def test_keys_that_work_while_typing_are_no_letters() -> None:
    """A command that works in a field has an F-key or a Ctrl key."""
    wrong = [
        each.id
        for each in commands().values()
        if each.typing and len(each.key) == 1
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_into_fourteen_cells(language: str) -> None:
    """A label is short in every language."""
    set_language(language)
    long = [(each.id, _(each.label)) for each in commands().values()
            if width(_(each.label)) > LABEL_CELLS]  # fmt: skip
    assert long == []


def test_every_mode_has_its_own_digit_and_letter() -> None:
    """Digits and letters of the modes differ."""
    assert len({mode.digit for mode in MODES}) == len(MODES)
    assert len({mode.letter for mode in MODES}) == len(MODES)


def test_a_command_that_may_not_run_says_why() -> None:
    """``when`` returns a sentence, or nothing."""
    assert on_a_row(Standing()) != ""
    assert on_a_row(Standing(row=True)) == ""


def test_keys_are_written_for_people() -> None:
    """Key names are shown as they stand on the keyboard."""
    assert [shown_key(key) for key in ("f1", "ctrl+s", "slash", "g t", "escape", "n")] == [
        "F1", "Ctrl+S", "/", "g t", "Esc", "n",
    ]  # fmt: skip
