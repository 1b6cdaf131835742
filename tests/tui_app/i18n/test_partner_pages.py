"""The page beside a sealed file: three languages, how to open it, and nothing of whose."""

from tui_app.i18n.partner_pages import partner_page

TELLING = (
    *("nivel", "hyvinvointi", "välfärd", "vank", "fäng", "prison", "rikos", "brott", "sosiaali"),
    *("social", "asiakas", "klient", "client", "kunta", "20"),
)


def test_it_says_how_and_not_whose() -> None:
    """The program, the commands and the file in each language; no word that tells whose it is."""
    page = partner_page().replace("{file}", "sealed-1.age").casefold()
    assert page.count("age -d -o papers.zip sealed-1.age") == 3
    assert page.count("age-encryption.org") == 3
    assert [word for word in TELLING if word in page] == []
