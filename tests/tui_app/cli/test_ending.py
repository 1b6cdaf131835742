"""How commands end: exit codes, refusals, hostile text, a reader that goes away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.records.cases import Case
from tests.offices import reopen
from tests.tui_app.cli.conftest import Office, Run
from tui_app.cli.refusal import exit_code_of

ROOT = Path(__file__).parents[3]
HOSTILE = "\x1b]52;c;aGVp\x07\x1b[2J\u202egnp.exe\u200b [/b] [x] \x9b31m"


def test_a_wrong_passphrase_is_3_and_says_so(office: Office) -> None:
    """A wrong passphrase ends with 3 and one sentence, never "damaged"."""
    ran = office.run("cases", passphrase="aivan toinen salalause tässä nyt")
    assert ran.code == 3
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "damaged" not in ran.err.lower()


def test_a_damaged_header_is_4(office: Office) -> None:
    """A flipped byte of the header ends with 4."""
    header = office.folder / "header.nivel"
    raw = bytearray(header.read_bytes())
    raw[len(raw) // 2] ^= 1
    header.write_bytes(bytes(raw))
    assert office.run("cases").code in {3, 4}


def test_no_vault_is_3(nivel: Run, tmp_path: Path) -> None:
    """Without a vault, with or without its name, the command cannot unlock."""
    assert nivel("cases").code == 3
    assert nivel("cases", "--vault", str(tmp_path / "none"), "--passphrase-fd", "0").code == 3


def test_what_is_not_there_is_1(office: Office) -> None:
    """A case that is not there is refused with a sentence."""
    ran = office.run("case", "K-9999")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ("nonsense",),
        ("cases", "--nonsense"),
        (),
        ("case",),
        ("cases", "--plain", "--json"),
        ("demo", "--cases", "0"),
        ("export", "minutes"),
    ],
)
def test_usage_is_2(nivel: Run, argv: tuple[str, ...]) -> None:
    """A command that cannot be understood ends with 2."""
    assert nivel(*argv).code == 2


def test_a_bad_day_and_a_bad_descriptor_are_2(office: Office, nivel: Run) -> None:
    """31.2. and a descriptor that is not open are usage."""
    assert nivel("today", "--today", "31.2.2026", "--vault", str(office.folder)).code == 2
    ran = nivel("cases", "--vault", str(office.folder), "--passphrase-fd", "977")
    assert ran.code == 2


def test_every_code_has_an_exit() -> None:
    """Damage is 4, what keeps the vault shut is 3, the rest is 1."""
    assert exit_code_of("vault-damaged") == 4
    assert {exit_code_of(code) for code in ("wrong-secret", "too-soon", "vault-busy")} == {3}
    assert exit_code_of("disk-full") == 1


def test_common_options_may_stand_before_the_noun(office: Office) -> None:
    """``nivel --lang fi cases`` is ``nivel cases --lang fi``."""
    assert office.run("--lang", "fi", "people").out == office.run("people", "--lang", "fi").out


def _put_hostile_text(office: Office) -> None:
    """Write text past the cleaning, as an older or a foreign program could have."""
    casebook = reopen(office.folder)
    with casebook.vault.write() as connection:
        table = Case.__table__  # type: ignore[attr-defined]
        connection.execute(table.update().values(prison=HOSTILE, wishes=HOSTILE))
    casebook.close()


@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_nothing_printed_drives_a_terminal(office: Office, form: str) -> None:
    """Text that got past the cleaning is cleaned on the way out, in both forms."""
    _put_hostile_text(office)
    out = office.run("case", "1", form, "--names").out
    assert "gnp.exe" in out.replace("\\u202e", "")
    assert not [letter for letter in out if not letter.isprintable() and letter != "\n"]


def test_without_the_filter_the_same_text_would_get_through(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with the cleaning of the output taken away, the escape code is there."""
    _put_hostile_text(office)
    monkeypatch.setattr("tui_app.cli.output.printable", lambda line: line)
    assert "\x1b" in office.run("case", "1").out


def test_a_reader_that_goes_away_is_no_error(nivel: Run) -> None:
    """``nivel keys | head -1``: no traceback, and the exit code 0."""
    script = "from tui_app.cli.main import run; raise SystemExit(run(['keys']))"
    program = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    with program.stderr as errors:
        assert errors.read() == b""
    assert program.wait() == 0


def test_version_and_help_load_nothing_heavy() -> None:
    """``--version``, ``--help`` and ``settings`` need neither Textual nor SQLModel."""
    script = (
        "import sys\n"
        "from tui_app.launcher import main\n"
        "code = main([{argument!r}])\n"
        "heavy = {{'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'pydantic', 'cryptography'}}\n"
        "raise SystemExit(code or 9 * bool(heavy & set(sys.modules)))"
    )
    for argument in ("--version", "--help", "settings"):
        ended = subprocess.run(
            [sys.executable, "-c", script.format(argument=argument)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 0, (argument, ended.stderr)


def test_passphrase_and_words_may_share_the_standard_input() -> None:
    """The passphrase takes its own line of a descriptor and leaves the rest."""
    script = (
        "import sys\n"
        "from argparse import Namespace\n"
        "from tui_app.cli.opening import passphrase\n"
        "print(passphrase(Namespace(passphrase_fd=0)), sys.stdin.readline(), sep='|')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        input="first line å\r\nsecond line\n",
        text=True,
        capture_output=True,
        check=True,
    )
    assert ended.stdout == "first line å|second line\n\n"
