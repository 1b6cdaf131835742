"""One's own contact card, made of what ``identity`` keeps, the period key, and what was taken back.

The law: a device that lost its certificate (restored, copied) makes no card until it has a new one.
"""

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.identity import text_value
from storage.casebook.known import Known
from storage.crypto.keypair import DeviceSigner
from storage.exchange import period_keys
from storage.exchange.card import EXPIRES_AFTER, Card
from storage.exchange.certificate import DeviceCard, is_certified, sign_period
from storage.exchange.revocation import Revocation, own_statement
from storage.exchange.roster import find_roster
from storage.lines.change import Identity
from storage.refusals import CertificateMissing

_REVOKED = "SELECT data FROM device_revocation ORDER BY at DESC"
MOST_STUBS = 64


def this_device(connection: Connection, me: Identity, signer: DeviceSigner, now: int) -> DeviceCard:
    """Return this device with its period key, drawn when it is due. Raises CertificateMissing."""
    root = place.find_value(connection, "person-root")
    certificate = place.find_value(connection, "certificate")
    bare = DeviceCard(me.device_id, signer.public, me.mark, certificate or b"", ())
    if root is None or certificate is None or not is_certified(root, me.person_id, bare):
        raise CertificateMissing
    key = period_keys.current(connection, now)
    return bare._replace(periods=(sign_period(signer, key.public, key.made, key.until),))


def make_card(connection: Connection, me: Identity, signer: DeviceSigner, now: int) -> Card:
    """Return one's own card: this device, the own others, the office, what was taken back."""
    known = Known(connection, me)
    this = this_device(connection, me, signer, now)
    office = known.office
    return Card(
        person_id=me.person_id,
        person=me.person,
        organisation=text_value(connection, "organisation"),
        role=text_value(connection, "role"),
        office_id=me.office_id,
        root=known.root,
        issuer=me.device_id,
        issued=now,
        expires=now + EXPIRES_AFTER,
        devices=(this, *known.own_devices)[:8],
        roster=None if office is None else find_roster(connection, office),
        revoked=_stubs(connection, {known.root, office}),
    )


def _stubs(connection: Connection, signers: set[bytes | None]) -> tuple[Revocation, ...]:
    """Return the revocations by one's own root or office, the newest first."""
    found = [own_statement(bytes(row[0])) for row in connection.exec_driver_sql(_REVOKED)]
    stubs = (each.revocation for each in found if each.revocation.signer in signers)
    return tuple(stubs)[:MOST_STUBS]
