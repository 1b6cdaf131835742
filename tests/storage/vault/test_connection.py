"""One raw connection: every setting stands, nothing loosens it. Traps 5, 6, 9 and 10."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from storage.crypto.secret import Secret
from storage.vault import connection as module
from storage.vault.connection import ALONE, READING, SHARED, open_keyed, open_raw
from tests.storage.vault.made import Made

FULL = 2


@pytest.fixture
def raw(made: Made) -> Iterator[Any]:
    """Lend a raw connection to a made vault."""
    connection = open_raw(made.layout.database, made.key(), SHARED)
    yield connection
    connection.close()


def setting(connection: Any, name: str) -> Any:  # noqa: ANN401 - sqlcipher3 ships no types
    """Return one setting's value."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize("settings", [SHARED, ALONE, SHARED + READING])
def test_every_connection_syncs_fully(made: Made, settings: tuple[str, ...]) -> None:
    """Trap 6: ``synchronous`` is FULL on the writer, on each reader, and on a stick."""
    connection = open_raw(made.layout.database, made.key(), settings)
    assert setting(connection, "synchronous") == FULL
    connection.close()


def test_without_the_setting_the_check_goes_red(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of trap 6: were it left out after a looser default, it would be seen."""
    looser = tuple(one for one in module.SETTINGS if "synchronous" not in one)
    monkeypatch.setattr(module, "SETTINGS", ("synchronous=NORMAL", *looser))
    connection = open_raw(made.layout.database, made.key(), SHARED)
    assert setting(connection, "synchronous") != FULL
    connection.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("cache_size", -65536),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_every_setting_stands(raw: Any, name: str, value: object) -> None:  # noqa: ANN401
    """What the module promises is what SQLite says."""
    assert setting(raw, name) == value


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "ATTACH '{folder}/plain.db' AS plain KEY ''",
        "DETACH main",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "PRAGMA writable_schema=ON",
        "PRAGMA writable_schema",
        "PRAGMA key='x'",
        "PRAGMA rekey='x'",
        "PRAGMA synchronous=OFF",
        "PRAGMA journal_mode=OFF",
        "PRAGMA secure_delete=OFF",
        "PRAGMA trusted_schema=ON",
        "PRAGMA cipher_log_level=DEBUG",
        "PRAGMA cipher_plaintext_header_size=32",
        "VACUUM INTO '{folder}/plain.db'",
    ],
)
def test_no_later_statement_loosens_anything(raw: Any, made: Made, statement: str) -> None:  # noqa: ANN401
    """Trap 10, T34: attaching, exporting, keys and settings are denied; no file appears."""
    with pytest.raises(dbapi2.DatabaseError):
        raw.execute(statement.format(folder=made.folder)).fetchall()
    assert not (made.folder / "plain.db").exists()
    assert setting(raw, "synchronous") == FULL


def test_without_the_authorizer_plaintext_is_written(raw: Any, made: Made) -> None:  # noqa: ANN401
    """Negative control of trap 10: one ATTACH with an empty key, and the rows lie in the open."""
    raw.set_authorizer(None)
    plain = made.folder / "plain.db"
    raw.execute(f"ATTACH '{plain}' AS plain KEY ''")
    raw.execute("CREATE TABLE plain.note AS SELECT * FROM main.note")
    raw.execute("DETACH plain")
    assert plain.read_bytes().startswith(b"SQLite format 3")
    assert b"n1" in plain.read_bytes()


def test_full_text_search_and_backup_work_under_the_authorizer(raw: Any, made: Made) -> None:  # noqa: ANN401
    """What Nivel needs is not denied."""
    raw.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='trigram', detail=none)")
    raw.execute("INSERT INTO found VALUES ('verkostotapaaminen')")
    assert raw.execute("SELECT count(*) FROM found WHERE found MATCH 'kos'").fetchone() == (1,)
    raw.execute("INSERT INTO found(found) VALUES ('rebuild')")
    raw.execute("INSERT INTO found(found) VALUES ('optimize')")
    copy = open_keyed(made.folder / "copy.db", made.key())
    raw.backup(copy)
    assert copy.execute("SELECT count(*) FROM note").fetchone() == (3,)
    copy.close()


def test_a_reading_connection_cannot_write(made: Made) -> None:
    """A reader that tries to write is refused, and cannot allow itself."""
    connection = open_raw(made.layout.database, made.key(), SHARED + READING)
    with pytest.raises(dbapi2.DatabaseError):
        connection.execute("INSERT INTO note (text) VALUES ('x')")
    connection.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(made: Made, length: int) -> None:
    """SQLCipher would silently take it as a passphrase."""
    with pytest.raises(ValueError, match="32 bytes"):
        open_keyed(made.layout.database, Secret(bytes(length)))


def test_the_key_is_taken_raw(made: Made) -> None:
    """The database opens with the raw key in hex, as SQLCipher documents it."""
    connection = dbapi2.connect(str(made.layout.database))
    connection.execute(f"PRAGMA key = \"x'{made.data_key.hex()}'\"")
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (3,)
    connection.close()


NOISY = """
import sys
from pathlib import Path
from storage.crypto.secret import Secret
from storage.vault import connection
raw = None
if "loud" in sys.argv:
    from sqlcipher3 import dbapi2
    raw = dbapi2.connect(sys.argv[1])
    raw.set_key("x'" + "00" * 32 + "'")
else:
    raw = connection.open_keyed(Path(sys.argv[1]), Secret(bytes(32)))
try:
    raw.execute("SELECT * FROM sqlite_master").fetchall()
except Exception:
    pass
"""


@pytest.mark.parametrize("loud", [False, True])
def test_nothing_is_written_to_the_screen(made: Made, *, loud: bool) -> None:
    """Trap 5: a wrong key leaves stderr empty; without our set-up (negative control) not."""
    ended = subprocess.run(
        [sys.executable, "-c", NOISY, str(made.layout.database), *(["loud"] if loud else [])],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert ended.stdout == b""
    assert bool(ended.stderr) == loud
