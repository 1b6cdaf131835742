"""A secret that stays out of swap and core dumps, and can be wiped.

The law: key bytes live in a ``Secret``, on a memory page of their own: locked (``mlock``), left out
of core dumps, blank in a forked child, never printed, never pickled. A page of its own, because
``munlock`` works on whole pages: two secrets on one page would unlock each other. A system that
refuses the lock (a limit, a sandbox) costs the protection, not the vault: ``locked`` says so.
"""

from __future__ import annotations

import contextlib
import hmac
import mmap
import os
import sys
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from types import TracebackType

_MADV_WIPEONFORK = 18  # linux/mman.h; Python's mmap does not name it


class Secret:
    """A fixed number of secret bytes in locked memory. Not thread-safe against ``wipe``."""

    __slots__ = ("_length", "_page", "locked")

    def __init__(self, value: bytes | bytearray | memoryview) -> None:
        """Copy ``value`` into a page of its own; a ``bytearray`` given is blanked afterwards."""
        self._length = len(value)
        self._page = _new_page(max(self._length, 1))
        self.locked = _lock(self._page)
        self._page[: self._length] = bytes(value)
        if isinstance(value, bytearray):
            value[:] = bytes(len(value))

    @classmethod
    def random(cls, length: int = 32) -> Self:
        """Draw ``length`` bytes from the system's generator."""
        return cls(bytearray(os.urandom(length)))

    @classmethod
    def empty(cls, length: int = 32) -> Self:
        """Make a secret of zeros, to be filled through ``view``: no copy is left elsewhere."""
        return cls(bytes(length))

    def view(self) -> memoryview:
        """Return the bytes in place, writable; release it soon (``with secret.view() as view``)."""
        return memoryview(self._page)[: self._length]

    def hex(self) -> str:
        """Return the hex digits: a copy that cannot be wiped, for SQLCipher's key call alone."""
        with self.view() as view:
            return view.hex()

    def copy(self) -> Secret:
        """Return an own copy, to be wiped apart."""
        with self.view() as view:
            return Secret(view)

    def wipe(self) -> None:
        """Overwrite the bytes with zeros; the secret is of no use afterwards."""
        self._page[: self._length] = bytes(self._length)

    def __len__(self) -> int:
        """Return the number of bytes."""
        return self._length

    def __eq__(self, other: object) -> bool:
        """Compare in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        with self.view() as mine, other.view() as theirs:
            return hmac.compare_digest(mine, theirs)

    __hash__ = None  # type: ignore[assignment] # a secret is no key of a dictionary

    def __repr__(self) -> str:
        """Name the kind and the length, never the bytes."""
        return f"Secret({self._length} bytes)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling and copying by ``copy``: bytes would leave the locked page."""
        message = "a secret cannot be pickled"
        raise TypeError(message)

    def __enter__(self) -> Self:
        """Return itself; leaving the block wipes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe."""
        self.wipe()


def _new_page(length: int) -> mmap.mmap:
    """Return fresh memory of this process alone (a shared page could not be kept from a child)."""
    if sys.platform == "win32":
        return mmap.mmap(-1, length)
    return mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def _lock(page: mmap.mmap) -> bool:
    """Keep the page out of swap and dumps where the system allows; say whether it is locked."""
    if sys.platform == "linux":
        for advice in (mmap.MADV_DONTDUMP, _MADV_WIPEONFORK):
            with contextlib.suppress(OSError):
                page.madvise(advice)
    try:
        return _lock_call(page)
    except (OSError, AttributeError, ValueError):
        return False


def _lock_call(page: mmap.mmap) -> bool:
    """Call the system's lock on the page's address."""
    import ctypes  # 6 ms that only a process with a secret needs

    anchor = ctypes.c_char.from_buffer(page)
    address, length = ctypes.c_void_p(ctypes.addressof(anchor)), ctypes.c_size_t(len(page))
    del anchor  # else the page could never be closed
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.VirtualLock(address, length))
    return bool(ctypes.CDLL(None, use_errno=True).mlock(address, length) == 0)
