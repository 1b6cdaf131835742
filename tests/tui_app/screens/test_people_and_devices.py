"""People and devices by keys: cards in and out, compared, a changed key, a lost device."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.exchange.card import seal_card
from storage.journal.clock import system_ms
from tests.offices import new_office
from tests.storage.casebook.strangers import AT, IMPOSTOR, TESTI, file_of
from tests.storage.exchange.made_cards import Someone
from tests.tui_app.screens.card_stage import TwoPeople, answer_path, answer_sheet
from tests.tui_app.stage import on_stage, press, settled, text_of
from tui_app.dialogs.ask_sheet import AskSheet
from tui_app.dialogs.decide_key import DecideKey
from tui_app.screens.comparing import ComparingScreen
from tui_app.screens.correspondent import CorrespondentScreen
from tui_app.screens.exchange_people import PeopleAndDevicesScreen
from tui_app.settings import Settings
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoPeople]:
    """Lend two people."""
    made = TwoPeople(tmp_path)
    made.make_cheap(monkeypatch)
    yield made
    made.close()


async def test_a_card_is_shown_taken_in_and_compared(two: TwoPeople) -> None:
    """What it says is asked about first; then the person, then the number, then the level."""
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        assert "Ei vielä ketään" in text_of(pilot)
        await press(pilot, "t")
        await answer_path(pilot, two.card)
        assert "Testi Testinen" in text_of(pilot)
        assert two.aino.cards.lines() == ()
        await press(pilot, "right", "enter")
        assert "Ihmiset ja laitteet > Testi" in text_of(pilot)
        assert "Kukaan ei ole varmistanut" in text_of(pilot)
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, ComparingScreen)
        (line,) = two.aino.cards.lines()
        for group in two.aino.cards.compare_words(line.id):
            assert group in text_of(pilot)
        await press(pilot, "n")
        assert "Mitään ei merkitty" in text_of(pilot)
        assert two.aino.cards.line(line.id).level == "unknown"
        await press(pilot, "e")
        assert two.aino.cards.line(line.id).level == "compared"
        await press(pilot, "escape")
        assert "Olet verrannut" in text_of(pilot)
        await press(pilot, "escape")
        assert "verrattu" in text_of(pilot)
        assert "T.T." in text_of(pilot)


async def test_both_see_one_picture_where_lines_can_be_drawn(two: TwoPeople) -> None:
    """33 by 17 cells, the same on both sides; in ascii words say where it is."""
    at_aino = two.aino.cards.accept(two.testi.cards.own())
    at_testi = two.testi.cards.accept(two.aino.cards.own())
    shown = []
    for book, one in ((two.aino, at_aino), (two.testi, at_testi)):
        boxes = Settings(language="fi", glyphs="box")
        async with on_stage(ComparingScreen(one), book, settings=boxes) as pilot:
            rows = text_of(pilot).splitlines()
            shown.append([row[1:34] for row in rows[3:20]])
    assert shown[0] == shown[1]
    assert sum("█" in row or "▀" in row for row in shown[0]) >= 15
    async with on_stage(ComparingScreen(at_aino), two.aino) as pilot:
        assert "█" not in text_of(pilot)
        assert "Kuva tarvitsee" in text_of(pilot)


@pytest.mark.parametrize(("keys", "level"), [(("right",), "compared"), (("left",), "unknown")])
async def test_a_changed_key_is_decided_one_way_or_the_other(
    two: TwoPeople, keys: tuple[str, ...], level: str
) -> None:
    """Blocked is told, with what to do; later changes nothing; old keeps, new falls to unknown."""
    who = two.aino.cards.accept(file_of(TESTI, "T"))
    two.aino.cards.mark_compared(who, AT)
    two.aino.cards.accept(file_of(IMPOSTOR, "S"))
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        assert "! " in text_of(pilot)
        assert "Avain on vaihtunut" in text_of(pilot)
        await press(pilot, "enter", "s")
        assert "Päätä ensin" in text_of(pilot)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DecideKey)
        await press(pilot, "enter")
        assert two.aino.cards.line(who).is_blocked
        await press(pilot, "d", *keys, "enter")
        line = two.aino.cards.line(who)
        assert (line.is_blocked, line.level) == (False, level)
        root = TESTI.root if level == "compared" else IMPOSTOR.root
        assert line.root == root.public
        await press(pilot, "d")
        assert "ei ole päätettävää" in text_of(pilot)


async def test_a_lost_device_is_taken_back_with_the_sheet(two: TwoPeople) -> None:
    """After a restore: certified, then the former one taken back; what follows is said first."""
    two.restore()
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        assert "ei vahvistettu" in text_of(pilot)
        await press(pilot, "v")
        await answer_sheet(pilot, ("AAAAA", *two.sheet[1:]))
        assert isinstance(pilot.app.screen, AskSheet)
        assert "!" in text_of(pilot)
        await answer_sheet(pilot, two.sheet)
        assert two.aino.devices.identity().is_certified
        await press(pilot, "x")
        assert "F6" in text_of(pilot)
        await press(pilot, "f6", "down")
        assert "x poistaa sen" in text_of(pilot)
        await press(pilot, "x")
        assert "Minkä se jo sai" in text_of(pilot)
        await press(pilot, "enter")
        assert not two.aino.devices.identity().devices[1].is_revoked
        await press(pilot, "x", "right", "enter")
        await answer_sheet(pilot, two.sheet)
        assert two.aino.devices.identity().devices[1].is_revoked
        assert "poistettu käytöstä" in text_of(pilot)
        await press(pilot, "v")
        assert "jo vahvistettu" in text_of(pilot)


async def test_the_office_names_a_colleague_and_takes_them_out(
    two: TwoPeople, tmp_path: Path
) -> None:
    """Both ask first, and say what follows; somebody of another office is not named at all."""
    stranger = two.aino.cards.accept(two.testi.cards.own())
    async with on_stage(CorrespondentScreen(stranger), two.aino) as pilot:
        await press(pilot, "o")
        assert "toinen toimisto" in text_of(pilot)
    colleague = new_office(tmp_path / "c", "Malli Esimerkki", "M", two.aino.me.office_id)
    who = two.aino.cards.accept(colleague.cards.own())
    colleague.close()
    async with on_stage(CorrespondentScreen(who), two.aino) as pilot:
        await press(pilot, "x")
        assert "ei ole toimiston luettelossa" in text_of(pilot)
        await press(pilot, "o", "enter")
        assert two.aino.cards.line(who).level == "unknown"
        await press(pilot, "o", "right", "enter")
        assert two.aino.cards.line(who).level == "vouched"
        await press(pilot, "o")
        assert "takaa jo" in text_of(pilot)
        await press(pilot, "x", "right", "enter")
        line = two.aino.cards.line(who)
        assert (line.level, line.devices) == ("unknown", ())
        assert "Kaikki hänen laitteensa" in text_of(pilot)


async def test_the_own_card_says_who_one_is(two: TwoPeople, tmp_path: Path) -> None:
    """Organisation and role are asked for, then the card goes to a new file."""
    path = tmp_path / "oma.nvc"
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        await press(pilot, "e", *"Keksila", "enter")
        await press(pilot, *"omatyo", "enter")
        assert "Keksila" in text_of(pilot)
        await press(pilot, "c")
        await answer_path(pilot, path)
        await press(pilot, "w")
        assert "ei tehty kutsusta" in text_of(pilot)
    line = two.testi.cards.look_into(path.read_bytes())
    assert (line.organisation, line.role) == ("Keksila", "omatyo")


async def test_an_invitation_comes_back_as_an_answer(two: TwoPeople, tmp_path: Path) -> None:
    """Whom, where, its passphrase, what next: four pages; nothing changes before the answer."""
    path = tmp_path / "kutsu.nvi"
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        await press(pilot, "n")
        await press(pilot, "enter")  # whom: a colleague; the cursor goes to the name
        await press(pilot, "enter")
        assert "nimi" in text_of(pilot).splitlines()[22]
        await press(pilot, *"Malli_Esimerkki", "enter")
        await answer_path(pilot, path)
        await press(pilot, *"kolme_keksittya_porsasta", "enter")
        await press(pilot, *"kolme_keksittya_porsasta", "enter")
        assert "Seuraavaksi" in text_of(pilot)
        assert path.stat().st_size > 1000
        assert two.aino.cards.lines() == ()


async def test_people_of_one_name_are_marked_and_told_apart(two: TwoPeople) -> None:
    """Both rows carry the sign; the words below say where to look."""
    other = Someone("Testi  Testinen")
    for one, place in ((TESTI, "Keksila"), (other, "Mallila")):
        card = one.card(issued=system_ms())._replace(organisation=place)
        two.aino.cards.accept(seal_card(card, one.signer()))
    async with on_stage(PeopleAndDevicesScreen(), two.aino) as pilot:
        rows = text_of(pilot).splitlines()
        assert sum("= T.T." in row for row in rows) == 2
        assert {"Keksila" in "".join(rows), "Mallila" in "".join(rows)} == {True}
        assert "Katso organisaatio" in text_of(pilot)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_nothing_is_cut_in_any_language(two: TwoPeople, language: str) -> None:
    """The tab stands whole at 80 by 24, with the words about the row under the cursor."""
    two.aino.cards.accept(file_of(TESTI, "T"))
    spoken = Settings(language=language)
    async with on_stage(PeopleAndDevicesScreen(), two.aino, settings=spoken) as pilot:
        await settled(pilot)
        words = pilot.app.screen.query_one("#row-words")
        assert words.virtual_size.height <= words.size.height
        assert not pilot.app.screen.query(FieldRow)
        assert [one.id for one in pilot.app.screen.query(TextField)] == ["filter"]
