"""Making a vault, checking it, backing it up and restoring it, from the command line."""

import stat
from pathlib import Path

import pytest

from storage.records.cases import Case
from tests.offices import PASSPHRASE, reopen
from tests.tui_app.cli.conftest import Office, Run, descriptor_of
from tui_app.cli import opening

NEW = "kuusi pientä sanaa riittää tähän hyvin"


def test_init_asks_nothing_with_a_descriptor(nivel: Run, tmp_path: Path) -> None:
    """With ``--passphrase-fd`` and no more, a vault and a private sheet are there and open."""
    folder, sheet = tmp_path / "vault", tmp_path / "sheet.txt"
    ran = nivel(
        "init", "--person", "Testi Testinen", "--mark", "t", "--vault", str(folder),
        "--recovery-out", str(sheet), "--passphrase-fd", str(descriptor_of(NEW)),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    lines = sheet.read_text(encoding="utf-8").splitlines()
    assert [line[:3] for line in lines[-4:]] == ["1. ", "2. ", "3. ", "4. "]
    assert not [line for line in lines[-4:] if line in ran.out]
    opened = nivel("cases", "--vault", str(folder), "--passphrase-fd", str(descriptor_of(NEW)))
    assert (opened.code, opened.out) == (0, "Cases: 0\n")


def test_init_without_a_place_for_the_sheet_prints_it_once(nivel: Run, tmp_path: Path) -> None:
    """Without ``--recovery-out`` the sheet is printed; defaults stand in for person and mark."""
    folder = tmp_path / "vault"
    number = str(descriptor_of(NEW))
    ran = nivel("init", "--vault", str(folder), "--passphrase-fd", number)
    assert ran.code == 0
    assert [line[0] for line in ran.lines if line[1:3] == ". "] == ["1", "2", "3", "4"]
    assert "case numbers begin with K" in ran.out


def test_init_never_overwrites(office: Office, nivel: Run, tmp_path: Path) -> None:
    """A vault or a sheet that is there stays as it is; a weak passphrase makes nothing."""
    before = (office.folder / "header.nivel").read_bytes()
    number = descriptor_of(NEW)
    ran = nivel("init", "--vault", str(office.folder), "--passphrase-fd", str(number))
    assert ran.code == 1
    assert (office.folder / "header.nivel").read_bytes() == before
    there = tmp_path / "sheet.txt"
    there.write_text("mine", encoding="utf-8")
    for secret, sheet in ((NEW, there), ("salasana", tmp_path / "other.txt")):
        folder = tmp_path / "new"
        ran = nivel(
            "init", "--vault", str(folder), "--recovery-out", str(sheet),
            "--passphrase-fd", str(descriptor_of(secret)),
        )  # fmt: skip
        assert ran.code == 1
        assert not folder.exists()
    assert there.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "other.txt").exists()


def test_a_passphrase_is_never_an_argument(nivel: Run, tmp_path: Path) -> None:
    """There is no option that takes the passphrase itself."""
    assert nivel("cases", "--passphrase", NEW, "--vault", str(tmp_path)).code == 2


