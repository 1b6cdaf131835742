"""Argon2id against RFC 9106 and other programs' answers, as ``cryptography-vectors`` carries them.

Ours derives 32 bytes of a text with neither a secret nor associated data; two of the vectors are of
that form. The others prove the same primitive of the library directly.
"""

from dataclasses import replace
from importlib.resources import files

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.crypto.kdf import KEY_BYTES, Argon2Parameters, Limits, stretch

_ANY = Limits(Argon2Parameters(8, 1, 1), Argon2Parameters.ceiling())


def _vectors() -> list[dict[str, str]]:
    """Return each vector: its fields by name."""
    text = (files("cryptography_vectors") / "KDF" / "argon2id.txt").read_text(encoding="utf-8")
    found: list[dict[str, str]] = []
    for line in text.splitlines():
        name, is_field, value = (part.strip() for part in line.partition("="))
        if name == "COUNT":
            found.append({})
        elif is_field and found and not name.startswith("#"):
            found[-1][name] = value
    return found


VECTORS = _vectors()


def _parameters(vector: dict[str, str]) -> Argon2Parameters:
    return Argon2Parameters(*(int(vector[name]) for name in ("memcost", "iter", "lanes")))


def test_the_vectors_are_there() -> None:
    """Six at least, two of them of our own form."""
    assert len(VECTORS) >= 6
    assert len([vector for vector in VECTORS if _is_ours(vector)]) >= 2


def _is_ours(vector: dict[str, str]) -> bool:
    return int(vector["length"]) == KEY_BYTES and not {"secret", "ad"} & vector.keys()


@pytest.mark.parametrize("vector", [one for one in VECTORS if _is_ours(one)])
def test_a_stretched_text_is_the_published_key(vector: dict[str, str]) -> None:
    """The key of ``stretch`` is the answer; another number of passes gives another."""
    text, salt = bytes.fromhex(vector["pass"]).decode(), bytes.fromhex(vector["salt"])
    parameters = _parameters(vector)
    with stretch(text, salt, parameters, limits=_ANY) as key, key.view() as view:
        assert bytes(view).hex() == vector["output"]
    other = replace(parameters, passes=parameters.passes + 1)
    with stretch(text, salt, other, limits=_ANY) as key, key.view() as view:
        assert bytes(view).hex() != vector["output"]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_primitive_gives_the_published_answer(vector: dict[str, str]) -> None:
    """Also with a secret, with associated data, and of other lengths."""
    held = {name: bytes.fromhex(vector[name]) for name in ("secret", "ad") if name in vector}
    primitive = Argon2id(
        salt=bytes.fromhex(vector["salt"]),
        length=int(vector["length"]),
        iterations=int(vector["iter"]),
        lanes=int(vector["lanes"]),
        memory_cost=int(vector["memcost"]),
        **held,
    )
    assert primitive.derive(bytes.fromhex(vector["pass"])).hex() == vector["output"]
