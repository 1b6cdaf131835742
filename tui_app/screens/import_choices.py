"""What becomes of each entry of an address book: added, left out, or filled into somebody here.

The law: pure; nothing is written. An entry that may be somebody who is here, or an earlier entry,
is left out unless a person says otherwise.
"""

from collections.abc import Iterable, Sequence

from storage.lines.contacts import ContactBook, ContactLine, DoubleLine

ADD, SKIP, FILL = "add", "skip", "fill"


class Choices:
    """The choices about ``book``, by the index of its entries."""

    def __init__(self, book: ContactBook) -> None:
        self.book = book
        self.told = {line.index: SKIP if line.doubles else ADD for line in book.lines}
        self._whom: dict[int, int] = {}

    def whom(self, line: ContactLine) -> DoubleLine | None:
        """Return the person here who would be filled in, None where there is none."""
        people = here(line)
        return people[self._whom.get(line.index, 0) % len(people)] if people else None

    def next_person(self, line: ContactLine) -> None:
        """Go to the next person whom the entry may be."""
        self._whom[line.index] = self._whom.get(line.index, 0) + 1

    def choose(self, lines: Iterable[ContactLine], choice: str) -> int:
        """Set a choice where it can be made; returns how many."""
        fitting = [line for line in lines if choice != FILL or here(line)]
        self.told.update((line.index, choice) for line in fitting)
        return len(fitting)

    def change(self, line: ContactLine) -> None:
        """Go to the next choice that the entry has."""
        possible = (ADD, SKIP, FILL) if here(line) else (ADD, SKIP)
        self.told[line.index] = possible[
            (possible.index(self.told[line.index]) + 1) % len(possible)
        ]

    def count(self, choice: str) -> int:
        """Return how many entries have this choice."""
        return sum(told == choice for told in self.told.values())

    def filled(self) -> Sequence[tuple[int, bytes]]:
        """Return the entries to be filled in, each with the person."""
        found = []
        for line in self.book.lines:
            person = self.whom(line)
            if self.told[line.index] == FILL and person is not None and person.person_id:
                found.append((line.index, person.person_id))
        return found

    def skipped(self) -> Sequence[int]:
        """Return the entries to be left out."""
        return [index for index, told in self.told.items() if told == SKIP]


def here(line: ContactLine) -> tuple[DoubleLine, ...]:
    """Return those whom the entry may be who are people here, not earlier entries."""
    return tuple(double for double in line.doubles if double.person_id is not None)
