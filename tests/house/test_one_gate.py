"""Nothing of a case is written out but behind the gate: read from the source, function by function.

A function of the casebook or the terminal that writes a file calls ``let_out`` before it, or is
called only by functions that do; the others are named below with what they write instead.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import Source, calls, source, sources

GATE = "let_out"
WRITERS = {
    *("write_whole", "write_through", "write_text", "write_bytes", "write_file"),
    *("save_as", "save_blob", "open_blob", "seal_for_partner", "open_from_partner", "copyfile"),
}
FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT"}
NO_CASE_DATA = {
    "storage/casebook/blob_carrying.py::_copy": "what is sealed, into the vault's own folder",
    "storage/casebook/blob_carrying.py::carry_out": "a sealed attachment; its message was let out",
    "storage/casebook/cards.py::export": "one's own contact card",
    "storage/casebook/invitations.py::write": "the keys of who is invited",
    "storage/casebook/joining.py::write_answer": "one's own contact card, to whom invited",
    "storage/casebook/partners.py::write_beside": "the page that says what a sealed file is",
    "tui_app/cli/new_vault.py::sheet_file": "the recovery sheet of a new vault",
    "tui_app/cli/output.py::close_quietly": "nowhere (os.devnull)",
    "tui_app/settings.py::save_settings": "the settings of this machine",
}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions of a file that are not inside another function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            yield from functions(node)


def writes(function: ast.AST) -> list[int]:
    """Return the lines on which a function opens a file for writing, or has one written."""
    found = [call.lineno for call, name in calls(function) if name in WRITERS]
    for call, name in calls(function):
        if name == "open":
            modes = [a.value for a in call.args if isinstance(a, ast.Constant)]
            modes += [k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)]
            flags = {n.attr for n in ast.walk(call) if isinstance(n, ast.Attribute)} & FLAGS
            if flags or any(isinstance(m, str) and set(m) & set("wxa+") for m in modes):
                found.append(call.lineno)
    return found


def ungated(file: Source) -> list[str]:
    """Return the functions of ``file`` that write without having passed the gate."""
    here = {function.name: function for function in functions(file.tree)}
    gated = {
        name: min((call.lineno for call, called in calls(one) if called == GATE), default=None)
        for name, one in here.items()
    }

    def is_behind(name: str, line: int, seen: frozenset[str] = frozenset()) -> bool:
        gate = gated[name]
        if gate is not None and gate < line:
            return True
        callers = [
            (other, call.lineno)
            for other, one in here.items()
            for call, called in calls(one)
            if called == name and other not in seen | {name}
        ]
        return bool(callers) and all(is_behind(*one, seen | {name}) for one in callers)

    return [
        f"{file.name}::{name}"
        for name, one in here.items()
        if any(not is_behind(name, line) for line in writes(one))
    ]


def test_every_way_out_passes_the_gate() -> None:
    """No function of the casebook or the terminal writes case data without asking the gate."""
    files = sources("storage/casebook", "tui_app")
    found = {name for file in files for name in ungated(file)}
    assert found - set(NO_CASE_DATA) == set()


def test_what_needs_no_gate_is_still_there() -> None:
    """The list of exceptions holds nothing stale."""
    found = {name for file in sources("storage/casebook", "tui_app") for name in ungated(file)}
    assert set(NO_CASE_DATA) - found == set()


@pytest.mark.parametrize(
    ("file", "call"),
    [
        ("storage/casebook/writing_out.py", "Gate(casebook).let_out"),
        ("storage/casebook/exchange.py", "Gate(self._casebook).let_out"),
        ("storage/casebook/sending.py", "due.passing.let_out"),
    ],
)
def test_without_the_call_the_check_goes_red(file: str, call: str) -> None:
    """Negative control: take the gate's call out of the source, and the writer is named."""
    (whole,) = (each for each in sources("storage/casebook") if each.name == file)
    assert call in whole.text
    assert ungated(whole) == []
    assert ungated(source(file, whole.text.replace(call, "print"))) != []


def test_the_check_sees_every_kind_of_writing() -> None:
    """Negative control: each way of writing a file is seen."""
    for words in (
        "write_whole(path, data)",
        "path.write_text(text)",
        'path.open("wb")',
        'open(path, mode="x")',
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "carrier.write_file(path, data)",
    ):
        assert ungated(source("planted.py", f"def leak():\n    {words}\n")) == ["planted.py::leak"]
    assert ungated(source("planted.py", 'def read():\n    path.open("rb")\n')) == []
