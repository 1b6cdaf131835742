"""The client's own copy: their data and both logs, nobody else's, and it says so."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.records.actions import ActionState
from tests.offices import SmallCase
from tui_app.i18n.copy_words import copy_words

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
WORDS = copy_words("fi")


@pytest.fixture
def told(casebook: "Casebook", small: SmallCase) -> SmallCase:
    """Write things of every kind into the small case."""
    add = casebook.minutes.add_entry
    add(small.meeting, "Haluan oman avaimen", NOW, tier="client", speaker_id=small.client,
        verbatim=True)  # fmt: skip
    add(small.meeting, "Asunto on valmis. Ainon luona voi olla viikon.", NOW, tier="shared")
    add(small.meeting, "Minulla on uusi osoite", NOW, tier="client", speaker_id=small.mother)
    add(small.meeting, "Oma havainto", NOW, tier="own")
    agree = casebook.minutes.add_agreement
    agree(small.meeting, "Soitetaan Kelaan", NOW, doer_id=small.worker, tier="client")
    agree(small.meeting, "Sisäinen asia", NOW, doer_id=small.worker, tier="own")
    casebook.cases.edit(small.case, wishes="Oma koti", summary="Velka hoidetaan.")
    item = casebook.actions.add(small.case, "Kortti tilataan", due=dt.date(2026, 11, 20))
    casebook.comments.add(item, "Kuva on otettu. Aino maksaa kuvan.")
    casebook.actions.mark([item], ActionState.DONE, on=dt.date(2026, 11, 20))
    for words, whom in (("Asunto löytyi.", None), ("Huoli.", small.mother)):
        casebook.contact_attempts.add(
            small.case, "phone", "reached", at=NOW, words=words, person_id=whom
        )
    casebook.bases.add(
        small.case, kind="consent", person_id=small.mother, sections=("meetings",), purpose="tuki"
    )
    return small


def test_the_copy_holds_the_clients_data_and_logs(casebook: "Casebook", told: SmallCase) -> None:
    """What is theirs is there, with who used it; the copy says what it leaves out."""
    text = casebook.copies.preview(told.case, WORDS)
    for words in (
        *("Malli Esimerkki", "K-0001", "Oma koti", "Velka hoidetaan.", "Haluan oman avaimen"),
        *("Asunto on valmis.", "Soitetaan Kelaan", "Testi Testinen", "Sanna Keksitty", "suostumus"),
        *("Muiden ihmisten tiedot on jätetty pois", "Keksilän vankila", "äiti"),
        *("Kortti tilataan", "Kuva on otettu.", "Asunto löytyi.", "tavoitettu (yksi henkilö)"),
    ):
        assert words in text, words


def test_the_copy_leaves_third_persons_out(casebook: "Casebook", told: SmallCase) -> None:
    """No name, no words, no sentence about a third person; nothing that is own only."""
    text = casebook.copies.preview(told.case, WORDS)
    for words in ("Aino", "uusi osoite", "Oma havainto", "Sisäinen asia", "viikon", "Huoli"):
        assert words not in text, words
    assert "Pois jätettyjä kohtia, joissa puhutaan muista ihmisistä: 4." in text


def test_a_protected_person_is_not_in_the_copy_at_all(
    casebook: "Casebook", told: SmallCase
) -> None:
    """Not even their role is told."""
    casebook.bases.protect(told.case, told.mother)
    assert "äiti" not in casebook.copies.preview(told.case, WORDS)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_copy_is_a_pdf_in_each_language_and_logged(
    casebook: "Casebook", told: SmallCase, tmp_path: Path, language: str
) -> None:
    """It is written whole, its name tells nothing, and the disclosure log has it."""
    path = casebook.copies.write(told.case, copy_words(language), tmp_path)
    assert path.read_bytes().startswith(b"%PDF")
    assert "Esimerkki" not in path.name
    (line,) = casebook.disclosures.lines(case_id=told.case)
    assert (line.way, line.ground, line.receiver) == ("print", "own-copy", "Malli Esimerkki")
    assert "own" not in line.sections


def test_follow_ups_and_the_plan_are_in_it(casebook: "Casebook", small: SmallCase) -> None:
    """What is planned, how the client is reached, what may be said to whom; nobody close named."""
    casebook.reach.tell(small.case, ("no-phone",), "Vastaanotto auttaa. Aino tietää.")
    casebook.follow_ups.add(small.case, "kahvit", dt.date(2026, 12, 7))
    add = casebook.lost_contact.add
    add(small.case, person_id=small.mother, may_say="Että kaipaamme.")
    add(small.case, person_id=small.worker, channel="letter")
    text = casebook.copies.preview(small.case, WORDS)
    for part in ("kahvit", "7.12.2026", "ei puhelinta, Vastaanotto auttaa.", "Että kaipaamme.",
                 "Testi Testinen", "yksi henkilö"):  # fmt: skip
        assert part in text
    assert "Aino" not in text


def test_needs_goals_and_handovers_are_the_clients_data(
    casebook: "Casebook", small: SmallCase
) -> None:
    """The goal word for word, even with a name; the worker's words without third persons."""
    tie = next(one for one in casebook.network.lines(small.case) if one.person_id == small.mother)
    casebook.needs.set(
        small.case, "housing", state="needed", goal="Ainon luota omaan kotiin", tie_id=tie.id,
        words="Vuokra-asunto. Aino ei jaksa enää.",
    )  # fmt: skip
    new = casebook.people.add(given_name="Uusi", family_name="Kuvitelma")
    made = casebook.handovers.offer(small.case, None, new)
    casebook.handovers.decline(made, "täynnä", dt.date(2026, 11, 24))
    text = casebook.copies.preview(small.case, WORDS)
    assert "Ainon luota omaan kotiin" in text
    assert "Vuokra-asunto." in text
    assert "jaksa" not in text
    assert "Aino Keksitty" not in text
    assert "Uusi Kuvitelma" in text
    assert "kieltäytynyt" in text
    assert "ei ole kysytty" not in text
