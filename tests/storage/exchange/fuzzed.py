"""Every parser of what comes from outside, as something to be fuzzed: bytes in, a promise held.

``PARSERS`` maps a name to a parser: its ``take`` returns whether the bytes were taken and raises
AssertionError, or anything but a refusal, where the promise is broken; ``begins`` is where a
canonical list begins in them. Signatures are believed here: an attacker signs what he likes with
his own key, and only then meets the parser.

``corpus/NAME.txt`` keeps what fuzzing found worth keeping, one input a line: base64 of what zlib
makes of it. Each reached a line of the parsers that none before it did (coverage-guided: the first
five parsers by atheris, all by ``guided.py``). ``python -m tests.storage.exchange.guided`` adds.
"""

import base64
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from storage.crypto.aead import Refused
from storage.errors import BatchRefused, FileRefused, ImportRefused, VaultNewer, WrongSecret
from storage.refusals import CardRefused, ParcelRefused
from tests.storage.exchange import fuzzed_frames, fuzzed_lists

CORPUS = Path(__file__).parent / "corpus"
REFUSALS = (ParcelRefused, CardRefused, BatchRefused, ImportRefused, FileRefused, VaultNewer)
_ALSO = (Refused, WrongSecret, UnicodeDecodeError)


class Parser(NamedTuple):
    """One parser under its promise; a canonical list ``begins`` at that byte, or nowhere."""

    take: Callable[[bytes], bool]
    begins: int | None = None


PARSERS: dict[str, Parser] = {
    **{name: Parser(take) for name, take in fuzzed_frames.FRAMES.items()},
    **{name: Parser(take, begins) for name, (take, begins) in fuzzed_lists.LISTS.items()},
}


def fuzz(name: str, data: bytes) -> bool:
    """Hand ``data`` to one parser; return whether it was taken, and let real faults through."""
    try:
        return PARSERS[name].take(data)
    except (*REFUSALS, *_ALSO):
        return False


@cache
def kept(name: str) -> tuple[bytes, ...]:
    """Return the corpus of one parser."""
    lines = (CORPUS / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return tuple(zlib.decompress(base64.b64decode(line)) for line in lines)


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Write the corpus of one parser anew, the shortest first."""
    ordered = sorted(set(inputs), key=lambda data: (len(data), data))
    lines = (base64.b64encode(zlib.compress(data, 9)).decode() for data in ordered)
    (CORPUS / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
