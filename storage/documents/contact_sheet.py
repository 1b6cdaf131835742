"""A CSV address book: the columns of Outlook, Google and our own, in Finnish, Swedish, English.

The law: a column that is not recognised is not kept (birthdays, spouses, hobbies). A
heading is compared by its letters and digits alone, folded, so ``E-mail 1 - Value`` and
``e-mail1value`` are one. Google puts several values into one cell with `` ::: `` between.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.documents.contact_entry import BrokenEntry, ContactDraft, ContactEntry, finished
from storage.documents.incoming import RawLine
from storage.documents.sheet_columns import Column, Field, columns_of, kind_of
from storage.documents.sheet_rows import SheetRow, sheet_rows
from storage.errors import ImportRefused

_CALLED_BY = frozenset({"given", "family", "full_name", "organisation", "phone", "email"})
_BETWEEN = re.compile(r"\s{0,9}:::\s{0,9}")


def read_contact_rows(lines: Iterable[RawLine], path: Path) -> Iterator[ContactEntry | BrokenEntry]:
    """Yield a contact, or a broken entry, for each row below the headings.

    Raises ``ImportRefused`` (format) when no heading names a name, an address or a number.
    """
    rows = sheet_rows(lines)
    heading = next(rows, None)
    columns = columns_of(heading.cells) if heading else ()
    if not any(column and column.field in _CALLED_BY for column in columns):
        raise ImportRefused(path=path, reason="format")
    for row in rows:
        if row.cells:
            yield finished(_draft(row, columns))
        else:
            yield BrokenEntry(row.line, "large" if row.is_large else "format")


def _draft(row: SheetRow, columns: tuple[Column | None, ...]) -> ContactDraft:
    cells = [
        (column, cell)
        for column, cell in zip(columns, row.cells, strict=False)
        if column is not None and cell.strip()
    ]
    kinds = {column.group: kind_of(cell) for column, cell in cells if column.field == "kind"}

    def first(field: Field) -> str:
        return next((cell for column, cell in cells if column.field == field), "")

    def pairs(field: Field) -> list[tuple[str, str]]:
        return [
            (kinds.get(column.group, column.kind), value)
            for column, cell in cells
            if column.field == field
            for value in _BETWEEN.split(cell)
        ]

    return ContactDraft(
        row.line,
        given=first("given"),
        family=first("family"),
        full_name=first("full_name"),
        organisation=first("organisation"),
        title=first("title"),
        phones=pairs("phone"),
        emails=pairs("email"),
        address=_address(cells),
        note=first("note"),
    )


def _address(cells: list[tuple[Column, str]]) -> str:
    """Join the parts of the first address that has any; a person may have one at work, one home."""
    parts = [(column.group, cell) for column, cell in cells if column.field == "address"]
    lines = (cell for group, cell in parts if group == parts[0][0])
    return ", ".join(", ".join(cell.split("\n")) for cell in lines)
