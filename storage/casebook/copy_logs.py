"""Both logs of a case as rows of the client's own copy.

The law: who used and gave out is said by name, because they did it in their work; a third person
who got something is told by what kind of person they are. No code of the program is left.
"""

from collections.abc import Iterable

from storage.casebook.copy_words import CopyWords
from storage.lines.log import LogEntry
from storage.lines.sharing import DisclosureLine
from storage.rules.third_persons import without_people

_PRIVATE = frozenset({"close", "other", "peer"})


def disclosure_rows(
    lines: Iterable[DisclosureLine], words: CopyWords, hidden: frozenset[bytes]
) -> Iterable[tuple[str, ...]]:
    """Yield when, what, to whom, on what and by whom."""
    for line in lines:
        parts = ", ".join(words.choice("case-section", each) for each in line.sections)
        what = words.paper(line.what)
        ground = words.choice("ground", line.ground)
        yield (
            words.moment(line.at),
            f"{what}: {parts}" if parts else what,
            _receiver(line, words, hidden),
            f"{ground}. {line.purpose}" if line.purpose else ground,
            line.person,
        )


def _receiver(line: DisclosureLine, words: CopyWords, hidden: frozenset[bytes]) -> str:
    if line.ground == "duty":
        return words.said["own-office"]
    if not line.receiver:
        return words.said["invited"]
    if line.ground == "own-copy" or line.receiver == line.organisation:
        return line.receiver
    if line.receiver_id in hidden or (line.receiver_id is None and line.sector in _PRIVATE):
        return words.said["close-person"]
    return line.receiver


def use_rows(
    lines: Iterable[LogEntry], words: CopyWords, stems: frozenset[str]
) -> Iterable[tuple[str, ...]]:
    """Yield when, who, did what, and why."""
    for line in lines:
        kind = words.choice("record", line.kind) if line.kind else ""
        did = words.change(line.detail) if line.what == "changed" else ""
        what = did or f"{words.choice('log-what', line.what)}: {kind}".removesuffix(": ")
        reason, _gone = without_people(line.reason, stems)
        yield words.moment(line.at), line.person, what, reason
