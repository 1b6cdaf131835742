"""A small day at the casebook, as steps that can each be checked afterwards.

The law: a step that was acknowledged holds for ever; one that was cut off either holds or never
happened (``gone``). No step undoes another's trace, so that each can be looked for on its own.
"""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook import entrance
from storage.casebook.handouts import What
from storage.lines.sharing import GivenTo
from storage.records.minutes import Tier
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, SmallCase, new_office, small_case
from tui_app.i18n.handout_words import handout_words

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
LONG = "Pitkä kirjaus. " * 1200
WORDS = handout_words("fi")
OFFICE = GivenTo("own-office")
Check = Callable[["Casebook"], bool]


class Step(NamedTuple):
    """One change: doing it, whether it is wholly there, wholly absent, or there ``twice``.

    Twice may come of a try that was refused and another after it: a commit that fails after it has
    reached the disk cannot be told from one that has not.
    """

    name: str
    do: Callable[["Casebook"], object]
    holds: Check
    gone: Check
    twice: Check


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
    return (*_kept(made), *_leaving(made))


def _step(
    name: str,
    do: Callable[["Casebook"], object],
    look: Callable[["Casebook"], object],
    there: object,
    absent: object,
) -> Step:
    """Make a step whose trace is one thing to look at."""
    return Step(
        name, do, lambda book: look(book) == there, lambda book: look(book) == absent,
        lambda book: look(book) == _doubled(there),
    )  # fmt: skip


def _doubled(there: object) -> object:
    """Return what is found when something was done twice; text and nothing stay as they are."""
    if isinstance(there, tuple):
        return tuple(_doubled(one) for one in there)
    return there * 2 if isinstance(there, int | list) else there


def _kept(made: Made) -> tuple[Step, ...]:
    """Return the steps that stay inside the vault."""
    small, case, meeting = made.small, made.small.case, made.small.meeting

    def names(text: str) -> Callable[["Casebook"], int]:
        return lambda book: len(book.people.pick(text, case_id=case))

    def sisters(book: "Casebook") -> tuple[int, int]:
        return names("Läheinen")(book), sum(t.role == "sisko" for t in book.network.lines(case))

    def entries(start: str) -> Callable[["Casebook"], int]:
        return lambda book: sum(
            entry.text.startswith(start) for entry in book.minutes.sheet(meeting).entries
        )

    def agreed(book: "Casebook") -> tuple[int, int]:
        told, todo = book.minutes.sheet(meeting).agreements, book.actions.lines(case_id=case)
        return sum(t.text == "Sovittu" for t in told), sum(t.what == "Sovittu" for t in todo)

    return (
        _step("add a person",
              lambda book: book.people.add(given_name="Testi", family_name="Uusinen"),
              names("Uusinen"), 1, 0),
        _step("add someone close",
              lambda book: book.network.add_private(case, "Malli", "Läheinen", role="sisko"),
              sisters, (1, 1), (0, 0)),
        _step("write an entry",
              lambda book: book.minutes.add_entry(meeting, "Lyhyt kirjaus", NOW),
              entries("Lyhyt kirjaus"), 1, 0),
        _step("agree with a doer",
              lambda book: book.minutes.add_agreement(meeting, "Sovittu", NOW,
                                                      doer_id=small.worker),
              agreed, (1, 1), (0, 0)),
        _step("delete a person", lambda book: book.people.remove(made.surplus),
              names("Ylimääräinen"), 0, 1),
        _step("write a long entry", lambda book: book.minutes.add_entry(meeting, LONG, NOW),
              entries(LONG[:500]), 1, 0),
        *_edited(case),
    )  # fmt: skip


def _edited(case: bytes) -> tuple[Step, ...]:
    """Return the steps that change what is there."""

    def wishes(book: "Casebook") -> str:
        return book.cases.read(case).wishes

    def take_back(book: "Casebook") -> None:
        book.cases.edit(case, wishes=f"Toivon rauhaa {secrets.token_hex(4)}")
        book.undo()
        if wishes(book):  # a try before this one was refused, but kept
            book.cases.edit(case, wishes="")

    return (
        _step("edit the case", lambda book: book.cases.edit(case, summary="Tilanne on hyvä"),
              lambda book: book.cases.read(case).summary, "Tilanne on hyvä", ""),
        Step("edit and undo", take_back, lambda book: wishes(book) == "",
             lambda book: wishes(book) == "" or wishes(book).startswith("Toivon"),
             lambda book: wishes(book) == ""),
        _step("keep a draft", lambda book: book.drafts.keep("kesken", "puolikas lau"),
              lambda book: book.drafts.find("kesken"), "puolikas lau", ""),
    )  # fmt: skip


def _leaving(made: Made) -> tuple[Step, ...]:
    """Return the steps that write files outside the vault: whole under their name, or not there."""
    backup, changes = made.out / "kopio.nivelbackup", made.out / "muutokset.nivelchanges"
    meeting = made.small.meeting

    def papers(book: "Casebook") -> list[bool]:
        wanted = book.handouts.preview(meeting, What.MINUTES, "md", Tier.SHARED, WORDS)
        return [path.read_bytes() == wanted for path in made.out.glob("*.md")]

    def hand_out(book: "Casebook") -> None:
        book.handouts.write(meeting, What.MINUTES, "md", Tier.SHARED, WORDS, made.out, to=OFFICE)

    def write_changes(book: "Casebook") -> None:
        cheap = {"parameters": CHEAP, "limits": CHEAP_LIMITS}
        book.exchange.write_changes(changes, PASSPHRASE, **cheap)  # type: ignore[arg-type]

    def never(_book: "Casebook") -> bool:
        return False

    def opens(book: "Casebook") -> bool:
        _line, letter = book.exchange.look_into(changes, PASSPHRASE, limits=CHEAP_LIMITS)
        return len(letter.batches) > 0

    return (
        _step("hand out the minutes", hand_out, papers, [True], []),
        Step("back up to a file", lambda book: book.upkeep.backup(backup),
             lambda _book: restores(backup), lambda _book: not backup.exists(), never),
        Step("write a changes file", write_changes, opens,
             lambda _book: not changes.exists(), never),
    )  # fmt: skip


def restores(backup: Path) -> bool:
    """Say whether a vault can be made from the backup file; it goes again."""
    import shutil

    target = backup.parent.parent / "restored"
    entrance.restore(backup, target, PASSPHRASE, limits=CHEAP_LIMITS)
    shutil.rmtree(target)
    return True
