"""Parcels with exactly one fault inside the encryption: in a signature, in a body."""

import secrets
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from storage.exchange.parcel_body import Body, join, signed_message
from tests.storage.exchange.parties import PREFIX, Smith, device, letter


class Vector(NamedTuple):
    """One file with one fault, and why it is refused."""

    name: str
    data: bytes
    reason: str


def flipped(data: bytes, at: int, bit: int = 1) -> bytes:
    """Return ``data`` with one bit of one byte turned; ``at`` counts from the end if negative."""
    turned = bytearray(data)
    turned[at] ^= bit
    return bytes(turned)


def signatures() -> Iterator[Vector]:
    """Yield parcels whose signature, signer or recipients are wrong."""
    daavid = device("daavid").signer
    aino = device("aino").signer
    for at in (0, 1, 15, 31, 32, 33, 47, 63):
        data = Smith(sign=lambda *parts, at=at: flipped(_by_aino(*parts), at)).forge()
        yield Vector(f"signature byte {at}", data, "signature")
    makers: dict[str, Callable[[bytes, tuple[bytes, ...], bytes], bytes]] = {
        "of zeros": lambda *_parts: bytes(64),
        "by another device": lambda *parts: daavid.sign(signed_message(*parts)),
        "over no label": lambda *parts: aino.sign(signed_message(*parts)[24:]),
        "over another label": lambda *parts: aino.sign(b"x" + signed_message(*parts)),
        "over another header": lambda head, *rest: _by_aino(flipped(head, -1), *rest),
        "over the prefix alone": lambda head, *rest: _by_aino(head[:PREFIX], *rest),
        "over other devices": lambda head, _devices, load: _by_aino(
            head, (daavid.device_id,), load
        ),
        "over one device less": lambda head, devices, load: _by_aino(head, devices[:1], load),
        "over another payload": lambda head, devices, load: _by_aino(head, devices, load + b"\0"),
        "with its scalar grown": lambda *parts: _grown(_by_aino(*parts)),
    }
    for name, sign in makers.items():
        yield Vector(f"signature {name}", Smith(sign=sign).forge(), "signature")
    yield Vector("signer another known one", Smith(signer=daavid.device_id).forge(), "signature")
    yield Vector("signer unknown", Smith(signer=bytes(16)).forge(), "unknown-sender")
    turned = flipped(aino.device_id, 7)
    yield Vector("signer one bit off", Smith(signer=turned).forge(), "unknown-sender")
    cecilia = (device("cecilia").id,)
    yield Vector("signed, but not for us", Smith(devices=cecilia).forge(), "recipients")
    for at in (8, 15):
        data = Smith(body=partial(_turned_inside, at=82 + at)).forge()
        yield Vector(f"byte {at} of a device changed after signing", data, "signature")


def _turned_inside(body: Body, at: int) -> bytes:
    return flipped(join(body), at)


def _by_aino(header: bytes, devices: tuple[bytes, ...], payload: bytes) -> bytes:
    return device("aino").signer.sign(signed_message(header, devices, payload))


def _grown(signature: bytes) -> bytes:
    """Add the group's order to S: an old verifier would take it for a second signature."""
    order = 2**252 + 27742317777372353535851937790883648493
    grown = int.from_bytes(signature[32:], "little") + order
    return signature[:32] + grown.to_bytes(32, "little")


def bodies() -> Iterator[Vector]:
    """Yield parcels whose body is not the one that the format asks for."""
    bertta, cecilia = sorted(device(name).id for name in ("bertta", "cecilia"))

    def put(at: int, value: bytes) -> Callable[[Body], bytes]:
        return lambda body: join(body)[:at] + value + join(body)[at + len(value) :]

    for count in (0, 1, 3, 64, 65, 256, 65_535):
        made = put(80, count.to_bytes(2, "big"))
        yield Vector(f"{count} devices claimed for 2", Smith(body=made).forge(), "format")
    yield Vector("devices unsorted", Smith(devices=(cecilia, bertta)).forge(), "format")
    yield Vector("a device twice", Smith(devices=(bertta, bertta)).forge(), "format")
    yield Vector("no device", Smith(devices=()).forge(), "format")
    many = tuple(sorted(secrets.token_bytes(16) for _ in range(65)))
    yield Vector("65 devices", Smith(devices=many).forge(), "format")
    length = len(letter())
    for claimed in (0, 1, length - 1, 4096, 1 << 20, (1 << 32) - 1):
        made = put(114, claimed.to_bytes(4, "big"))
        yield Vector(f"{claimed} bytes of payload claimed", Smith(body=made).forge(), "format")
    made = put(114, (length + 1).to_bytes(4, "big"))
    yield Vector("a zero counted to the payload", Smith(body=made).forge(), "signature")
    for at in (118 + length, 3000, 4095):
        yield Vector(f"padding byte {at} is no zero", Smith(body=put(at, b"\1")).forge(), "format")
    shapes: dict[str, Callable[[Body], bytes]] = {
        "empty": lambda _body: b"",
        "one byte": lambda _body: b"\0",
        "cut in the signature": lambda body: join(body)[:79],
        "cut before the devices": lambda body: join(body)[:82],
        "cut in the devices": lambda body: join(body)[:100],
        "without padding": lambda body: join(body)[: 118 + length],
        "with a byte less of padding": lambda body: join(body)[:-1],
        "with a byte more of padding": lambda body: join(body) + b"\0",
        "padded to the next step": lambda body: join(body) + bytes(256),
        "all zeros": lambda body: bytes(len(join(body))),
        "with a byte before it": lambda body: b"\0" + join(body)[:-1],
    }
    for name, shape in shapes.items():
        yield Vector(f"body {name}", Smith(body=shape).forge(), "format")
