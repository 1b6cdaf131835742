"""Parcels: opened by whom they are for, refused to everybody else, bound together in one piece."""

import secrets
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.crypto.aead import Refused
from storage.crypto.envelope import EnvelopeKey, new_seed
from storage.exchange import parcel
from storage.exchange.parcel import Recipient, hint_of, is_parcel, open_parcel, seal_parcel
from storage.exchange.parcel_body import Body, join, split
from storage.exchange.payload import unpack
from storage.exchange.period_keys import key_id
from storage.refusals import ParcelRefused
from tests.storage.exchange.parties import (
    PREFIX,
    WRAP,
    Smith,
    device,
    letter,
    public_of,
    seal_to,
)


def reason(act: Callable[[], object]) -> str:
    """Return why it is refused."""
    with pytest.raises(ParcelRefused) as caught:
        act()
    return caught.value.reason


def test_each_recipient_opens_it() -> None:
    """Every device named gets the payload, the sender and all the devices it is for."""
    names = ("bertta", "cecilia", "daavid", "eeva", "frans")
    data = seal_to(*names)
    for name in names:
        opened = device(name).open(data)
        assert opened.signer == device("aino").id
        assert opened.recipients == tuple(sorted(device(each).id for each in names))
        assert unpack(opened.payload).entries[0].data == b"Keksitty kirje"
        assert opened.parcel_id == data[10:26]
    assert is_parcel(data[:8])
    assert not is_parcel(b"NIVELBLB")


@settings(max_examples=20)
@given(st.binary(max_size=40_000))
def test_any_payload_comes_back(payload: bytes) -> None:
    """The payload is handed over byte for byte, whatever its length."""
    assert device("bertta").open(seal_to("bertta", payload=payload or b"\0")).payload == (
        payload or b"\0"
    )


def test_an_empty_payload_comes_back() -> None:
    """No byte at all is a payload too."""
    data = seal_parcel(b"", device("aino").signer, [device("bertta").recipient])
    assert device("bertta").open(data).payload == b""


def test_stranger_wrong_key_and_damage_are_one_answer() -> None:
    """Not for us, damaged and another key cannot be told apart by what is refused (T31)."""
    data = seal_to("bertta")
    other = EnvelopeKey.from_seed(new_seed())
    at = PREFIX + 4 * WRAP + 100
    damaged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    found = []
    acts: list[Callable[[], object]] = [
        lambda: device("cecilia").open(data),
        lambda: device("bertta").open(damaged),
        lambda: open_parcel(data, {key_id(device("bertta").key.public): other}, b"", public_of),
        lambda: open_parcel(data, {}, device("bertta").id, public_of),
    ]
    for act in acts:
        with pytest.raises(ParcelRefused) as caught:
            act()
        found.append((caught.value.code, caught.value.facts()))
    assert found == [("parcel-refused", {"reason": "not-for-us", "signer": b""})] * 4


def test_an_old_period_key_still_opens() -> None:
    """The wrap is found among all the period keys a device still has."""
    old = EnvelopeKey.from_seed(new_seed())
    keys = {**device("bertta").keys, key_id(old.public): old}
    to_old = Recipient(device("bertta").id, key_id(old.public), old.public)
    data = seal_parcel(letter(), device("aino").signer, [to_old])
    assert open_parcel(data, keys, device("bertta").id, public_of).payload == letter()


def test_a_hint_like_ours_does_not_hide_our_wrap() -> None:
    """A wrap of somebody else with our hint is passed over."""
    smith = Smith(names=("bertta",))
    ours = hint_of(smith.parcel_id, device("bertta").recipient.key_id)

    def doubled(header: bytes) -> bytes:
        wraps = [header[at : at + WRAP] for at in range(PREFIX, len(header), WRAP)]
        return header[:PREFIX] + b"".join(ours + wrap[4:] for wrap in wraps[::-1])

    smith.header = doubled
    assert device("bertta").open(smith.forge()).payload == letter()


def test_the_smith_forges_sound_parcels() -> None:
    """What the smith makes without a fault is accepted: the faults alone are refused below."""
    assert device("bertta").open(Smith().forge()).payload == letter()


def test_a_letter_sealed_on_to_a_third_person_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bertta seals what Aino signed to Daavid, in a parcel of her own: Daavid refuses (T29)."""
    kept = device("bertta").open(seal_to("bertta", "cecilia"))
    known = Smith(names=("bertta", "cecilia")).forge()
    kept_body = _body_of(known)
    assert kept_body.signer == kept.signer
    for devices in (None, kept_body.recipients):
        forwarded = Smith(names=("daavid",), devices=devices)
        forwarded.sign = lambda *_parts: kept_body.signature
        data = forwarded.forge()
        assert reason(lambda data=data: device("daavid").open(data)) == "signature"  # type: ignore[misc]
    monkeypatch.setattr(parcel, "verify", lambda *_parts: True)
    accepted = Smith(names=("daavid",), sign=lambda *_parts: kept_body.signature).forge()
    assert device("daavid").open(accepted).signer == device("aino").id  # the control was the check


def _body_of(data: bytes) -> Body:
    """Return the body as Bertta can read it."""
    bertta = device("bertta")
    header, parcel_id = parcel._read_header(data)
    file_key = parcel._find_key(header, parcel_id, bertta.keys)
    return split(parcel._open_stream(data, header, file_key))


def test_who_is_not_among_the_signed_recipients_refuses() -> None:
    """A wrap alone is not enough: the device must stand among those the sender signed for."""
    data = Smith(names=("bertta",), devices=(device("cecilia").id,)).forge()
    assert reason(lambda: device("bertta").open(data)) == "recipients"


def test_a_wrap_moved_to_another_parcel_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrap taken from one parcel opens nothing in another, even with its hint made to fit."""
    first, second = seal_to("bertta"), seal_to("cecilia")
    mine = _own_wrap(first, "bertta")
    fitting = hint_of(second[10:26], device("bertta").recipient.key_id) + mine[4:]
    for wrap in (mine, fitting):
        moved = second[:PREFIX] + wrap + second[PREFIX + WRAP :]
        assert reason(lambda moved=moved: device("bertta").open(moved)) == "not-for-us"  # type: ignore[misc]
    # without the prefix in the wrap's info the moved wrap opens; the stream refuses all the same
    monkeypatch.setattr(parcel, "wrap_info", lambda _prefix, _key: b"constant")
    first, second = seal_to("bertta"), seal_to("cecilia")
    fitting = hint_of(second[10:26], device("bertta").recipient.key_id)
    moved = second[:PREFIX] + fitting + _own_wrap(first, "bertta")[4:] + second[PREFIX + WRAP :]
    header, parcel_id = parcel._read_header(moved)
    assert parcel._find_key(header, parcel_id, device("bertta").keys) is not None
    assert reason(lambda: device("bertta").open(moved)) == "not-for-us"


