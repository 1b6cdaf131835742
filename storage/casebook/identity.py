"""One's own identity to others: the person's root, this device's certificate, the office's key.

Kept in ``place`` (this vault alone): ``person-root`` (public), ``certificate`` of this device,
``organisation`` and ``role`` as the card tells them, ``office-key`` (public) and, in the vault that
founded the office, ``office-seed``.

The law: the root's private half is never kept: it is made from the recovery sheet, used and let go.
The office's seed lies in the vault that founded it alone; who needs it elsewhere founds anew.
"""

from sqlalchemy import Connection

from storage.casebook import place
from storage.crypto.keypair import DeviceSigner
from storage.exchange.certificate import certify
from storage.exchange.roster import Roster, find_roster, keep_roster, member, sign_roster
from storage.lines.change import Identity
from storage.refusals import CertificateMissing, OfficeKeyMissing, RootChanged


def certify_device(
    connection: Connection,
    root: DeviceSigner,
    me: Identity,
    public: bytes,
    *,
    is_new_root: bool = False,
) -> None:
    """Have the root certify this device; a first root is taken, another only with ``is_new_root``.

    Raises RootChanged.
    """
    kept = place.find_value(connection, "person-root")
    if kept is not None and kept != root.public and not is_new_root:
        raise RootChanged
    place.keep_value(connection, "person-root", root.public)
    certificate = certify(root, me.person_id, public, me.mark)
    place.keep_value(connection, "certificate", certificate)


def found_office(connection: Connection, me: Identity, now: int) -> None:
    """Draw the office's key and sign a roster that names oneself alone. Raises CertificateMissing.

    An office that had a key gets another: everybody must be enrolled again.
    """
    office = DeviceSigner.new()
    with office.seed() as seed, seed.view() as view:
        place.keep_value(connection, "office-seed", bytes(view))
    place.keep_value(connection, "office-key", office.public)
    root = place.find_value(connection, "person-root")
    if root is None:
        raise CertificateMissing
    keep_roster(
        connection,
        sign_roster(office, me.office_id, now // 1000, [member(me.person_id, root)], now),
    )


def office_signer(connection: Connection) -> DeviceSigner:
    """Return the office's key. Raises OfficeKeyMissing."""
    seed = place.find_value(connection, "office-seed")
    if seed is None:
        raise OfficeKeyMissing
    return DeviceSigner.from_seed(seed)


def change_roster(
    connection: Connection,
    me: Identity,
    now: int,
    *,
    add: bytes | None = None,
    drop: frozenset[bytes] = frozenset(),
) -> Roster:
    """Sign and keep the next roster: with one member more, or without some."""
    office = office_signer(connection)
    before = find_roster(connection, office.public)
    members = set(before.members if before else ()) - drop
    if add is not None:
        members.add(add)
    number = max((before.number if before else 0) + 1, now // 1000)
    roster = sign_roster(office, me.office_id, number, members, now)
    keep_roster(connection, roster)
    return roster


def text_value(connection: Connection, name: str) -> str:
    """Return a text of the place, "" where nothing is kept."""
    return (place.find_value(connection, name) or b"").decode()
