"""Joining by an invitation: a colleague, a second device, a peer expert; whole or not at all."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import entrance, joining, leftovers
from storage.casebook.joining import Joiner, has_answer, join, look_into, write_answer
from storage.errors import (
    ImportRefused,
    Invalid,
    StorageError,
    VaultExists,
    WeakPassphrase,
    WrongSecret,
)
from storage.exchange.invitation import ANSWER_MAGIC, LASTS, answered
from storage.journal.canonical import encode
from storage.journal.clock import system_ms
from storage.refusals import CardRefused, RootChanged
from storage.vault.sheet import RecoverySheet
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE, new_office, reopen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.casebook.casebook import Casebook

WORD = "kolme keksittyä porsasta metsässä juoksee"
OWN = "neljä keksittyä kettua pellolla nukkuu"


class Office:
    """Aino's vault, its sheet, and whoever joins."""

    def __init__(self, folder: Path) -> None:
        """Make the first device of an office."""
        self.folder = folder
        self.aino, lines = entrance.create(
            folder / "aino", "Aino Keksitty", "A", PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
        )
        self.sheet = "\n".join(lines)
        self.joined: list[Casebook] = []

    def invitation(self, kind: str, name: str = "kutsu") -> Path:
        """Write an invitation for Testi Testinen."""
        path = self.folder / f"{name}.nvi"
        self.aino.invitations.write(
            path, kind, "Testi Testinen", WORD, parameters=CHEAP, limits=CHEAP_LIMITS
        )
        return path

    def join(self, path: Path, mark: str = "", sheet: str = "", name: str = "new") -> "Casebook":
        """Join by the invitation in ``path``."""
        line, invitation = look_into(path, WORD, limits=CHEAP_LIMITS)
        casebook, _lines = join(
            self.folder / name,
            invitation,
            Joiner("Testi Testinen", mark or line.mark, OWN, sheet),
            parameters=CHEAP,
            limits=CHEAP_LIMITS,
        )
        self.joined.append(casebook)
        return casebook

    def answer(self, casebook: "Casebook") -> bytes:
        """Return the answer that the joined vault writes."""
        path = self.folder / f"answer-{casebook.me.mark}.nva"
        write_answer(casebook, path)
        return path.read_bytes()

    def left(self) -> set[str]:
        """Return what lies in the folder beside the first vault and the files."""
        return {each.name for each in self.folder.iterdir() if each.is_dir()} - {"aino"}


@pytest.fixture
def office(tmp_path: Path) -> "Iterator[Office]":
    """Lend an office."""
    made = Office(tmp_path)
    yield made
    for casebook in (made.aino, *made.joined):
        casebook.close()


def test_a_colleague_joins_the_office(office: Office) -> None:
    """Both sides vouch at once: the passphrase went another way, and the answer proves it."""
    colleague = office.join(office.invitation("colleague"))
    assert colleague.me.office_id == office.aino.me.office_id
    assert (colleague.me.person, colleague.me.mark) == ("Testi Testinen", "B")
    assert [(one.name, one.level) for one in colleague.cards.lines()] == [
        ("Aino Keksitty", "vouched")
    ]
    data = office.answer(colleague)
    told = office.aino.invitations.look_into(data)
    assert (told.kind, told.card.name, told.is_enrolled) == ("colleague", "Testi Testinen", True)
    who = office.aino.invitations.accept(data)
    line = office.aino.cards.line(who)
    assert (line.level, line.is_same_office) == ("vouched", True)
    assert office.aino.cards.may_get_case_data(who)
    colleague.cards.accept(office.aino.cards.own())
    assert colleague.devices.identity().is_enrolled


def test_a_second_colleague_knows_the_first(office: Office) -> None:
    """The invitation brings the cards of the office and the letters that are taken."""
    first = office.join(office.invitation("colleague"))
    office.aino.invitations.accept(office.answer(first))
    path = office.invitation("colleague", "second")
    line, _invitation = look_into(path, WORD, limits=CHEAP_LIMITS)
    assert (line.mark, line.taken) == ("C", ("A", "B"))
    with pytest.raises(Invalid, match="taken"):
        office.join(path, "B", name="refused")
    second = office.join(path, name="second")
    assert {one.name: one.level for one in second.cards.lines()} == {
        "Aino Keksitty": "vouched",
        "Testi Testinen": "vouched",
    }


def test_a_second_device_shares_person_and_sheet(office: Office) -> None:
    """One sheet opens and certifies both; the two seal to each other."""
    path = office.invitation("device")
    with pytest.raises(RootChanged):
        office.join(path, sheet="\n".join(RecoverySheet.new().lines()))
    device = office.join(path, sheet=office.sheet)
    assert device.me.person_id == office.aino.me.person_id
    assert device.me.person == "Aino Keksitty"
    assert device.cards.own_root() == office.aino.cards.own_root()
    assert [one.device for one in device.cards.own_devices()] == [office.aino.me.device_id]
    data = office.answer(device)
    assert office.aino.invitations.look_into(data).card.news == ("own-device",)
    office.aino.invitations.accept(data)
    assert [one.device for one in office.aino.cards.own_devices()] == [device.me.device_id]
    assert office.aino.cards.lines() == ()
    assert len(office.aino.cards.known().own_devices) == 1
    mine = office.aino.cards.person_of(device.me.device_id)
    assert mine is not None
    assert mine.is_me
    device.close()
    opened = entrance.unlock(
        office.folder / "new", office.sheet, entrance.SlotKind.RECOVERY, limits=CHEAP_LIMITS
    )
    opened.close()