def _own_wrap(data: bytes, name: str) -> bytes:
    hint = hint_of(data[10:26], device(name).recipient.key_id)
    starts = range(PREFIX, PREFIX + 4 * WRAP, WRAP)
    return next(data[at : at + WRAP] for at in starts if data[at : at + 4] == hint)


def test_two_file_keys_do_not_open_one_stream() -> None:
    """A sender cannot make one stream say different things to two recipients: it commits."""
    other = secrets.token_bytes(32)
    data = Smith(names=("bertta", "cecilia"), wrapped={"cecilia": other}).forge()
    assert device("bertta").open(data).payload == letter()
    assert reason(lambda: device("cecilia").open(data)) == "not-for-us"


def test_an_unknown_sender_is_named() -> None:
    """Whose card is missing is said on this device: the card is what to ask for."""
    data = seal_to("bertta")
    with pytest.raises(ParcelRefused) as caught:
        open_parcel(data, device("bertta").keys, device("bertta").id, lambda _device: None)
    assert (caught.value.reason, caught.value.signer) == ("unknown-sender", device("aino").id)
    wrong = open_parcel, data, device("bertta").keys, device("bertta").id
    assert reason(lambda: wrong[0](*wrong[1:], lambda _device: bytes(32))) == "unknown-sender"


@pytest.mark.parametrize("count", [0, 65])
def test_none_and_too_many_recipients_are_refused(count: int) -> None:
    """A parcel is for 1 to 64 devices."""
    public = device("bertta").key.public
    many = [Recipient(secrets.token_bytes(16), key_id(public), public) for _ in range(count)]
    assert reason(lambda: seal_parcel(b"", device("aino").signer, many)) == "recipients"


def test_recipients_must_be_sound() -> None:
    """One device twice, or a key that is no key, is refused when sealing."""
    one, signer = device("bertta").recipient, device("aino").signer
    for wrong in (one._replace(public=bytes(1216)), one._replace(public=b"\xff" * 1216)):
        assert reason(lambda wrong=wrong: seal_parcel(b"", signer, [wrong])) == "recipients"  # type: ignore[misc]
    assert reason(lambda: seal_parcel(b"", signer, [one, one])) == "recipients"


def test_a_parcel_too_large_is_refused_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    """50 MB is the most that is sealed, and the most that is looked at."""
    monkeypatch.setattr(parcel, "MOST_BYTES", 10_000)
    assert reason(lambda: seal_to("bertta", payload=bytes(8_000))) == "large"
    assert reason(lambda: device("bertta").open(parcel.MAGIC + bytes(10_000))) == "large"


def test_a_header_that_asks_for_65535_wraps_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of wraps is held to its limit before one of them is looked at."""
    tried: list[bytes] = []
    monkeypatch.setattr(EnvelopeKey, "open", lambda _key, wrap, _info: tried.append(wrap))
    parcel_id = secrets.token_bytes(16)
    hint = hint_of(parcel_id, device("bertta").recipient.key_id)
    wrap = hint + bytes(WRAP - 4)
    head = parcel.MAGIC + b"\1\1" + parcel_id
    claims = head + (65_535).to_bytes(2, "big") + wrap * 4 + bytes(5_000)
    real = head + (300).to_bytes(2, "big") + wrap * 300 + bytes(5_000)
    assert reason(lambda: device("bertta").open(claims)) == "large"
    assert reason(lambda: device("bertta").open(real)) == "large"
    assert not tried
    monkeypatch.setattr(EnvelopeKey, "open", lambda _key, wrap, _info: _refuse(tried, wrap))
    monkeypatch.setattr(parcel, "WRAP_COUNTS", (300,))
    assert reason(lambda: device("bertta").open(real)) == "not-for-us"
    assert len(tried) == 300  # without the limit each one costs a decapsulation


def _refuse(tried: list[bytes], wrap: bytes) -> None:
    tried.append(wrap)
    raise Refused


def test_a_body_has_one_encoding() -> None:
    """Bytes behind the payload that no signature covers are refused."""

    def hidden(body: Body) -> bytes:
        return join(body)[:-5] + b"piilo"

    assert reason(lambda: device("bertta").open(Smith(body=hidden).forge())) == "format"
