"""What is erased is gone from the pages. Trap 9."""

import pytest

from storage.vault import connection as connection_module
from storage.vault.engine import OpenVault
from tests.storage.vault.made import Made, add
from tests.storage.vault.pages import decrypted

CANARY = "kanarialintu"
INDEX = "CREATE VIRTUAL TABLE found USING fts5(text, tokenize='unicode61')"


def is_in_the_pages(vault: OpenVault, made: Made, text: str = CANARY) -> bool:
    """Fold the WAL in and look."""
    with vault.alone() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return text.encode() in decrypted(made.layout.database, made.data_key)


def erase(vault: OpenVault) -> None:
    """Delete every note."""
    with vault.write() as connection:
        connection.exec_driver_sql("DELETE FROM note")


def test_a_deleted_row_leaves_no_trace_in_the_pages(vault: OpenVault, made: Made) -> None:
    """It was there, and afterwards no page, free page or slack holds it."""
    add(vault, CANARY + "x" * 3000, times=20)
    assert is_in_the_pages(vault, made)
    erase(vault)
    assert not is_in_the_pages(vault, made)


def test_without_secure_delete_it_stays(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of trap 9: the same deletion leaves the text in free pages."""
    looser = tuple(one for one in connection_module.SETTINGS if "secure_delete" not in one)
    monkeypatch.setattr(connection_module, "SETTINGS", (*looser, "secure_delete=OFF"))
    vault = made.open()
    add(vault, CANARY + "x" * 3000, times=20)
    erase(vault)
    assert is_in_the_pages(vault, made)
    vault.close()


def test_a_search_index_keeps_the_word_until_it_is_rebuilt(vault: OpenVault, made: Made) -> None:
    """FTS5 keeps an erased word (the negative control); ``rebuild`` takes it out."""
    with vault.write() as connection:
        connection.exec_driver_sql(INDEX)
        for number in range(50):
            connection.exec_driver_sql("INSERT INTO found VALUES (?)", (f"{CANARY} {number}",))
    with vault.write() as connection:
        connection.exec_driver_sql("DELETE FROM found WHERE rowid > 1")
        connection.exec_driver_sql("UPDATE found SET text = 'toinen'")
    assert is_in_the_pages(vault, made)
    with vault.write() as connection:
        connection.exec_driver_sql("INSERT INTO found(found) VALUES ('rebuild')")
    assert not is_in_the_pages(vault, made)


def test_nothing_readable_lies_on_the_disk(vault: OpenVault, made: Made) -> None:
    """T1: neither the database nor its WAL nor any other file of the vault holds the text."""
    add(vault, CANARY, times=5)
    for path in made.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert CANARY.encode(encoding) not in content, path.name
    assert is_in_the_pages(vault, made)  # the control: decrypted it is there
