"""A titled part of a screen: a rule with its name, then what it holds.

The law: the title stands in the rule, in capitals, so that parts are told apart without colour;
there are no boxes around things, they cost cells and bytes.
"""

from typing import Any

from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.cells import cut, width
from tui_app.widgets.glyphs import glyphs


class Rule(Widget):
    """One row: ``- TITLE ----------------- right -``."""

    DEFAULT_CSS = "Rule { height: 1; width: 100%; }"

    title: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the rule over the whole width."""
        line, cells = glyphs().rule, self.content_size.width
        end = f" {self.right} {line}" if self.right else ""
        title = cut(self.title.upper(), max(1, cells - width(end) - 3))
        start = f"{line} {title} " if title else line
        return Content(start + line * max(0, cells - width(start) - width(end)) + end)


class Panel(Vertical):
    """``title`` is translated already; ``right`` stands at the other end of the rule."""

    DEFAULT_CSS = "Panel { height: auto; }"

    def __init__(self, title: str, *children: Widget, right: str = "", **options: Any) -> None:  # noqa: ANN401 - id, classes
        self.rule = Rule(classes="rule")
        super().__init__(self.rule, *children, **options)
        self.rule.set_reactive(Rule.title, title)
        self.rule.set_reactive(Rule.right, right)

    def entitle(self, title: str, right: str = "") -> None:
        """Change the rule's texts."""
        self.rule.title = title
        self.rule.right = right
