"""Files with exactly one fault each: made as the format says but for the one thing named.

``vectors()`` gives name, bytes and the reason with which they must be refused. The parcels are for
Bertta and Cecilia, from Aino; Bertta opens them.
"""

import secrets
from collections.abc import Callable, Iterator

from cryptography.cobblestone import Cobblestone128Encryptor

from storage.exchange import parcel
from tests.storage.exchange.one_fault_inside import Vector, bodies, flipped, signatures
from tests.storage.exchange.parties import PREFIX, WRAP, Smith, device, letter

STREAM = PREFIX + 4 * WRAP
Change = Callable[[bytes], bytes]
SHUT = "not-for-us"


def vectors() -> Iterator[Vector]:
    """Yield all of them."""
    sound = Smith(names=("bertta", "cecilia")).forge()
    yield from _prefixes(sound)
    yield from _wraps(sound)
    yield from _streams(sound)
    yield from signatures()
    yield from bodies()


def _prefixes(sound: bytes) -> Iterator[Vector]:
    for at in range(8):
        yield Vector(f"magic byte {at}", flipped(sound, at), "format")
    for version, reason in ((0, "format"), (2, "newer"), (3, "newer"), (255, "newer")):
        yield Vector(f"version {version}", Smith(version=version).forge(), reason)
    for suite, reason in ((0, "format"), (2, "newer"), (255, "newer")):
        yield Vector(f"suite {suite}", Smith(suite=suite).forge(), reason)
    for at in range(10, 26):
        yield Vector(f"parcel id byte {at - 10}", flipped(sound, at), SHUT)
    for length in (0, 1, 7, 8, 9, 10, 26, 27, 28, 29, PREFIX + WRAP, STREAM, STREAM + 4095):
        yield Vector(f"ends after {length} bytes", sound[:length], "format")
    yield from _counts(sound)


def _counts(sound: bytes) -> Iterator[Vector]:
    for count in (0, 1, 2, 3, 5, 6, 7, 9, 12, 15, 17, 24, 31, 33, 48, 63):
        data = Smith(count=count).forge()
        yield Vector(f"{count} wraps, truly", data, "format")
    for count in (65, 66, 80, 128, 255):
        yield Vector(f"{count} wraps, truly", Smith(count=count).forge(), "large")
    for count in (8, 16, 32, 64):
        yield Vector(f"{count} wraps, claimed", _claims(sound, count), "format")
    for count in (0, 3, 5):
        yield Vector(f"{count} wraps, claimed", _claims(sound, count), "format")
    for count in (256, 1024, 4096, 65_535):
        yield Vector(f"{count} wraps, claimed", _claims(sound, count), "large")


def _claims(sound: bytes, count: int) -> bytes:
    return sound[:26] + count.to_bytes(2, "big") + sound[28:]


def _wraps(sound: bytes) -> Iterator[Vector]:
    wraps = [sound[at : at + WRAP] for at in range(PREFIX, STREAM, WRAP)]  # ours is the first

    def with_wraps(*changed: bytes) -> bytes:
        return sound[:PREFIX] + b"".join(changed) + sound[STREAM:]

    for at in range(4):
        yield Vector(f"own hint byte {at}", flipped(sound, PREFIX + at), SHUT)
        yield Vector(f"hint byte {at} of another", flipped(sound, PREFIX + WRAP + at), SHUT)
    for at in (4, 5, 963, 964, 1091, 1092, 1123, 1124, 1155, 1156, 1171):
        yield Vector(f"own wrap byte {at}", flipped(sound, PREFIX + at, 128), SHUT)
        yield Vector(f"wrap byte {at} of another", flipped(sound, PREFIX + WRAP + at), SHUT)
        yield Vector(f"wrap byte {at} of nobody", flipped(sound, PREFIX + 3 * WRAP + at), SHUT)
    first, second, third, fourth = wraps
    yield Vector("two wraps changed about", with_wraps(second, first, third, fourth), SHUT)
    yield Vector("the wraps backwards", with_wraps(*wraps[::-1]), SHUT)
    yield Vector("own wrap twice", with_wraps(first, first, third, fourth), SHUT)
    yield Vector("another's wrap in our place", with_wraps(second, second, third, fourth), SHUT)
    hints = second[:4] + first[4:], first[:4] + second[4:]
    yield Vector("two hints changed about", with_wraps(*hints, third, fourth), SHUT)
    blank = first[:4] + bytes(WRAP - 4)
    yield Vector("own wrap of zeros", with_wraps(blank, second, third, fourth), SHUT)
    random = first[:4] + secrets.token_bytes(WRAP - 4)
    yield Vector("own wrap of random bytes", with_wraps(random, second, third, fourth), SHUT)
    elsewhere = Smith().forge()[PREFIX + 4 : PREFIX + WRAP]
    moved = with_wraps(first[:4] + elsewhere, second, third, fourth)
    yield Vector("own wrap from another parcel", moved, SHUT)
    yield from _other_infos()


