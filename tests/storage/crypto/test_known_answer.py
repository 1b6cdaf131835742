"""The start-up test names the part that is missing."""

import pytest

from storage.crypto import envelope, kdf, known_answer, stream
from storage.crypto.known_answer import check_parts
from storage.errors import PartMissing


def test_this_build_has_every_part() -> None:
    """Here nothing is missing."""
    check_parts()


@pytest.mark.parametrize(
    ("module", "name", "part"),
    [
        (kdf, "new_argon2", "argon2id"),
        (stream, "opened", "cobblestone"),
        (envelope, "seal", "x-wing"),
    ],
)
def test_a_missing_part_is_named(
    module: object, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without one of the three is refused by its name."""
    monkeypatch.delattr(module, name)
    with pytest.raises(PartMissing) as caught:
        check_parts()
    assert caught.value.part == part


@pytest.mark.parametrize("answer", ["_ARGON2", "_X_WING_PUBLIC"])
def test_a_wrong_answer_is_refused(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that computes something else is refused too."""
    monkeypatch.setattr(known_answer, answer, "00")
    with pytest.raises(PartMissing):
        check_parts()
