"""A fault in the program prints no value (safety, trap 2, T18). Runs in a pseudo-terminal."""

import sys
from pathlib import Path

import pytest

from tests.tui_app.pseudo_terminal import ROOT, outside_alternate_screen, terminal
from tests.tui_app.screens.test_screen import PretendCasebook, SmallScreen
from tests.tui_app.stage import on_stage
from tui_app.terminal.crash import code_of, trace_of

CANARY = "canary-passphrase"
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from textual.app import App
from tests.tui_app.stage import PretendDoor
from tui_app.app import NivelApp
from tui_app.child import silence
from tui_app.screens.screen import NivelScreen
from tui_app.settings import Settings

class Faulty(NivelScreen):
    def fault(self):
        secret = "canary" + "-passphrase"
        raise RuntimeError(secret)

    def {place}

silence()
if {loud}:
    NivelApp._fatal_error = App._fatal_error
    NivelApp._print_error_renderables = App._print_error_renderables
app = NivelApp(PretendDoor(), Settings(language="en"), first="__main__:Faulty")
app.run(mouse=False)
sys.exit(app.return_code)
"""
PLACES = (
    "load(self): self.fault()",
    "place_text(self): self.fault()",
    "on_mount(self): self.fault()",
    "compose_body(self): self.fault()",
    "do_theme(self): self.fault()",
    "load(self): self.ask(self.fault)",
    "load(self): __import__('threading').Thread(target=self.fault).start() or self.fault()",
)


def run(tmp_path: Path, place: str, *, loud: bool = False) -> bytes:
    """Run a program that faults at ``place``; return what stands in the scrollback."""
    source = PROGRAM.format(root=str(ROOT), place=place, loud=loud)
    with terminal(tmp_path, [sys.executable, "-I", "-c", source]) as screen:
        screen.read(1.0)
        screen.press("\x1b[18~")  # F7, for do_theme
        screen.wait_until(screen.ended, "the end")
        screen.read(0.2)
        return outside_alternate_screen(screen.seen)


@pytest.mark.parametrize("place", PLACES)
def test_a_fault_says_one_neutral_line(tmp_path: Path, place: str) -> None:
    """Wherever it happens: a code, no value, no file name, no line of code."""
    left = run(tmp_path, place)
    assert b"(code N-" in left
    assert CANARY.encode() not in left
    assert b"secret" not in left
    assert b".py" not in left


def test_textuals_own_way_prints_values(tmp_path: Path) -> None:
    """Negative control: with Textual's handler the same fault does print the local variable."""
    assert CANARY.encode() in run(tmp_path, PLACES[0], loud=True)


def test_a_code_names_the_place_and_not_the_value() -> None:
    """The same place gives the same code whatever the value; the trace holds no message."""

    def fault(value: str) -> None:
        raise RuntimeError(value)

    found = []
    for value in ("one", CANARY):
        with pytest.raises(RuntimeError) as caught:
            fault(value)
        found.append(caught.value)
        assert value not in "".join(trace_of(caught.value))
    assert code_of(found[0]) == code_of(found[1])


class Drafts:
    """A drafts' desk that remembers."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def keep(self, place: str, text: str) -> None:
        """Remember."""
        self.kept[place] = text


class FaultyScreen(SmallScreen):
    """Faults when its command runs."""

    def do_close(self) -> None:
        """Fault."""
        raise ZeroDivisionError


async def test_a_fault_is_kept_in_the_vault_and_loud_in_tests() -> None:
    """The place of the fault goes into the open casebook; a test sees the error itself."""
    book = PretendCasebook()
    drafts = Drafts()
    book.drafts = drafts  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the error comes out at the end
        async with on_stage(FaultyScreen(), book) as pilot:
            await pilot.press("x")
            await pilot.pause()
    assert [key.partition("/")[0] for key in drafts.kept] == ["fault"]