def test_a_peer_expert_has_an_office_of_their_own(office: Office) -> None:
    """The inviter is vouched for there; here the peer is unknown until both compare."""
    peer = office.join(office.invitation("peer"))
    assert peer.me.office_id != office.aino.me.office_id
    assert [line.level for line in peer.cards.lines()] == ["vouched"]
    assert not peer.devices.identity().has_office_key
    who = office.aino.invitations.accept(office.answer(peer))
    assert office.aino.cards.line(who).level == "unknown"
    assert not office.aino.cards.may_get_case_data(who)


def test_an_answer_counts_once_and_in_time(office: Office) -> None:
    """Again, late, or by a vault that wrote no such invitation: refused."""
    colleague = office.join(office.invitation("colleague"))
    data = office.answer(colleague)
    with pytest.raises(CardRefused, match="not-invited"):
        office.aino.invitations.accept(data, system_ms() + LASTS)
    with pytest.raises(CardRefused, match="not-invited"):
        colleague.invitations.accept(data)
    office.aino.invitations.accept(data)
    with pytest.raises(CardRefused, match="not-invited"):
        office.aino.invitations.accept(data)


def test_an_answer_cannot_be_swapped(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another's card under the seal, and every flipped byte, are refused.

    Negative control: without the seal the swapped card would be enrolled.
    """
    colleague = office.join(office.invitation("colleague"))
    data = office.answer(colleague)
    thief = new_office(office.folder / "thief", "Testi Testinen", "X", office.aino.me.office_id)
    office.joined.append(thief)
    for at in range(0, len(data), 7):
        broken = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(CardRefused):
            office.aino.invitations.accept(broken)
    invitation_id, seal, _card = answered(data)
    swapped = ANSWER_MAGIC + bytes([1]) + encode([invitation_id, seal, thief.cards.own()])
    with pytest.raises(CardRefused, match="signature"):
        office.aino.invitations.accept(swapped)
    monkeypatch.setattr("storage.casebook.invitations.proves_answer", lambda *_any: True)
    office.aino.invitations.accept(swapped)
    assert office.aino.cards.lines()[0].level == "vouched"


def test_an_invitation_opens_by_its_passphrase_in_time(office: Office) -> None:
    """Another passphrase, a touched file, one that ended, a weak passphrase."""
    path = office.invitation("colleague")
    with pytest.raises(WrongSecret):
        look_into(path, OWN, limits=CHEAP_LIMITS)
    with pytest.raises(ImportRefused, match="expired"):
        look_into(path, WORD, system_ms() + LASTS, limits=CHEAP_LIMITS)
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        broken = office.folder / f"broken-{at}"
        broken.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(StorageError):
            look_into(broken, WORD, limits=CHEAP_LIMITS)
    with pytest.raises(WeakPassphrase):
        office.aino.invitations.write(office.folder / "weak", "peer", "Testi", "lyhyt")


def test_what_stops_half_way_leaves_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal in the middle leaves no vault; a pulled plug leaves none that is listed."""
    path = office.invitation("colleague")
    real = joining._take_in

    def stop(*_any: object) -> None:
        raise Invalid(kind="test", field="", reason="stopped")

    monkeypatch.setattr(joining, "_take_in", stop)
    with pytest.raises(Invalid, match="stopped"):
        office.join(path)
    assert office.left() == set()
    monkeypatch.setattr(joining, "_take_in", real)
    half = office.folder / ".0123456789abcdef.part"
    new_office(half, "Puolikas", "P").close()
    assert [Path(one.path).name for one in entrance.list_vaults(office.folder)] == ["aino"]
    leftovers.sweep(office.folder)
    assert office.left() == {half.name}  # somebody may be at it
    leftovers.sweep(office.folder, time.time() + 2 * leftovers.SECONDS)
    assert office.left() == set()
    office.join(path).close()
    with pytest.raises(VaultExists):
        office.join(path)
    reopened = entrance.unlock(office.folder / "new", OWN, limits=CHEAP_LIMITS)
    assert has_answer(reopened)
    reopened.close()


def test_a_vault_that_did_not_join_has_no_answer(office: Office) -> None:
    """There is nothing to answer."""
    assert not has_answer(office.aino)
    with pytest.raises(Invalid, match="not-joined"):
        write_answer(office.aino, office.folder / "answer")
    office.aino.close()
    office.joined.append(reopen(office.folder / "aino"))
