"""Messages can be translated: whole in the source, with named places for what varies."""

import ast
import re

import pytest

from tests.house.tree import Source, calls, source, sources

WHOLE = {"N_": 1, "ngettext": 2}
POSITION = re.compile(r"\{\d*\}|%s|%d")


def faults(file: Source) -> list[str]:
    """Return where ``file`` hands a put-together text, or a nameless place, to the catalogue."""
    found = []
    for call, name in calls(file.tree):
        if name == "_" and call.args:
            asked = call.args[:1]
        elif name in WHOLE:
            asked = call.args[: WHOLE[name]]
        else:
            continue
        if file.name.endswith("cli/parser.py") and name == "N_":
            continue  # the library's own patterns, as they stand there
        if any(_is_put_together(each, may_be_named=name == "_") for each in asked) or any(
            map(_has_nameless, asked)
        ):
            found.append(f"{file.name}:{call.lineno}: {name}")
    return found


def _is_put_together(node: ast.expr, *, may_be_named: bool) -> bool:
    if isinstance(node, ast.Constant):
        return False
    if isinstance(node, ast.IfExp):
        return any(
            _is_put_together(each, may_be_named=may_be_named) for each in (node.body, node.orelse)
        )
    # _(command.label), _(WORDS[key]): the text was marked with N_ where it is written
    named = isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)
    return not (may_be_named and named and not _formats(node))


def _formats(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"format", "join"}


def _has_nameless(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(POSITION.search(node.value))
    )


def test_every_message_is_whole() -> None:
    """No f-string, sum or formatted text is looked up in a catalogue; places have names."""
    assert [fault for file in sources("tui_app") for fault in faults(file)] == []


@pytest.mark.parametrize(
    "planted",
    [
        '_(f"{count} cases")',
        '_("Cases " + name)',
        '_("{} cases".format(count))',
        '_("{} cases")',
        '_("%s cases")',
        "N_(label)",
        'ngettext(f"{n} case", "{n} cases", n)',
    ],
)
def test_the_check_sees_a_text_that_cannot_be_translated(planted: str) -> None:
    """Negative control: each way to break a message is seen."""
    assert faults(source("planted.py", planted))


def test_good_messages_pass() -> None:
    """A whole text, and a name whose text was marked elsewhere, are fine."""
    good = '_("{count} cases").format(count=3)\n_(command.label)\n_("a" if x else "b")\nN_("Case")'
    assert faults(source("planted.py", good)) == []