def test_the_only_vault_of_the_machine_is_found(
    nivel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ``--vault`` the one vault is opened; with two the command asks for its name."""
    for count in (1, 2):
        number = str(descriptor_of(NEW))
        assert nivel("init", "--person", f"Malli {count}", "--passphrase-fd", number).code == 0
        ran = nivel("cases", "--passphrase-fd", str(descriptor_of(NEW)))
        assert ran.code == (0, 3)[count - 1]
    assert "2 vaults" in ran.err
    monkeypatch.setenv("NIVEL_VAULT", str(next((tmp_path / "home" / "vaults").iterdir())))
    assert nivel("cases", "--passphrase-fd", str(descriptor_of(NEW))).code == 0


def test_a_command_hardens_itself_before_it_reads_the_passphrase(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No passphrase is read in a process that others could look into."""
    order: list[str] = []
    ask = opening.passphrase

    def noted(*given: object) -> str:
        order.append("passphrase")
        return ask(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "harden", lambda: order.append("harden"))
    monkeypatch.setattr(opening, "passphrase", noted)
    assert office.run("cases").code == 0
    assert order == ["harden", "passphrase"]


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Sivutus on päällä"), ("sv", "Växlingsminnet är på"),
                            ("en", "Swap is on")],
)  # fmt: skip
def test_check_warns_of_plain_swap(
    office: Office, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    """Unencrypted swap is named after the findings and in the device's facts; it is no damage."""
    monkeypatch.setattr("storage.casebook.upkeep.plain_swaps", lambda: ("/dev/sda3",))
    ran = office.run("check", "--lang", language)
    assert ran.code == 0
    assert ran.lines[-1].startswith(f"{words} ")
    assert "(/dev/sda3)" in ran.lines[-1]
    assert words in office.run("exchange", "--lang", language).out
    assert '"plain_swaps": [\n  "/dev/sda3"' in office.run("check", "--json").out


def test_check_says_all_is_well_and_what_is_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole vault gives one sentence and 0; a row that the journal does not know gives 4."""
    monkeypatch.setattr("storage.casebook.upkeep.plain_swaps", lambda: ())
    ran = office.run("check")
    assert (ran.code, len(ran.lines)) == (0, 1)
    casebook = reopen(office.folder)
    with casebook.vault.write() as connection:
        table = Case.__table__  # type: ignore[attr-defined]
        connection.execute(table.update().values(prison="muualla"))
    casebook.close()
    ran = office.run("check")
    assert ran.code == 4
    assert "differ from the journal" in ran.out
    assert "nivel restore" in ran.out
    assert '"part": "replay"' in office.run("check", "--json").out


@pytest.mark.parametrize("by_sheet", [False, True])
def test_a_backup_is_restored_as_a_new_vault(
    office: Office, nivel: Run, tmp_path: Path, *, by_sheet: bool
) -> None:
    """What was backed up is there after restoring, by passphrase or sheet, in a new folder only."""
    secret, sheet = PASSPHRASE, tmp_path / "sheet.txt"
    folder, file, target = office.folder, tmp_path / "backup.nivel", tmp_path / "restored"
    if by_sheet:
        folder = tmp_path / "other"
        nivel(
            "init", "--vault", str(folder), "--recovery-out", str(sheet),
            "--passphrase-fd", str(descriptor_of(NEW)),
        )  # fmt: skip
        secret = "\n".join(sheet.read_text(encoding="utf-8").splitlines()[-4:])
    key = NEW if by_sheet else PASSPHRASE

    def run(*argv: str, at: Path, with_: str) -> int:
        number = str(descriptor_of(with_))
        return nivel(*argv, "--vault", str(at), "--passphrase-fd", number).code

    assert run("backup", str(file), at=folder, with_=key) == 0
    assert run("backup", str(file), at=folder, with_=key) == 1
    way = ("--recovery",) if by_sheet else ()
    assert run("restore", str(file), *way, at=target, with_="vallan toinen salalause tämä") == 3
    assert run("restore", str(file), *way, at=target, with_=secret) == 0
    assert run("restore", str(file), *way, at=target, with_=secret) == 1
    assert run("cases", at=target, with_=key) == 0


def test_what_is_no_backup_is_refused(office: Office, nivel: Run, tmp_path: Path) -> None:
    """Another file is refused with a sentence, a cut backup is damaged; no folder appears."""
    stray = tmp_path / "stray"
    stray.write_bytes(b"not a backup at all")
    target = tmp_path / "restored"
    number = str(descriptor_of(PASSPHRASE))
    ran = nivel("restore", str(stray), "--vault", str(target), "--passphrase-fd", number)
    assert ran.code == 1
    whole = tmp_path / "backup"
    assert office.run("backup", str(whole)).code == 0
    whole.write_bytes(whole.read_bytes()[:-100])
    number = str(descriptor_of(PASSPHRASE))
    ran = nivel("restore", str(whole), "--vault", str(target), "--passphrase-fd", number)
    assert ran.code == 4
    assert not target.exists()
