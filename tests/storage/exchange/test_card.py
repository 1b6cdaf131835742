"""Contact cards: what is sealed opens; what is touched, stale or unsound is refused."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.crypto import envelope, keypair
from storage.crypto.keypair import DeviceSigner
from storage.exchange import card as cards
from storage.exchange import certificate
from storage.exchange.card import Card, open_card, own_card, seal_card
from storage.exchange.certificate import certify, sign_period
from storage.exchange.revocation import revoke
from storage.refusals import CardRefused, ParcelRefused
from tests.storage.exchange.made_cards import AINO, DAY, NOW, TESTI, roster_of

FROZEN = Path(__file__).parent / "frozen" / "card-1.nvc"
NEUTRAL = bytes([1]) + bytes(31)
ORDER_8 = 325606250916557431795983626356110631294008115727848805560023387167927233504
FITS_ALL = NEUTRAL + bytes(32)  # a signature that fits any message under the neutral point


def refusal(data: bytes, now: int = NOW) -> str:
    """Return why a card is refused, "" if it is not."""
    try:
        open_card(data, now)
    except CardRefused as refused:
        return refused.reason
    return ""


def sealed(card: Card) -> bytes:
    """Return the card's file, made by Aino's first device."""
    return seal_card(card, AINO.signer())


def whole_card() -> bytes:
    """Return a card with all parts: two devices, a roster, a device taken back."""
    gone = revoke(AINO.root, bytes(16), [], NOW).revocation
    return sealed(AINO.card("A", "B", roster=roster_of(AINO, TESTI))._replace(revoked=(gone,)))


def test_a_card_opens_as_it_was_made() -> None:
    """Every part comes back, twice the same, and the file is about as large as promised."""
    card = AINO.card("A", "B", roster=roster_of(AINO))
    data = sealed(card)
    assert open_card(data, NOW) == own_card(data) == card
    assert 1_400 < len(AINO.file()) < len(data) < 4_096


def test_a_card_of_the_first_version_opens_for_ever() -> None:
    """The frozen file is opened by every later build."""
    card = open_card(FROZEN.read_bytes(), NOW)
    assert (card.person, [one.mark for one in card.devices]) == ("Aino Keksitty", ["A", "B"])
    assert card.vouching is not None
    assert card.root == AINO.root.public


def test_every_flipped_byte_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No byte of a card can be changed. Negative control: unchecked signatures let some pass."""
    data = whole_card()
    flipped = [data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :] for at in range(len(data))]
    assert [at for at, one in enumerate(flipped) if refusal(one) == ""] == []
    for module in ("card", "certificate", "roster", "revocation"):
        monkeypatch.setattr(f"storage.exchange.{module}.verify", lambda *_any: True)
    assert [at for at, one in enumerate(flipped) if refusal(one) == ""] != []


def test_every_truncation_and_every_tail_is_refused() -> None:
    """A card that lacks its end, or has something after it, is none."""
    data = AINO.file()
    assert [at for at in range(len(data)) if refusal(data[:at]) == ""] == []
    assert refusal(data + b"\0") == "format"
    assert refusal(data.ljust(cards.MOST_BYTES + 1, b"\0")) == "format"


def test_a_card_whose_day_is_a_word_is_refused() -> None:
    """Times are held to their types before they are compared (found by fuzzing)."""
    row = AINO.device().row()
    row[3] = [[*row[3][0][:1], "a", 5, row[3][0][3]]]  # type: ignore[index]
    with pytest.raises(ParcelRefused):
        certificate.read_device(row, AINO.root.public, AINO.id)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_noise_is_refused(noise: bytes) -> None:
    """Whatever follows the magic, the answer is a refusal."""
    assert refusal(cards.MAGIC + bytes([cards.VERSION]) + noise) in {"format", "signature", "key"}


def test_a_newer_card_says_so() -> None:
    """A card of a later version is told apart from a broken one."""
    data = AINO.file()
    assert refusal(data[:8] + bytes([2]) + data[9:]) == "newer"
    assert refusal(data[:8] + bytes([0]) + data[9:]) == "format"


