"""What was erased on one of a person's devices goes on their others too.

A case that was erased is told by an item ("erasure"); a message says so itself: its ``letter``
names the box "gone" (``keeping``).

The law: only one's own devices are followed, a case only once it is closed here too, and a message
never while it is held here: then its words are set against the erasing, and stand. What is erased
is erased from the journal, not only from the rows; the index, the free pages and the backups go
when the exchange has come to its end (``to-sweep`` in ``place`` remembers it).
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.core import Core
from storage.casebook.erasing import Erasing, erase_records, records_of
from storage.exchange.erasures import read_erasure
from storage.exchange.inbox import Sender
from storage.journal.merge import RecordState
from storage.journal.op import Op
from storage.journal.purge import ops_of, purge
from storage.journal.states import read_states
from storage.records.cases import Phase
from storage.records.messages import MESSAGE, Box
from storage.refusals import ParcelRefused

if TYPE_CHECKING:
    from storage.casebook.change import Change

LETTER, HELD, PHASE = "letter", "held", "phase"
_TO_SWEEP = "to-sweep"
_ELSEWHERE = (
    "SELECT 1 FROM head JOIN batch ON batch.id = head.batch JOIN stream ON stream.id = batch.stream"
    " JOIN section ON section.id = stream.section WHERE section.scope <> ?1"
    " AND head.record IN (SELECT unhex(value) FROM json_each(?2)) LIMIT 1"
)


def take_erasure(_casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
    """Erase a case that another own device has erased. Raises ParcelRefused: then nothing went."""
    case_id, records = read_erasure(data)
    is_open = _is_open(change.connection, case_id)
    if not sender.is_own or is_open or _lives_elsewhere(change.connection, case_id, records):
        raise ParcelRefused(reason="format", signer=sender.device)
    here = records_of(change.connection, case_id)
    change.note("case", case_id)
    erase_records(change.connection, sorted({*here, *records}))
    place.keep_value(change.connection, _TO_SWEEP, b"1")


def _is_open(connection: Connection, case_id: bytes) -> bool:
    """Say whether the case is open here; a closing whose words were erased is one."""
    heads = read_states(connection, (case_id,)).states[case_id].heads
    phases = [op for op in heads if op.group == PHASE]
    told = [op.value for op in phases if op.value is not None]
    is_new = bool(heads) and not phases  # never moved on since it was opened
    return is_new or any(value.get("phase") != Phase.CLOSED for value in told)


def _lives_elsewhere(connection: Connection, case_id: bytes, records: Iterable[bytes]) -> bool:
    ids = json.dumps([one.hex() for one in records])
    return connection.exec_driver_sql(_ELSEWHERE, (case_id, ids)).first() is not None


def follow(change: "Change", after: Mapping[bytes, RecordState]) -> None:
    """Erase the words of messages that another own device has erased; ``after``: what came in."""
    for record, state in after.items():
        letters = [op for op in state.heads if (op.kind, op.group) == (MESSAGE.name, LETTER)]
        gone = [op for op in letters if _is_gone(op)]
        if gone:
            _let_go(change, record, state, gone[0], is_contested=len(gone) < len(letters))


def _let_go(
    change: "Change", record: bytes, state: RecordState, gone: Op, *, is_contested: bool
) -> None:
    words = [
        op
        for op in ops_of(change.connection, record)
        if op.group == LETTER and op.value is not None and not _is_gone(op)
    ]
    if words and _is_held(state):
        change.settle(gone, words[-1].value or {})
        return
    if is_contested:
        change.settle(gone, gone.value or {})
    if words:
        purge(change.connection, record, [op.id for op in words])
        place.keep_value(change.connection, _TO_SWEEP, b"1")


def _is_gone(op: Op) -> bool:
    return (op.value or {}).get("box") == Box.GONE


def _is_held(state: RecordState) -> bool:
    return any((op.value or {}).get("is_held") for op in state.heads if op.group == HELD)


def sweep_if_due(casebook: Core, today: dt.date) -> None:
    """Leave nothing of what came in erased: index, free pages, the log file, daily backups."""
    with casebook.read() as connection:
        is_due = place.find_value(connection, _TO_SWEEP) == b"1"
    if is_due:
        Erasing(casebook).sweep(today)
        with casebook.vault.write() as connection:
            place.forget_value(connection, _TO_SWEEP)
