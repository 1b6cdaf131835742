"""A vault of an older build opens with all that it carried on, known to that build or not."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from storage.casebook import entrance, opened, upgrading
from storage.casebook.casebook import Casebook
from storage.casebook.tables import are_current
from storage.casebook.upgrading import upgrade
from storage.crypto.secret import Secret
from storage.errors import Stopped
from storage.records.actions import ActionState
from storage.refusals import UpgradeNeeded
from storage.vault.medium import Medium
from tests.offices import PASSPHRASE, SmallCase

FROZEN = Path(__file__).parent / "frozen"
DAY = dt.date(2026, 11, 24)
AT = dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
_OLDER = (
    "DROP TABLE agreement",  # a kind that the older build did not know
    "DELETE FROM search_text WHERE kind = 'agreement'",
    "DROP INDEX ix_action_due",
    "ALTER TABLE action DROP COLUMN due",  # a field of a group of its own
    "ALTER TABLE action DROP COLUMN reason",  # a field of a group that it knew
    "ALTER TABLE action DROP COLUMN done_on",
    "PRAGMA user_version=1",
)


def _as_an_older_build_left_it(casebook: Casebook) -> None:
    """Take out of the tables what an older build, which carried the batches on, had no row for."""
    with casebook.vault.write() as connection:
        for statement in _OLDER:
            connection.exec_driver_sql(statement)


@pytest.fixture
def written(casebook: Casebook, small: SmallCase) -> Casebook:
    """Lend a casebook with an agreement that bore an action item, and one that was dropped."""
    casebook.minutes.add_agreement(small.meeting, "Avaimet haetaan", AT, due=dt.date(2026, 12, 2))
    action = casebook.actions.add(small.case, "Soita Kelaan", due=dt.date(2026, 11, 30))
    casebook.actions.mark([action], ActionState.DROPPED, reason="Hoidettiin jo", on=DAY)
    return casebook


def _shown(casebook: Casebook, small: SmallCase) -> object:
    agreed = casebook.minutes.sheet(small.meeting).agreements
    return agreed, casebook.actions.lines(), casebook.actions.lines(ended=True)


def test_what_was_carried_on_has_its_rows(written: Casebook, small: SmallCase) -> None:
    """Kinds, groups and fields that the older build did not know: the tables follow the journal."""
    before = _shown(written, small)
    _as_an_older_build_left_it(written)
    with written.vault.write() as connection:
        upgrade(connection)
        assert are_current(connection)
    assert _shown(written, small) == before
    assert written.upkeep.check() == ()
    assert "agreement" in {hit.kind for hit in written.search.find("avaimet").hits}


def test_without_the_filling_something_is_missing(
    written: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: tables made and left empty are found by the check."""
    _as_an_older_build_left_it(written)
    monkeypatch.setattr(upgrading, "fill", lambda _connection, _lacking: None)
    with written.vault.write() as connection:
        upgrade(connection)
    assert {one.part for one in written.upkeep.check()} >= {"replay"}


def test_a_stopped_upgrade_leaves_the_older_vault(
    written: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is there unless all of it is."""
    _as_an_older_build_left_it(written)
    before = _structure(written)
    monkeypatch.setattr(upgrading, "fill", _stop)
    with pytest.raises(Stopped), written.vault.write() as connection:
        upgrade(connection)
    assert _structure(written) == before


def test_an_older_vault_is_upgraded_when_it_opens(tmp_path: Path) -> None:
    """A backup that version 0.1 wrote opens in this build, whole."""
    folder = tmp_path / "vault"
    entrance.restore(FROZEN / "casebook-0.1.nivel.backup", folder, PASSPHRASE)
    with closing(entrance.unlock(folder, PASSPHRASE)) as casebook:
        assert [line.client for line in casebook.actions.lines()] == ["Malli Esimerkki"]
        assert casebook.upkeep.check() == ()


def test_where_nothing_can_be_written_an_older_vault_is_refused(
    written: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence, not a fault in the middle of a list: this build's tables are not there."""
    _as_an_older_build_left_it(written)
    folder, key = written.vault.path, Secret(b"")
    monkeypatch.setattr(opened, "open_vault", lambda _folder, _key: written.vault)
    monkeypatch.setattr(written.vault, "medium", Medium.READ_ONLY)
    with pytest.raises(UpgradeNeeded):
        opened.open_casebook(folder, key)


def _structure(casebook: Casebook) -> list[object]:
    with casebook.read() as connection:
        return [*connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name")]


def _stop(_connection: object, _lacking: object) -> None:
    raise Stopped
