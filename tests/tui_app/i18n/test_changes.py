"""Every change that the casebook makes has words for the undo line and the log."""

import re

from tests.house.tree import ROOT
from tui_app.i18n.changes import CHANGES

NAMED = re.compile(r"\bchange\(\s*\"([a-z-]+\.[a-z-]+)\"")


def named(text: str) -> set[str]:
    """Return the names of the changes that a source text makes."""
    return set(NAMED.findall(text))


def test_every_change_has_words() -> None:
    """No desk makes a change whose bare name would be shown."""
    made = {
        name
        for path in (ROOT / "storage").rglob("*.py")
        for name in named(path.read_text(encoding="utf-8"))
    }
    assert len(made) > 20
    assert sorted(made - set(CHANGES)) == []


def test_a_change_without_words_is_seen() -> None:
    """Negative control: the names are read out of the text."""
    assert named('with book.change("case.dance", can_undo=False) as change:') == {"case.dance"}
