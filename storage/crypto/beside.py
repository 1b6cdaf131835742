"""A SHA-256 that is computed beside the work whose bytes it covers: in a thread of its own.

The law: hashing takes longer than sealing (1 ms for a MB against 0.3), so a large file is hashed
while the next piece is read, sealed and written, one piece behind and never more: memory stays
constant. What is small is hashed at once; no thread is begun for it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from types import TracebackType

_WORTH_A_THREAD = 64 << 10  # bytes; handing a piece over costs as much as hashing 20 kB


class HashBeside:
    """Use it in a ``with`` block, which ends the thread."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._digest = hashlib.sha256()
        self._thread: ThreadPoolExecutor | None = None
        self._behind: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the thread, if there is one."""
        if self._thread is not None:
            self._thread.shutdown()

    def update(self, data: bytes | memoryview) -> None:
        """Take in ``data``, which may not change until the next call has returned."""
        self._catch_up()
        if len(data) < _WORTH_A_THREAD:
            self._digest.update(data)
            return
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hash")
        self._behind = self._thread.submit(self._digest.update, data)

    def digest(self) -> bytes:
        """Return the SHA-256 of all that was taken in."""
        self._catch_up()
        return self._digest.digest()

    def _catch_up(self) -> None:
        if self._behind is not None:
            self._behind.result()
            self._behind = None
