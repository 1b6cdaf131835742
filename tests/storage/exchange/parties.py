"""Made-up devices that send each other parcels, and a smith who forges one part at a time."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from storage.crypto.envelope import EnvelopeKey, new_seed, seal
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.crypto.stream import sealed
from storage.exchange import parcel
from storage.exchange.parcel import Opened, Recipient, open_parcel
from storage.exchange.parcel_body import Body, join, signed_message
from storage.exchange.payload import Entry, pack
from storage.exchange.period_keys import key_id

PREFIX = 28
WRAP = 1172


@dataclass(frozen=True)
class Device:
    """One device: what it signs with and what is sealed to it."""

    signer: DeviceSigner
    key: EnvelopeKey

    @property
    def id(self) -> bytes:
        """Return the device's id."""
        return self.signer.device_id

    @property
    def recipient(self) -> Recipient:
        """Return what parcels are sealed to."""
        return Recipient(self.id, key_id(self.key.public), self.key.public)

    @property
    def keys(self) -> dict[bytes, EnvelopeKey]:
        """Return its period keys."""
        return {self.recipient.key_id: self.key}

    def open(self, data: bytes) -> Opened:
        """Open as this device, which knows every device made here."""
        return open_parcel(data, self.keys, self.id, public_of)


@cache
def device(name: str) -> Device:
    """Return the device of that name; the same all through the tests."""
    made = Device(DeviceSigner.new(), EnvelopeKey.from_seed(new_seed()))
    _PUBLICS[made.id] = made.signer.public
    _NAMES[made.id] = name
    return made


_PUBLICS: dict[bytes, bytes] = {}
_NAMES: dict[bytes, str] = {}


def public_of(device_id: bytes) -> bytes | None:
    """Return the signing key of a device made here."""
    return _PUBLICS.get(device_id)


def letter(text: bytes = b"Keksitty kirje") -> bytes:
    """Return a small payload."""
    return pack([Entry("message", text)], 1_790_000_000_000)


def seal_to(*names: str, sender: str = "aino", payload: bytes | None = None) -> bytes:
    """Return a sound parcel."""
    recipients = [device(name).recipient for name in names]
    return parcel.seal_parcel(payload or letter(), device(sender).signer, recipients)


@dataclass
class Smith:
    """Makes a parcel of its parts as the format says, each of which may be another."""

    sender: str = "aino"
    names: tuple[str, ...] = ("bertta", "cecilia")
    payload: bytes = field(default_factory=letter)
    magic: bytes = parcel.MAGIC
    version: int = 1
    suite: int = 1
    parcel_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    count: int = 4
    info: Callable[[bytes, bytes], bytes] = parcel.wrap_info
    context: Callable[[bytes], bytes] = parcel.stream_context
    header: Callable[[bytes], bytes] = bytes
    body: Callable[[Body], bytes] = join
    sign: Callable[[bytes, tuple[bytes, ...], bytes], bytes] | None = None
    signer: bytes = b""
    devices: tuple[bytes, ...] | None = None
    wrapped: Mapping[str, bytes] = field(default_factory=dict)

    def forge(self) -> bytes:
        """Return the file."""
        prefix = self.magic + bytes([self.version, self.suite]) + self.parcel_id
        prefix += self.count.to_bytes(2, "big")
        key = secrets.token_bytes(32)
        wraps = [self._wrap(prefix, name, key) for name in self.names]
        wraps += [secrets.token_bytes(WRAP) for _ in range(len(wraps), self.count)]
        header = self.header(prefix + b"".join(wraps))
        with Secret(key) as secret:
            return header + b"".join(sealed([self._body(header)], secret, self.context(header)))

    def _wrap(self, prefix: bytes, name: str, key: bytes) -> bytes:
        recipient = device(name).recipient
        with Secret(self.wrapped.get(name, key)) as secret:
            wrap = seal(recipient.public, secret, self.info(prefix, recipient.key_id))
        return parcel.hint_of(self.parcel_id, recipient.key_id) + wrap

    def _body(self, header: bytes) -> bytes:
        devices = self.devices
        if devices is None:
            devices = tuple(sorted(device(name).id for name in self.names))
        signer = device(self.sender).signer
        sign = self.sign or (lambda *parts: signer.sign(signed_message(*parts)))
        signature = sign(header, devices, self.payload)
        return self.body(Body(self.signer or signer.device_id, signature, devices, self.payload))
