"""The inside of a travel pack: what it is filled with, and how its vault is made.

A pack has two devices. The first only writes the people of the directory that the case names, and
its key is forgotten; the second is the pack's own, and what it wrote is what comes home. A pack of
our own office shares its directory: the entries are whole, and ``travel-seen`` in its ``place``
says which ops of ours they were made from (CBOR: [[record, [op, ...]], ...]). Anybody else's pack
has an office of its own, with the few words on professionals that a share gives too.
"""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.core import Core
from storage.casebook.kept import find_record
from storage.casebook.offering import gather
from storage.casebook.pack_term import Term, keep_term
from storage.casebook.tables import create_tables
from storage.crypto.kdf import Argon2Parameters, Limits
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.errors import VaultDamaged
from storage.exchange import reach
from storage.exchange.grants import ActorOrganisation, ActorPerson, Actors
from storage.exchange.reach import Span
from storage.journal.batch import SealedBatch
from storage.journal.canonical import encode
from storage.journal.peers import Peer, save_peer
from storage.journal.states import read_states
from storage.journal.take import take_in
from storage.records.organisations import Organisation
from storage.records.people import Person
from storage.vault import attempts
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.keyslots import create_header
from storage.vault.layout import Layout

SEEN = "travel-seen"


class Whose(NamedTuple):
    """Who takes it: name, person, office; the letters of its device; its term."""

    person: str
    person_id: bytes
    office_id: bytes
    mark: str
    term: Term


class Load(NamedTuple):
    """What goes into a pack: the spans of the case, the keys that prove them, whom it names."""

    spans: tuple[Span, ...]
    batches: tuple[SealedBatch, ...]
    peers: tuple[Peer, ...]
    directory: tuple[Person | Organisation, ...]
    seen: tuple[tuple[bytes, tuple[bytes, ...]], ...] = ()


class Cost(NamedTuple):
    """What deriving the pack's key costs, and the limits that hold for it."""

    parameters: Argon2Parameters | None
    limits: Limits


def load_of(
    connection: Connection, case_id: bytes, sections: frozenset[str], peers: tuple[Peer, ...]
) -> Load:
    """Return what a pack of these sections holds."""
    spans = tuple(
        Span(stream, 1, held.top, 0)
        for stream, held in sorted(reach.own_vector(connection).items())
        if stream.scope == case_id and stream.section in sections
    )
    actors = actors_of(connection, case_id, sections)
    return Load(
        spans,
        tuple(one for span in spans for one in reach.read_span(connection, span)),
        tuple(peer._replace(own=False) for peer in peers),
        (
            *(Organisation(**one._asdict()) for one in actors.organisations),
            *(Person(**person._asdict()) for person in actors.people),
        ),
    )


def whole(connection: Connection, load: Load) -> Load:
    """Return the same with whole entries of the directory, and what they were made from."""
    entries = tuple(find_record(connection, type(one), one.id) or one for one in load.directory)
    states = read_states(connection, [one.id for one in entries]).states
    seen = tuple((one.id, tuple(op.id for op in states[one.id].heads)) for one in entries)
    return load._replace(directory=entries, seen=seen)


def make(folder: Path, passphrase: str, whose: Whose, load: Load, cost: Cost) -> bytes:
    """Make the pack's vault in the new ``folder``, fill it and look whether all of it is there.

    Returns the public key of its device. Raises DiskFull, MediumGone, VaultDamaged.
    """
    layout = Layout(folder)
    layout.make()
    _header, data_key, sheet = create_header(
        layout.header,
        whose.person,
        passphrase,
        parameters=cost.parameters,
        limits=cost.limits,
    )
    sheet.seed.wipe()  # nobody is to have a sheet of a pack
    attempts.start_counting(layout.attempts)
    with data_key:
        vault = create_vault(folder, data_key)
        try:
            public = _fill(vault, whose, load)
        finally:
            vault.close()
        _check(folder, data_key, load)
    return public


def _fill(vault: OpenVault, whose: Whose, load: Load) -> bytes:
    _settle(vault, whose, load)
    casebook = Core(vault)
    with casebook.change("travel.pack", can_undo=False) as change:
        change.took(take_in(change.connection, load.batches, casebook.clock).after)
        for one in load.directory:
            change.save(one)
    signer = DeviceSigner.new()
    with signer.seed() as seed, seed.view() as view, vault.write() as connection:
        place.become_new_device(connection, whose.mark, bytes(view))
        own = Peer(signer.device_id, signer.public, whose.mark, whose.person, own=True)
        save_peer(connection, own)
    return signer.public


def _settle(vault: OpenVault, whose: Whose, load: Load) -> None:
    """Write down whose it is, under a device that writes the directory and nothing else."""
    loader = DeviceSigner.new()
    with loader.seed() as seed, seed.view() as view, vault.write() as connection:
        create_tables(connection)
        place.settle(
            connection, whose.person, whose.mark, whose.office_id, bytes(view), whose.person_id
        )
        keep_term(connection, whose.term)
        seen = [[record, list(ops)] for record, ops in load.seen]
        place.keep_value(connection, SEEN, encode(seen))
        for peer in load.peers:
            save_peer(connection, peer)
        save_peer(connection, Peer(loader.device_id, loader.public, whose.mark, whose.person))


def _check(folder: Path, data_key: Secret, load: Load) -> None:
    vault = open_vault(folder, data_key)
    try:
        with vault.read() as connection:
            held = reach.own_vector(connection)
    finally:
        vault.close()
    if any(span.stream not in held or held[span.stream].top < span.last for span in load.spans):
        raise VaultDamaged(part="database")


def actors_of(connection: Connection, case_id: bytes, sections: frozenset[str]) -> Actors:
    """Return the people and organisations out of the directory that these sections name."""
    people: dict[bytes, ActorPerson] = {}
    organisations: dict[bytes, ActorOrganisation] = {}
    gather(connection, case_id, sections, people, organisations)
    return Actors(tuple(people.values()), tuple(organisations.values()))
