"""The frame's rows: what fits, what is cut, and that F1 never is."""

import pytest

from tui_app.commands.command import Command
from tui_app.commands.everywhere import CASEBOOK, EVERYWHERE, LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import LANGUAGES, set_language
from tui_app.i18n.cells import width
from tui_app.screens.registry import MODES
from tui_app.widgets.footer_line import MOST, footer_commands
from tui_app.widgets.tab_line import Tab, tabs_text

EIGHT = (
    *(Tab(mode.digit, mode.id, mode.label) for mode in MODES),
    Tab(8, "workshops", "Commands"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [20, 40, 78, 120])
def test_tabs_keep_their_digits_and_the_current_name(language: str, cells: int) -> None:
    """Every digit is shown and the current tab is named, in no more cells than there are."""
    set_language(language)
    for tab in EIGHT:
        said = tabs_text(EIGHT, tab.id, cells).plain
        assert width(said) <= cells
        if cells >= 40:
            assert all(str(each.digit) in said for each in EIGHT)
            assert f"[{tab.digit} " in said
            assert said.count("]") == 1
        if cells >= 78:
            names = [text.strip("[]")[2:] for text in said.split("  ")]
            assert all(len(name) >= 3 for name in names), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [12, 30, 78])
def test_the_footer_fits_and_keeps_f1(language: str, cells: int) -> None:
    """At most six keys, in the room there is, F1 the last."""
    set_language(language)
    commands = (*LIST, *EVERYWHERE, *CASEBOOK)
    chosen = footer_commands(commands, Standing(row=True), cells)
    assert chosen[-1].key == "f1"
    assert len(chosen) <= MOST


def test_the_footer_leaves_out_what_cannot_be_pressed() -> None:
    """A command that is off, and a letter while typing, are not offered."""
    commands = (
        Command("x.one", "n", "One", "One.", 1),
        Command("x.two", "x", "Two", "Two.", 2, on_a_row),
        Command("x.three", "ctrl+s", "Three", "Three.", 3, typing=True),
        Command("x.help", "f1", "Help", "Help.", 9, typing=True),
    )

    def keys(standing: Standing) -> list[str]:
        return [each.key for each in footer_commands(commands, standing, 78)]

    assert keys(Standing(row=True)) == ["n", "x", "ctrl+s", "f1"]
    assert keys(Standing()) == ["n", "ctrl+s", "f1"]
    assert keys(Standing(row=True, typing=True)) == ["ctrl+s", "f1"]