def _other_infos() -> Iterator[Vector]:
    def info(prefix: bytes, key_id: bytes) -> bytes:
        return parcel.wrap_info(prefix, key_id)

    infos: dict[str, Callable[[bytes, bytes], bytes]] = {
        "no label": lambda prefix, key: info(prefix, key)[12:],
        "another label": lambda prefix, key: b"nivel-wrap-2" + info(prefix, key)[12:],
        "another suite": lambda prefix, key: flipped(info(prefix, key), 12),
        "no prefix": lambda prefix, key: info(b"", key),
        "another prefix": lambda prefix, key: info(flipped(prefix, -1), key),
        "another key id": lambda prefix, key: info(prefix, flipped(key, 0)),
        "no key id": lambda prefix, _key: info(prefix, b""),
        "nothing": lambda _prefix, _key: b"",
    }
    for name, made in infos.items():
        yield Vector(f"wrap bound to {name}", Smith(info=made).forge(), SHUT)
    for name, key in (("zeros", bytes(32)), ("another's", secrets.token_bytes(32))):
        data = Smith(names=("bertta", "cecilia"), wrapped={"bertta": key}).forge()
        yield Vector(f"a file key, {name}", data, SHUT)


def _streams(sound: bytes) -> Iterator[Vector]:
    for at in (0, 1, 23, 24, 55, 56, 57, 2000, 4000, -17, -16, -1):
        place = at if at < 0 else STREAM + at
        yield Vector(f"stream byte {at}", flipped(sound, place), SHUT)
    yield Vector("one byte behind", sound + b"\0", SHUT)
    yield Vector("sixteen bytes behind", sound + bytes(16), SHUT)
    yield Vector("itself behind", sound + sound, SHUT)
    yield Vector("its stream twice", sound + sound[STREAM:], SHUT)
    yield Vector("another's stream", sound[:STREAM] + Smith().forge()[STREAM:], SHUT)
    yield Vector("a stream of zeros", sound[:STREAM] + bytes(len(sound) - STREAM), SHUT)
    long = Smith(payload=letter(secrets.token_bytes(60_000))).forge()
    chunk = 16_384 + 16
    for cut in (1, 16, 17, chunk, chunk + 1):
        yield Vector(f"{cut} bytes missing at the end", long[:-cut], SHUT)
    start = STREAM + 72
    without = long[: start + chunk] + long[start + 2 * chunk :]
    yield Vector("a chunk missing within", without, SHUT)
    turned = long[start + chunk : start + 2 * chunk] + long[start : start + chunk]
    swapped = long[:start] + turned + long[start + 2 * chunk :]
    yield Vector("two chunks changed about", swapped, SHUT)
    contexts: dict[str, Change] = {
        "no label": lambda header: parcel.stream_context(header)[14:],
        "another label": lambda header: b"nivel-parcel-2" + parcel.stream_context(header)[14:],
        "the prefix alone": lambda header: parcel.stream_context(header[:PREFIX]),
        "nothing": lambda _header: b"",
    }
    for name, context in contexts.items():
        yield Vector(f"stream bound to {name}", Smith(context=context).forge(), SHUT)
    yield Vector("another cipher's stream", _other_cipher(), SHUT)


def _other_cipher() -> bytes:
    """Return a parcel whose stream is of the smaller Cobblestone: no second suite is accepted."""
    data = Smith().forge()
    header, parcel_id = parcel._read_header(data)
    key = parcel._find_key(header, parcel_id, device("bertta").keys)
    assert key is not None
    plain = bytes(parcel._open_stream(data, header, key.copy()))
    with key.view() as view:
        encryptor = Cobblestone128Encryptor(bytes(view)[:16], parcel.stream_context(header))
    return header + encryptor.update(plain) + encryptor.finalize()
