"""Single files: one parcel for e-mail or a hand, and parcels that came that way.

The law: one file serves one person (all their devices together) and goes on where the last one
ended. It is the same parcel, written and taken in by the same steps as in a folder.
"""

from pathlib import Path

from storage.casebook import blob_carrying, older_copy
from storage.casebook.core import Core
from storage.casebook.delivering import READ, Delivering, Steps
from storage.casebook.entitled import read_entitled
from storage.casebook.latecomers import hand_on
from storage.casebook.letting_go import sweep_if_due
from storage.casebook.offering import offer
from storage.casebook.outgoing import Planning
from storage.casebook.passing import day_of
from storage.casebook.receiving import Receiving
from storage.casebook.sealing import Making, Sealing
from storage.casebook.sending import Sending
from storage.casebook.taking_up import take_up
from storage.exchange import folder, outbox, period_keys, shipments
from storage.exchange.folder import Found, Sort
from storage.refusals import Copied, CorrespondentBlocked, RolledBack


def no_steps(_step: str, _done: int, _total: int) -> None:
    """Show nothing."""


def send(casebook: Core, path: Path, to: bytes, now: int) -> Delivering:
    """Write one parcel to ``path``, its attachments beside it; nothing when nothing is due."""
    run = Delivering(casebook, path.parent, no_steps, now)
    period_keys.renew(casebook.vault, now)
    hand_on(casebook, now)
    with casebook.vault.write() as connection:
        entitled = read_entitled(connection, casebook.me)
        offer(connection, casebook.me, casebook.signer, entitled, now)
    with casebook.read() as connection:
        if seen_by := older_copy.seen_by(connection):
            raise Copied if seen_by == older_copy.COPY else RolledBack(seen_by)
        planning = Planning(casebook, connection, entitled, now)
        plan = planning.plan((to,))
        run.held_back = plan.held_back
        if not plan.due:
            _refuse(run)
            return run
        contents = planning.merged(plan.due)
        last = shipments.last_written(connection)
        makings = [Making(content, list(plan.due)) for content in contents]
        makings.sort(key=lambda one: last.get(one.digest(plan.own), 0))
        sealing = Sealing(casebook, connection, planning, plan, now)
        makings = sealing.acknowledge(makings[:1], frozenset(), _not_there, _not_there)
        if not makings:
            return run
        making, sealed = makings[0], sealing.seal(makings[0])
        names = [
            name for item in making.content.items for name in outbox.blobs_of(connection, item)
        ]
    blob_carrying.carry_out(casebook, names, path.parent)
    sending = Sending(casebook, plan, now, "")
    _shipment, went = sending.write(making, sealed, path)
    run.went.append(went)
    run.is_safe = True
    return run


def _not_there(*_told: bytes) -> bool:
    """Say that no acknowledgement lies beside a file that somebody will be handed."""
    return False


def _refuse(run: Delivering) -> None:
    """Raise what keeps a person from getting anything, when nothing else can be written."""
    for held in run.held_back:
        if not held.case_label:
            raise CorrespondentBlocked(held.reason, held.name)


def receive(casebook: Core, paths: tuple[Path, ...], steps: Steps, now: int) -> Delivering:
    """Take in files one by one; a file that is none of ours is named, not raised."""
    run = Delivering(casebook, Path(), steps, now)
    period_keys.renew(casebook.vault, now)
    with casebook.read() as connection:
        keys = period_keys.live(connection, now)
    receiving = Receiving(casebook, keys, now, "")
    for number, path in enumerate(paths):
        steps(READ, number, len(paths))
        found = folder.look_at(path)
        run.place = path.parent
        run.take_found(receiving, found or Found(path.name, Sort.FOREIGN, 0))
    if run.came:
        take_up(casebook, now)
    for parent in {path.parent for path in paths}:
        blob_carrying.carry_in(casebook, parent, folder.look(parent))
    sweep_if_due(casebook, day_of(now))
    run.is_safe = True
    steps(READ, len(paths), len(paths))
    return run
