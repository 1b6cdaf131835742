"""The desk of reachability: in words, what stands in the way of reaching the client.

The law: closed words that can be asked about, and more in the worker's own; never a score.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.errors import Invalid

if TYPE_CHECKING:
    from storage.records import cases as records
else:
    records = Later("storage.records.cases")


class Reach(Desk):
    """Writes how a client can be reached; it is read with the case."""

    def tell(self, case_id: bytes, reach: Iterable[str], words: str | None = None) -> None:
        """Write the words of ``Reach``; ``words`` None: leave them. Raises RecordMissing, Invalid.

        Invalid: unknown-word.
        """
        chosen = frozenset(reach)
        if not chosen <= frozenset(records.Reach):
            raise Invalid("case", "reach", "unknown-word")
        told: dict[str, Any] = {"reach": " ".join(sorted(chosen))}
        with self._casebook.change("case.reach") as change:
            if words is not None:
                told["reach_words"] = words
            change.edit(records.Case, case_id, **told)
