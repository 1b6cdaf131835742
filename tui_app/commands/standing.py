"""Where the user stands: the facts that decide which commands are allowed.

The law: frozen, small, free of records; a screen sets a new one when a fact changes, and the footer
and the help menu follow. ``facts`` are the screen's own words, such as ``live`` or ``closed``.
"""

from dataclasses import dataclass, replace

from tui_app.i18n.catalogue import N_


@dataclass(frozen=True, slots=True)
class Standing:
    """``row``: the cursor is on a row; ``rows``, ``marked``: how many; ``typing``: in a field."""

    row: bool = False
    rows: int = 0
    marked: int = 0
    typing: bool = False
    undo: bool = False
    redo: bool = False
    facts: frozenset[str] = frozenset()

    def has(self, fact: str) -> bool:
        """Tell whether the screen's own ``fact`` holds."""
        return fact in self.facts

    def with_fact(self, fact: str, *, holds: bool) -> "Standing":
        """Return this standing with ``fact`` set or taken away."""
        facts = self.facts | {fact} if holds else self.facts - {fact}
        return replace(self, facts=facts)


def on_a_row(standing: Standing) -> str:
    """Allow when the cursor is on a row."""
    return "" if standing.row else N_("There is no row here to choose.")


def with_undo(standing: Standing) -> str:
    """Allow while the last change can be undone."""
    return "" if standing.undo else N_("There is nothing to undo.")


def with_redo(standing: Standing) -> str:
    """Allow while an undone change can be done again."""
    return "" if standing.redo else N_("There is nothing to redo.")
