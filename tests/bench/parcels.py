"""Rows about what travels: a message to many devices, a large attachment, a day's exchange."""

import shutil
from collections.abc import Iterator

from tests.bench.measure import Outcome, Side, compare, worker


def message() -> Iterator[Outcome]:
    """Measure a message to 24 devices, signed and padded, against its bare wraps."""
    yield compare(
        "seal a message to 24 devices",
        [Side("nivel", worker("message")), Side("24 X-Wing wraps", worker("wraps"))],
        bar="<= 2x its bare wraps",
        limit=2.0,
    )


def attachments() -> Iterator[Outcome]:
    """Measure 256 MB, sealed and opened, synced and read back, against ``age``."""
    for step in ("seal", "open"):
        ours = Side("nivel", worker("attachment", step))
        if shutil.which("age"):
            yield compare(
                f"{step} a 256 MB attachment (fsync, read back)",
                [ours, Side("age", worker("age", step))],
                bar="<= 1.2x age",
                limit=1.2,
                samples=7,
            )
    yield compare(
        "memory of sealing and opening a 256 MB attachment",
        [Side("nivel", worker("attachment", "memory"))],
        bar="<= 80 MB (absolute)",
        limit=80.0,
        unit="MB",
        samples=3,
    )


def day() -> Iterator[Outcome]:
    """Measure a day's exchange of two people over a folder, both directions."""
    yield compare(
        "a day's exchange over a folder (200 changes, 20 messages), without the key derivation",
        [Side("nivel", worker("exchange-day"))],
        bar="<= 2 s (absolute)",
        limit=2.0,
        samples=7,
    )


ROWS = {"message": message, "attachments": attachments, "day": day}
