"""SQL is written out or put together from constants; values are parameters (threat T34)."""

import ast
import re

import pytest

from tests.house.tree import PRODUCT, Source, calls, source, sources

RUN = {"execute", "executemany", "executescript", "exec_driver_sql", "text"}
# A table's name and a pragma cannot be parameters. Where one stands, it is none that anybody typed.
NAMES = {
    "storage/casebook/text_index.py::_all_rows": "a table of our own registry",
    "storage/casebook/upgrading.py::_add": "a column of our own record class",
    "storage/vault/connection.py::open_raw": "pragmas written in the same file",
    "storage/vault/rekeying.py::_by_statement": "a key that was drawn, in hex",
    "storage/vault/integrity.py::_reads": "a table named by the schema, quoted",
}
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")


def faults(file: Source) -> list[str]:
    """Return where ``file`` runs a statement that holds more than constants."""
    places = [
        node for node in ast.walk(file.tree) if isinstance(node, ast.FunctionDef | ast.Module)
    ]
    return sorted(
        {
            f"{file.name}::{getattr(place, 'name', '')}": call.lineno
            for place in places
            for call, name in calls(place)
            if name in RUN and call.args and not _is_constant(call.args[0])
        }
    )


def _is_constant(node: ast.expr) -> bool:
    """Tell whether a statement put together here is made of constants alone.

    A bare name is fine: the statement was made elsewhere, by Core or as a constant.
    """
    match node:
        case ast.JoinedStr():
            values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
            return all(_named(value) for value in values)
        case ast.BinOp():
            return all(_named(side) or _is_text(side) for side in (node.left, node.right))
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "replace")):
            return False
    return True


def _named(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return bool(CONSTANT.fullmatch(name))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def test_no_statement_is_put_together_from_values() -> None:
    """No statement of the product is an f-string or a sum with anything but constants in it."""
    found = {fault for file in sources(*PRODUCT) for fault in faults(file)}
    assert {fault for fault in found if not fault.endswith("::")} == set(NAMES)


@pytest.mark.parametrize(
    "planted",
    [
        'db.execute(f"SELECT * FROM person WHERE name = {name!r}")',
        'db.exec_driver_sql("SELECT * FROM " + table)',
        'db.execute("SELECT {}".format(name))',
        'db.execute("SELECT %s" % name)',
    ],
)
def test_the_check_sees_a_value_in_a_statement(planted: str) -> None:
    """Negative control: each way to put a value into a statement is seen."""
    assert faults(source("planted.py", planted))


def test_constants_may_make_a_statement() -> None:
    """A statement made of constants of the program is fine."""
    assert faults(source("planted.py", 'db.execute(f"SELECT 1 FROM {_TABLE} WHERE x = ?")')) == []
