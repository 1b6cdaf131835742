"""Parcels, cards and attachments, cut at every length and changed in every bit (safety.md 3.9).

Each is refused, by one of our own refusals, and nothing is written: a real vault that is handed
damaged parcels stays the same to the byte, and takes the whole one afterwards. Controls: the whole
ones open; with the stream bound to nothing and no signature asked for, changed headers and cards
are accepted. Partners' files: ``partners``.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from storage.exchange import card, certificate, parcel
from storage.exchange.blob import BlobRef, open_blob, seal_blob
from storage.lines.messages import Writing
from storage.refusals import CardRefused, ParcelRefused
from tests.faults.damage import OPENED
from tests.faults.part import Report, Scope, evenly
from tests.storage.casebook.exchanging import at, two
from tests.storage.exchange.made_cards import AINO, NOW
from tests.storage.exchange.parties import PREFIX, WRAP, device, letter, seal_to

_BITS = range(8)
_RIGHT = {"format", "newer", "large", "not-for-us", "signature", "key", "broken", "future"}


def parcels(scope: Scope) -> Report:
    """Run the part."""
    report = Report()
    whole = seal_to("bertta", "cecilia", payload=letter(secrets.token_bytes(300)))
    _sweep(report, "parcel", whole, lambda data: device("bertta").open(data), scope.share(0.4))
    _control(whole, report)
    contact = AINO.file()
    _sweep(report, "card", contact, lambda data: card.open_card(data, NOW), scope.share(0.25))
    _card_control(contact, report)
    _attachment(scope.below("attachment"), scope.share(0.4), report)
    _vault(scope.below("vault"), report)
    return report


def outcome(act: Callable[[], object]) -> str:
    """Return the reason of the refusal, ``opened``, or what must never happen."""
    try:
        act()
    except (ParcelRefused, CardRefused) as error:
        return error.reason
    except Exception as error:  # noqa: BLE001 - the very thing that must not happen
        return f"traceback {type(error).__name__}"
    return OPENED


def _sweep(
    report: Report,
    name: str,
    whole: bytes,
    act: Callable[[bytes], object],
    scope: Scope,
    usual: int = 1 << 30,
) -> None:
    """Try every cut, then one bit of each byte, then the next, until the time is up."""
    report.claim(outcome(lambda: act(whole)) == OPENED, f"the whole {name} does not open")
    places = evenly(scope.pick(60, usual, len(whole)), len(whole))
    for what, damaged in (
        ("cuts", (whole[:length] for length in places)),
        ("flips", _flips(whole, places, scope.pick(1, 8, 8))),
    ):
        found = _tried(damaged, act, scope)
        report.measured[f"{name} {what}"] = sum(found.values())
        for reason, times in found.items():
            report.claim(reason in _RIGHT, f"{name} {what}: {times} times {reason}")
        report.claim(sum(found.values()) >= len(places), f"{name} {what}: not each place was tried")


def _tried(damaged: Iterable[bytes], act: Callable[[bytes], object], scope: Scope) -> Counter[str]:
    found: Counter[str] = Counter()
    for data in damaged:
        if scope.late:
            break
        found[outcome(lambda data=data: act(data))] += 1  # type: ignore[misc]
    return found


def _flips(whole: bytes, places: list[int], bits: int) -> Iterator[bytes]:
    for bit in _BITS[:bits]:
        for at_byte in places:
            yield _flipped(whole, at_byte, 1 << (at_byte + bit) % 8)


def _flipped(whole: bytes, at_byte: int, mask: int = 1) -> bytes:
    return whole[:at_byte] + bytes([whole[at_byte] ^ mask]) + whole[at_byte + 1 :]


def _control(whole: bytes, report: Report) -> None:
    """Take the bindings away: changes in others' wraps must then pass, or the sweep saw nothing."""
    with (
        patch.object(parcel, "stream_context", lambda _header: b"nothing"),
        patch.object(parcel, "verify", lambda *_parts: True),
    ):
        loose = seal_to("bertta")
        places = range(PREFIX + 100, PREFIX + 4 * WRAP, WRAP)
        tried = [_flipped(loose, place) for place in places]
        red = [outcome(lambda one=one: device("bertta").open(one)) for one in tried].count(OPENED)  # type: ignore[misc]
    report.measured["control: changed headers accepted"] = red
    report.claim(red, "the control did not go red: unbound headers were refused")
    report.claim(outcome(lambda: device("bertta").open(whole)) == OPENED, "a control stayed on")


def _card_control(contact: bytes, report: Report) -> None:
    """Without signatures some changed cards must pass."""
    with ExitStack() as stack:
        for module in (card, certificate):
            stack.enter_context(patch.object(module, "verify", lambda *_parts: True))
        tried = [_flipped(contact, place) for place in evenly(100, len(contact))]
        red = [outcome(lambda one=one: card.open_card(one, NOW)) for one in tried].count(OPENED)  # type: ignore[misc]
    report.measured["control: changed cards accepted"] = red
    report.claim(red, "the control did not go red: cards without proof were refused")


def _attachment(place: Scope, scope: Scope, report: Report) -> None:
    folder = place.folder
    source, target, file = (folder / name for name in ("liite", "opened", "changed.nvb"))
    source.write_bytes(secrets.token_bytes(900))
    ref = seal_blob(source, folder)
    whole = (folder / ref.name).read_bytes()

    def act(data: bytes) -> None:
        file.write_bytes(data)
        try:
            open_blob(file, ref, target)
        finally:
            existed = target.exists()
            target.unlink(missing_ok=True)
        if not existed:
            message = "opened, but nothing was written"
            raise RuntimeError(message)

    _sweep(report, "attachment", whole, act, scope)
    _nothing_left(folder, file, ref, report)


def _nothing_left(folder: Path, file: Path, ref: BlobRef, report: Report) -> None:
    """After ten thousands of refusals only the files that were put there are there."""
    known = {"liite", file.name, ref.name}
    left = {path.name for path in folder.iterdir() if path.is_file()} - known
    report.claim(not left, f"left behind: {sorted(left)[:5]}")


def _vault(scope: Scope, report: Report) -> None:
    """Hand damaged parcels to a real vault; it must not change by a byte, nor mind the whole."""
    aino, bo = two(scope.folder)
    sound, damaged = scope.folder / "sound.nvp", scope.folder / "damaged.nvp"
    aino.posting.send(Writing("Torstaina", "Kello kymmenen.", to=(at(aino, bo),)))
    aino.delivery.send_file(sound, at(aino, bo))

    def act(data: bytes) -> None:
        if data == sound.read_bytes():
            return  # it is taken in at the end: a second time it would be known
        damaged.write_bytes(data)
        done = bo.delivery.receive_files([damaged])
        if not done.came:
            raise ParcelRefused(reason=done.unread[0].reason)

    bo.delivery.receive_files([])
    before = _bytes_of(scope.folder / "b")
    _sweep(report, "vault", sound.read_bytes(), act, scope, usual=1_000)
    report.claim(_bytes_of(scope.folder / "b") == before, "a refused parcel changed the vault")
    report.claim(len(bo.delivery.receive_files([sound]).came) == 1, "the whole one is not taken")
    report.claim(_bytes_of(scope.folder / "b") != before, "taking one in changes nothing?")
    aino.close()
    bo.close()


def _bytes_of(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
