"""The made-up office: made-up people only, the same for the same seed, something of everything."""

import datetime as dt
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.casebook import entrance
from storage.records.kinds import ALL
from tests.offices import CHEAP_LIMITS, PASSPHRASE
from tests.tui_app.cli.conftest import Ran, Run, descriptor_of
from tui_app.cli.office import words
from tui_app.cli.office.names import FAMILY, GIVEN, made_up_name
from tui_app.i18n.catalogue import _
from tui_app.plain.today import today_text

DAY = "2026-11-24"
KEPT = {"follow-up", "letter", "client", "shared", "own", "note", "view", "question"}


def make(nivel: Run, folder: Path, *more: str, cases: int = 12) -> Ran:
    """Make an office in ``folder``."""
    return nivel(
        "demo", "--vault", str(folder), "--cases", str(cases), "--today", DAY,
        "--passphrase-fd", str(descriptor_of(PASSPHRASE)), *more,
    )  # fmt: skip


def dump(folder: Path) -> list[str]:
    """Return every record of the office but the log, without what is the vault's own."""
    casebook = entrance.unlock(folder, PASSPHRASE, limits=CHEAP_LIMITS)
    me = casebook.me.person_id
    with casebook.read() as connection:
        found = []
        for kind in ALL[:-1]:
            rows = connection.execute(select(kind.table.__table__)).all()  # type: ignore[attr-defined]
            # the reader's id is the vault's own, and so is what is derived from it
            found += [
                str(tuple("me" if value == me else value for value in row)[me in row :])
                for row in rows
            ]
    casebook.close()
    return sorted(found)


def test_the_same_seed_makes_the_same_office(nivel: Run, tmp_path: Path) -> None:
    """Ids and contents follow from seed, size, day and language; another seed is another office."""
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        assert make(nivel, tmp_path / name, "--seed", seed).code == 0
    first, again, other = (dump(tmp_path / name) for name in "abc")
    assert first == again
    assert first != other


def test_today_has_something_of_everything(nivel: Run, tmp_path: Path) -> None:
    """The dozen cases fill each part of Today, so the demo shows what the product is for."""
    make(nivel, tmp_path / "office")
    casebook = entrance.unlock(tmp_path / "office", PASSPHRASE, limits=CHEAP_LIMITS)
    lines = casebook.today.read(dt.date(2026, 11, 24))
    held = [line for line in casebook.meetings.lines(0, -1, past=True) if line.state == "held"]
    sheet = casebook.minutes.sheet(held[0].id)
    casebook.close()
    assert len(lines.meetings) == 3
    assert lines.next_meetings
    assert lines.releases
    assert lines.held_open
    assert lines.without_date
    assert 4 <= lines.due_count <= 15
    assert {entry.tier for entry in sheet.entries} == {"client", "shared", "own"}
    assert {entry.kind for entry in sheet.entries} == {"note", "question", "view"}
    assert any(entry.verbatim for entry in sheet.entries)
    assert all(agreement.action_id for agreement in sheet.agreements)
    assert sheet.agenda[0].from_client
    text = list(today_text(lines, names=False))
    assert any(line.startswith("late 2 d") for line in text)


def test_everybody_is_obviously_made_up(nivel: Run, tmp_path: Path) -> None:
    """Every name is from the made-up lists, every number and address is nobody's."""
    make(nivel, tmp_path / "office", cases=60)
    casebook = entrance.unlock(tmp_path / "office", PASSPHRASE, limits=CHEAP_LIMITS)
    with casebook.read() as connection:
        people = connection.exec_driver_sql(
            "SELECT given_name, family_name, phone, email FROM person"
        ).all()
    casebook.close()
    for given, family, phone, email in people:
        assert given in GIVEN
        assert family in FAMILY
        assert re.fullmatch(r"|050 000 \d{4}", phone)
        assert email == "" or email.endswith(".example")


def test_names_come_again_only_after_all_pairs() -> None:
    """The 624 pairs of made-up names come once each."""
    pairs = {made_up_name(number) for number in range(len(GIVEN) * len(FAMILY))}
    assert len(pairs) == len(GIVEN) * len(FAMILY)


def test_a_drawn_passphrase_is_printed_and_opens(nivel: Run, tmp_path: Path) -> None:
    """Without ``--passphrase-fd`` the passphrase is drawn and shown."""
    folder = tmp_path / "office"
    ran = nivel("demo", "--vault", str(folder), "--cases", "1", "--lang", "fi")
    assert ran.code == 0
    secret = ran.lines[-1].removeprefix("Salalause: ")
    entrance.unlock(folder, secret, limits=CHEAP_LIMITS).close()
    assert entrance.list_vaults(folder)[0].told == ""  # it stays: somebody may write real cases


