"""The number by which people know a case, out of a row, or looked up by the case's id.

The law: a case that is not here, or whose first part has not come yet, has no number: empty.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from storage.lines.names import case_label

_ONE = "SELECT mark, number FROM case_ WHERE id = ?"


def label_in(row: Mapping[Any, Any]) -> str:
    """Return the number of the case whose ``mark`` and ``number`` a row joined in."""
    return case_label(row["mark"], row["number"]) if row["mark"] else ""


def label_of(connection: Connection, case_id: bytes | None) -> str:
    """Return the number of the case with this id."""
    row = connection.exec_driver_sql(_ONE, (case_id,)).mappings().first()
    return "" if row is None else label_in(row)
