"""Making everything that follows from the batches anew: heads, awaited, conflicts, rows.

The law: the tables are a projection; after a replay they are what they would be had every batch
arrived today. Run it after a change of schema, or when ``compare`` finds a difference. It belongs
inside one write transaction, so a stopped replay leaves the old tables.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from storage.journal.project import After, project, project_states
from storage.journal.sections import Progress, merged_sections
from storage.journal.states import Held, write_states
from storage.journal.tables import record_table
from storage.journal.upcast import UPCASTERS, Upcasters
from storage.records.kind import Kind

_CLEAR = ("DELETE FROM head", "DELETE FROM awaited", "DELETE FROM conflict")


def replay(
    connection: Connection,
    kinds: Mapping[str, Kind],
    after: After | None = None,
    progress: Progress | None = None,
    upcasters: Upcasters = UPCASTERS,
) -> int:
    """Make the tables anew from the batches; returns how many ops there were.

    ``after`` as in ``project``; ``progress(done, all)`` counts batches and may raise to stop.
    """
    for statement in _CLEAR:
        connection.exec_driver_sql(statement)
    for kind in kinds.values():
        connection.exec_driver_sql(record_table(kind.table).clear)
    met: set[bytes] = set()
    twice: set[bytes] = set()
    count = 0
    for section in merged_sections(connection, progress):
        states = {record: section.settled(record) for record in section.states}
        write_states(connection, Held(), states, section.rows)
        project_states(connection, states, kinds, after, upcasters)
        twice |= met & states.keys()
        met |= states.keys()
        count += len(section.rows)
    project(connection, twice, kinds, after, upcasters)
    return count
