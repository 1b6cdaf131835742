"""A small day at the casebook, as steps that can each be checked afterwards.

The law: a step that was acknowledged holds for ever; one that was cut off either holds or never
happened (``gone``). No step undoes another's trace, so that each can be looked for on its own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook import entrance
from storage.casebook.handouts import What
from storage.records.minutes import Tier
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office, small_case
from tui_app.i18n.handout_words import handout_words

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
LONG = "Pitkä kirjaus. " * 1200
WORDS = handout_words("fi")
Check = Callable[["Casebook"], bool]


class Step(NamedTuple):
    """One change: doing it, whether it is wholly there, whether it is wholly absent."""

    name: str
    do: Callable[["Casebook"], object]
    holds: Check
    gone: Check


@dataclass(frozen=True, slots=True)
class Made:
    """A vault with a small case, someone to take away, and a folder for what leaves."""

    vault: Path
    out: Path
    small: SmallCase
    surplus: bytes


def make(folder: Path) -> Made:
    """Make the vault that every run starts from, and close it."""
    casebook = new_office(folder / "vault")
    small = small_case(casebook)
    surplus = casebook.people.add(given_name="Liika", family_name="Ylimääräinen")
    casebook.meetings.start(small.meeting, NOW)
    casebook.minutes.add_entry(small.meeting, "Asunto on haussa", NOW)
    casebook.close()
    (folder / "out").mkdir()
    return Made(folder / "vault", folder / "out", small, surplus)


def moved(made: Made, folder: Path) -> Made:
    """Return the same vault as it lies in a copy of its folder."""
    return Made(folder / "vault", folder / "out", made.small, made.surplus)


def steps(made: Made) -> tuple[Step, ...]:
    """Return the steps of the day."""
    small = made.small

    def names(casebook: "Casebook", text: str) -> int:
        return len(casebook.people.pick(text, case_id=small.case))

    def ties(casebook: "Casebook", role: str) -> int:
        return sum(tie.role == role for tie in casebook.network.lines(small.case))

    def entries(casebook: "Casebook", start: str) -> int:
        told = casebook.minutes.sheet(small.meeting).entries
        return sum(entry.text.startswith(start) for entry in told)

    def agreed(casebook: "Casebook") -> tuple[int, int]:
        told = casebook.minutes.sheet(small.meeting).agreements
        todo = casebook.actions.lines(case_id=small.case)
        return sum(one.text == "Sovittu" for one in told), sum(
            one.what == "Sovittu" for one in todo
        )

    def take_back(casebook: "Casebook") -> None:
        casebook.cases.edit(small.case, wishes="Toivon rauhaa")
        casebook.undo()

    def wishes(casebook: "Casebook") -> str:
        return casebook.cases.read(small.case).wishes

    def summary(casebook: "Casebook") -> str:
        return casebook.cases.read(small.case).summary

    return (
        Step(
            "add a person",
            lambda book: book.people.add(given_name="Testi", family_name="Uusinen"),
            lambda book: names(book, "Uusinen") == 1,
            lambda book: names(book, "Uusinen") == 0,
        ),
        Step(
            "add someone close",
            lambda book: book.network.add_private(small.case, "Malli", "Läheinen", role="sisko"),
            lambda book: (names(book, "Läheinen"), ties(book, "sisko")) == (1, 1),
            lambda book: (names(book, "Läheinen"), ties(book, "sisko")) == (0, 0),
        ),
        Step(
            "edit the case",
            lambda book: book.cases.edit(small.case, summary="Tilanne on hyvä"),
            lambda book: summary(book) == "Tilanne on hyvä",
            lambda book: summary(book) == "",
        ),
        Step(
            "write an entry",
            lambda book: book.minutes.add_entry(small.meeting, "Lyhyt kirjaus", NOW),
            lambda book: entries(book, "Lyhyt kirjaus") == 1,
            lambda book: entries(book, "Lyhyt kirjaus") == 0,
        ),
        Step(
            "agree with a doer",
            lambda book: book.minutes.add_agreement(
                small.meeting, "Sovittu", NOW, doer_id=small.worker
            ),
            lambda book: agreed(book) == (1, 1),
            lambda book: agreed(book) == (0, 0),
        ),
        Step(
            "delete a person",
            lambda book: book.people.remove(made.surplus),
            lambda book: names(book, "Ylimääräinen") == 0,
            lambda book: names(book, "Ylimääräinen") == 1,
        ),
        Step(
            "write a long entry",
            lambda book: book.minutes.add_entry(small.meeting, LONG, NOW),
            lambda book: entries(book, LONG[:500]) == 1,
            lambda book: entries(book, LONG[:500]) == 0,
        ),
        Step(
            "edit and undo",
            take_back,
            lambda book: wishes(book) == "",
            lambda book: wishes(book) in {"", "Toivon rauhaa"},
        ),
        Step(
            "keep a draft",
            lambda book: book.drafts.keep("kesken", "puolikas lau"),
            lambda book: book.drafts.find("kesken") == "puolikas lau",
            lambda book: book.drafts.find("kesken") == "",
        ),
        *_leaving(made),
    )


def _leaving(made: Made) -> tuple[Step, ...]:
    """Return the steps that write files outside the vault: whole under their name, or not there."""
    backup, changes = made.out / "kopio.nivelbackup", made.out / "muutokset.nivelchanges"
    small = made.small

    def handouts() -> list[Path]:
        return sorted(made.out.glob("*.md"))

    def whole(book: "Casebook") -> bool:
        wanted = book.handouts.preview(small.meeting, What.MINUTES, "md", Tier.SHARED, WORDS)
        return [path.read_bytes() for path in handouts()] == [wanted]

    def opens(book: "Casebook") -> bool:
        _line, letter = book.exchange.look_into(changes, PASSPHRASE, limits=CHEAP_LIMITS)
        return len(letter.batches) > 0

    return (
        Step(
            "hand out the minutes",
            lambda book: book.handouts.write(
                small.meeting, What.MINUTES, "md", Tier.SHARED, WORDS, made.out
            ),
            whole,
            lambda _book: not handouts(),
        ),
        Step(
            "back up to a file",
            lambda book: book.upkeep.backup(backup),
            lambda _book: restores(backup),
            lambda _book: not backup.exists(),
        ),
        Step(
            "write a changes file",
            lambda book: book.exchange.write_changes(
                changes, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
            ),
            opens,
            lambda _book: not changes.exists(),
        ),
    )


def restores(backup: Path) -> bool:
    """Say whether a vault can be made from the backup file; it goes again."""
    import shutil

    target = backup.parent.parent / "restored"
    entrance.restore(backup, target, PASSPHRASE, limits=CHEAP_LIMITS)
    shutil.rmtree(target)
    return True
