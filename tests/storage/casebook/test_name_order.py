"""Lists of people and organisations stand in the order of a telephone book, page by page."""

from typing import TYPE_CHECKING

from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

PEOPLE = [
    ("Aada", "aalto-malli"),
    ("Testi", "Esimerkki"),
    ("Aino", "Keksitty"),
    ("Åke", "KEKSITTY"),
    ("Öljy", "Keksitty"),
    ("Malli", "Zelenko-Keksitty"),
    ("Malli", "Åkeksitty"),
    ("Malli", "Äkeksitty"),
    ("Malli", "ökeksitty"),
]


def test_people_stand_by_family_name_on_every_page(casebook: "Casebook") -> None:
    """Å ä ö come last whatever the case, and the pages of two add up to the whole."""
    for given, family in sorted(PEOPLE):
        casebook.people.add(given_name=given, family_name=family)
    wanted = [f"{given} {family}" for given, family in PEOPLE]
    pages = [casebook.people.lines(offset, 2) for offset in range(0, len(PEOPLE), 2)]
    assert [line.name for page in pages for line in page] == wanted
    assert [line.name for line in casebook.people.pick("keksitty")] == wanted[2:]


def test_organisations_stand_by_name(casebook: "Casebook") -> None:
    """The same order for organisations."""
    names = ["aalto-apu", "Esimerkkilä", "Zelenko-säätiö", "Åbyn kunta", "Älylä", "öljymäki"]
    for name in sorted(names):
        casebook.organisations.add(name=name)
    assert [line.name for line in casebook.organisations.lines()] == names


def test_the_network_and_who_comes_stand_by_name(casebook: "Casebook", small: SmallCase) -> None:
    """Around the client and in a meeting too, within the kind of actor and after the client."""
    for given, family in sorted(PEOPLE, reverse=True):
        tie = casebook.network.add_private(small.case, given, family, sector="close")
        line = casebook.network.line(tie)
        assert line is not None
        casebook.meetings.invite(small.meeting, line.person_id or b"")
    wanted = [f"{given} {family}" for given, family in PEOPLE]
    close = [line.name for line in casebook.network.lines(small.case) if line.sector == "close"]
    coming = [line.name for line in casebook.minutes.sheet(small.meeting).attendance]
    for names in (close, coming):
        assert [name for name in dict.fromkeys(names) if name in wanted] == wanted
    assert coming[0] == "Malli Esimerkki"


def test_no_table_or_index_needs_our_own_function(casebook: "Casebook") -> None:
    """The file can be read and checked by any SQLCipher, without ``name_order``."""
    with casebook.read() as connection:
        schema = connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars().all()
    assert not [sql for sql in schema if sql and "name_order" in sql]