def test_a_root_of_small_order_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card under the neutral point proves nothing. Negative control: unchecked, it opens."""
    device = AINO.device()._replace(certificate=FITS_ALL)
    forged = sealed(AINO.card()._replace(root=NEUTRAL, devices=(device,)))
    assert refusal(forged) == "key"
    for module in (cards, keypair):
        monkeypatch.setattr(module, "is_sound", lambda _public: True)
    assert refusal(forged) == ""


def test_a_device_of_small_order_is_refused() -> None:
    """The same for the key of a device."""
    own = certify(AINO.root, AINO.id, NEUTRAL, "A")
    device = AINO.device()._replace(public=NEUTRAL, certificate=own, periods=())
    assert refusal(sealed(AINO.card()._replace(devices=(AINO.device(), device)))) == "key"


@pytest.mark.parametrize("u", [0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18, ORDER_8])
def test_a_period_key_of_small_order_is_refused(u: int) -> None:
    """A point that makes every shared secret zero is refused when the card comes, not later."""
    good = AINO.device()
    public = good.periods[0].public[:1184] + u.to_bytes(32, "little")
    period = sign_period(AINO.signer(), public, NOW, NOW + DAY)
    assert not envelope.is_sound(public)
    assert (
        refusal(sealed(AINO.card()._replace(devices=(good._replace(periods=(period,)),)))) == "key"
    )


def test_an_uncertified_device_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that another root certified, or none. Negative control: unchecked, it opens."""
    thief = DeviceSigner.new()
    stranger = AINO.device()._replace(
        device=thief.device_id,
        public=thief.public,
        certificate=certify(TESTI.root, AINO.id, thief.public, "A"),
        periods=(),
    )
    card = AINO.card()._replace(issuer=thief.device_id, devices=(stranger,))
    forged = seal_card(card, thief)
    assert refusal(forged) == "signature"
    monkeypatch.setattr(certificate, "is_certified", lambda *_any: True)
    assert refusal(forged) == ""


def test_parts_of_two_people_do_not_make_a_card() -> None:
    """A certificate counts for one person, a period key for one device."""
    assert refusal(sealed(AINO.card()._replace(person_id=TESTI.id))) == "signature"
    mixed = AINO.device()._replace(periods=TESTI.device().periods)
    assert refusal(sealed(AINO.card()._replace(devices=(mixed,)))) == "signature"
    renamed = AINO.device()._replace(mark="B")
    assert refusal(sealed(AINO.card()._replace(devices=(renamed,)))) == "signature"


def test_only_a_device_of_the_card_can_make_it() -> None:
    """A card sealed by somebody else's device is refused."""
    assert refusal(seal_card(AINO.card(), TESTI.signer())) == "signature"


def test_a_card_expires_and_none_comes_from_the_future() -> None:
    """It counts from a day before it was made until it ends, and for a year at most."""
    data = AINO.file()
    ends = AINO.card().expires
    assert [refusal(data, at) for at in (NOW - DAY, ends - 1)] == ["", ""]
    assert refusal(data, NOW - DAY - 1) == "future"
    assert refusal(data, ends) == "expired"
    endless = AINO.card()._replace(expires=NOW + 400 * DAY)
    assert refusal(sealed(endless)) == "format"


@pytest.mark.parametrize(
    "change",
    [
        {"person": ""},
        {"person": "x" * 201},
        {"person": "\u200b"},
        {"office_id": b"short"},
        {"devices": ()},
        {"devices": tuple(AINO.device(mark) for mark in "ABCDEFGHI")},
        {"devices": (AINO.device(), AINO.device())},
        {"devices": (AINO.device()._replace(mark="a"),)},
        {"devices": (AINO.device()._replace(mark="ABCD"),)},
        {"devices": (AINO.device()._replace(periods=AINO.device().periods * 5),)},
        {"issued": -1},
        {"expires": NOW},
        {"roster": roster_of(AINO)._replace(office_id=bytes(16))},
    ],
)
def test_what_is_out_of_shape_is_refused(change: dict[str, Any]) -> None:
    """Sizes, counts, letters and times are held to their limits."""
    assert refusal(sealed(AINO.card()._replace(**change))) in {"format", "signature"}


def test_what_could_deceive_a_screen_is_cleaned() -> None:
    """Control characters and reading-order marks of a name do not get in."""
    card = AINO.card()._replace(person="Aino\x1b[2J \u202eKeksitty", role="a\nb")
    opened = open_card(sealed(card), NOW)
    assert (opened.person, opened.role) == ("Aino[2J Keksitty", "a b")
