"""The tables of a vault: the names that an opening looks for are those that are made."""

from storage.casebook.casebook import Casebook
from storage.casebook.tables import NAMES, are_made

_ALL = "SELECT name FROM sqlite_master WHERE type = 'table'"


def _tables(casebook: Casebook) -> set[str]:
    with casebook.read() as connection:
        return {str(row[0]) for row in connection.exec_driver_sql(_ALL)}


def test_the_names_are_those_of_the_tables_made(casebook: Casebook) -> None:
    """A new vault has the tables that are named, and no other but FTS5's own."""
    own = {name for name in _tables(casebook) if not name.startswith(("search_trigram_", "sqlite"))}
    assert own == NAMES


def test_a_missing_table_is_seen(casebook: Casebook) -> None:
    """Negative control: without one of them the tables are not all made."""
    with casebook.vault.write() as connection:
        assert are_made(connection)
        connection.exec_driver_sql("DROP TABLE attendance")
        assert not are_made(connection)
