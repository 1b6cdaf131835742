"""What people wrote is never read as markup (trap 3: ``[/b]`` in a note crashed the screen).

The law: Textual's own widgets that read markup are made with ``markup=False``, or with a
``Content``; nothing calls a markup reader; ``notify`` gets ``markup=False`` too.
"""

import ast

import pytest

from tests.house.tree import Source, calls, source, sources

READ_MARKUP = {
    "Button",
    "Checkbox",
    "Collapsible",
    "Label",
    "Link",
    "Log",
    "Markdown",
    "MarkdownViewer",
    "OptionList",
    "RadioButton",
    "RadioSet",
    "RichLog",
    "Select",
    "SelectionList",
    "Static",
    "Switch",
    "TabbedContent",
    "Tabs",
    "Tree",
    "DataTable",
}
READERS = {"from_markup", "render_markup", "from_ansi"}


def faults(file: Source) -> list[str]:
    """Return where ``file`` may let a text be read as markup."""
    found = []
    taken = _from_textual(file.tree)
    for call, name in calls(file.tree):
        where = f"{file.name}:{call.lineno}: {name}"
        if (
            name in READERS
            or (name == "notify" and not _is_off(call))
            or (isinstance(call.func, ast.Name) and name in taken and not _is_safe(call))
        ):
            found.append(where)
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & taken and not _turns_off(node):
                found.append(f"{file.name}:{node.lineno}: class {node.name}")
    return found


def _from_textual(tree: ast.Module) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "textual.widgets"
        for alias in node.names
    } & READ_MARKUP


def _is_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _is_safe(call: ast.Call) -> bool:
    """Tell whether the widget reads no markup: switched off, or nothing but a ``Content`` given."""
    first = call.args[0] if call.args else None
    is_content = isinstance(first, ast.Call) and getattr(first.func, "id", "") == "Content"
    return _is_off(call) or is_content


def _turns_off(node: ast.ClassDef) -> bool:
    return any(name == "__init__" and _is_off(call) for call, name in calls(node))


def test_no_widget_reads_markup_in_what_people_wrote() -> None:
    """Every widget of the terminal that could read markup is told not to."""
    assert [fault for file in sources("tui_app") for fault in faults(file)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "from textual.widgets import Static\nStatic(name)",
        "from textual.widgets import Label\nLabel(f'{name}', markup=True)",
        "from textual.widgets import Static\nclass Note(Static):\n    pass",
        "self.notify(text)",
        "Content.from_markup(text)",
    ],
)
def test_the_check_sees_a_widget_that_reads_markup(planted: str) -> None:
    """Negative control: each way to let markup in is seen."""
    assert faults(source("planted.py", planted))