def test_a_vault_that_is_there_is_left_alone(nivel: Run, tmp_path: Path) -> None:
    """The demo never writes into a vault that is there."""
    assert make(nivel, tmp_path / "office", cases=1).code == 0
    before = dump(tmp_path / "office")
    assert make(nivel, tmp_path / "office", cases=1).code == 1
    assert dump(tmp_path / "office") == before


def test_without_a_terminal_today_is_printed_and_nothing_stays(
    nivel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``make demo`` in a pipe: Today as text, exit code 0, the private folder is gone."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ran = nivel("demo", "--today", DAY)
    assert ran.code == 0
    assert ran.lines[0] == "Today Tuesday 24.11.2026, week 48"
    assert "Meetings today: 3" in ran.out
    assert not list(tmp_path.glob("nivel-demo-*"))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_office_speaks_the_language_it_is_made_in(
    nivel: Run, tmp_path: Path, language: str
) -> None:
    """No English sentence stays in a Finnish or Swedish office."""
    make(nivel, tmp_path / "office", "--lang", language)
    whole = "\n".join(dump(tmp_path / "office"))
    assert _(words.WISHES[0]) in whole
    english = {text for text in _texts(vars(words)) if _(text) != text}
    assert len(english) > 60
    # these are words of the records, not of a language
    assert not [text for text in english - KEPT if f"'{text}'" in whole]


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple | list):
        for each in held:
            yield from _texts(each)
    elif isinstance(held, dict):
        yield from _texts([value for name, value in held.items() if name.isupper()])


def test_the_program_is_opened_with_a_pipe_and_the_folder_goes(
    nivel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the program starts on the office; its passphrase is in no argument."""
    seen: dict[str, object] = {}

    class Program:
        """Stands in for the program: looks at what it was given."""

        def __init__(self, command: list[str], pass_fds: tuple[int, ...], env: object) -> None:
            seen["command"] = command
            seen["secret"] = os.read(pass_fds[0], 200).decode()
            seen["folder"] = Path(command[command.index("--vault") + 1])
            seen["is_there"] = (Path(str(seen["folder"])) / "header.nivel").exists()
            seen["told"] = entrance.list_vaults(Path(str(seen["folder"])))[0].told

        def wait(self) -> int:
            """End at once."""
            return 0

    monkeypatch.setattr("tui_app.cli.demo.Popen", Program)
    monkeypatch.setattr("tui_app.cli.demo.is_terminal", lambda _stream: True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    ran = nivel("demo", "--cases", "1")
    secret = ran.lines[-1].removeprefix("Passphrase: ")
    assert ran.code == 0
    assert seen["told"] == secret
    assert ran.lines.count(ran.lines[-1]) == 2  # before the program, and again after it
    assert seen["secret"] == f"{secret}\n"
    assert secret not in " ".join(str(part) for part in seen["command"])  # type: ignore[attr-defined]
    assert seen["is_there"] is True
    assert not list(tmp_path.iterdir())


def test_a_terminal_that_hangs_up_twice_leaves_no_folder(
    nivel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed terminal sends two hang-ups: the program is told, and the folder goes whole."""
    told: list[int] = []

    class Program:
        """Stands in for the program: the terminal goes while it runs."""

        def __init__(self, *_command: object, **_options: object) -> None:
            """Start."""

        def send_signal(self, number: int) -> None:
            """Hear of a signal."""
            told.append(number)

        def wait(self) -> int:
            """End after two hang-ups."""
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGHUP)
            return 0

    monkeypatch.setattr("tui_app.cli.demo.Popen", Program)
    monkeypatch.setattr("tui_app.cli.demo.is_terminal", lambda _stream: True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert nivel("demo", "--cases", "1").code == 0
    assert told == [signal.SIGHUP, signal.SIGHUP]
    assert not list(tmp_path.iterdir())


def test_a_demo_ended_while_it_builds_leaves_no_folder(
    nivel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM in the middle of the work ends it and takes the folder away."""

    def build(*_given: object) -> None:
        assert list(tmp_path.iterdir())
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("tui_app.cli.demo.build_office", build)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert nivel("demo").code == 128 + signal.SIGTERM
    assert not list(tmp_path.iterdir())
