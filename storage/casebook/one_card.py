"""Judging under one card: whoever stands for another is judged by what holds for both.

The law: it only closes more, never opens by itself. A protection or a bar on any card of somebody
holds for the one that is kept, by name too; a basis follows within the directory, where a person of
this office said that two are one, and not out of a case that others write in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from storage.lines.names import full_name
from storage.records.protections import Protection
from storage.records.sharing import Bar, Basis
from storage.rules.fold import fold
from storage.rules.merging import widened
from storage.rules.sharing import Passage

_HOUSES = (
    "SELECT o.name, q.name FROM same s JOIN organisation o ON o.id = s.id"
    " JOIN organisation q ON q.id = s.kept"
)
_NAMES = (
    "SELECT p.given_name, p.family_name, p.called FROM person p WHERE p.id IN"
    " (SELECT s.id FROM same s WHERE s.kept = :kept UNION SELECT :kept)"
)
_PRIVATE = "SELECT s.id FROM same s JOIN person p ON p.id = s.id WHERE p.case_id IS NOT NULL"


def under_one_card(
    connection: Connection,
    kept: Mapping[bytes, bytes],
    passage: Passage,
    bases: Iterable[Basis],
    bars: Iterable[Bar],
    protections: Iterable[Protection],
) -> Passage:
    """Return the passage with everybody under the card that is kept; the records are changed too.

    ``bases``, ``bars`` and ``protections`` are read for this one judgement.
    """
    run = connection.exec_driver_sql
    houses = {fold(name): str(other) for name, other in run(_HOUSES)}
    private = {bytes(one) for (one,) in run(_PRIVATE)}
    receiver = passage.receiver
    person = kept.get(receiver.person_id, receiver.person_id) if receiver.person_id else None
    house = houses.get(fold(receiver.organisation), receiver.organisation)
    for basis in bases:
        basis.organisation = houses.get(fold(basis.organisation), basis.organisation)
        if basis.person_id is not None and basis.person_id not in private:
            basis.person_id = kept.get(basis.person_id, basis.person_id)
    names = set() if person is None else {
        fold(full_name(*row)) for row in run(_NAMES, {"kept": person})
    }  # fmt: skip
    for bar in bars:
        bar.organisation = houses.get(fold(bar.organisation), bar.organisation)
        if bar.person_id is not None:
            bar.person_id = kept.get(bar.person_id, bar.person_id)
        elif bar.name and fold(bar.name) in names:
            bar.person_id = person
    for one in protections:
        one.person_id = kept.get(one.person_id, one.person_id) if one.person_id else None
        one.against_id = kept.get(one.against_id, one.against_id) if one.against_id else None
    told = replace(receiver, person_id=person, organisation=house)
    return replace(passage, receiver=told, people=widened(passage.people, kept))
