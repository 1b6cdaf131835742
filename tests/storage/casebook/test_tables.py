"""The tables of a vault: their number rises with every change of them."""

import hashlib

from storage.casebook.casebook import Casebook
from storage.casebook.tables import are_current
from storage.vault.connection import DATABASE_VERSION

_ALL = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    " AND name NOT LIKE 'search_trigram_%' ORDER BY name"  # FTS5's own
)
STRUCTURES = {
    2: "5f9423584808588d",
    3: "4abdb7e8acb06208",
    4: "3a9a1b17c929a8a5",
    5: "3f8657c1e407253a",
    6: "01c1cdaaa74057b7",
    7: "386162e337c74cea",
    8: "d86d375592f7b617",
    9: "eac9c1d6b320bb1d",
}
"""SHA-256 over the statements of all tables and indices, for each number that was ever used."""


def test_a_change_of_the_tables_has_a_number_of_its_own(casebook: Casebook) -> None:
    """Raise DATABASE_VERSION and add a line here: else an older vault lacks what you added."""
    with casebook.read() as connection:
        told = "\n".join(f"{name} {sql}" for name, sql in connection.exec_driver_sql(_ALL))
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == STRUCTURES[DATABASE_VERSION]


def test_another_number_is_seen(casebook: Casebook) -> None:
    """Negative control: a vault of another structure is not taken for one of this build."""
    with casebook.vault.write() as connection:
        assert are_current(connection)
        connection.exec_driver_sql("PRAGMA user_version=1")
        assert not are_current(connection)
