"""Counties and municipalities: known by every name they have."""

from storage.rules.regions import LANGUAGES, counties, county_name, county_of, find_county


def test_every_county_is_found_by_its_letters_and_its_names() -> None:
    """23 of them, in three languages."""
    assert len(counties()) == 23
    for letters, names in counties().items():
        assert find_county(letters.lower()) == letters
        for language in LANGUAGES:
            assert find_county(names[language]) == letters
            assert county_name(letters, language) == names[language]


def test_the_beginning_of_a_name_is_enough_where_it_says_which() -> None:
    """``Pohjois-Savo`` and ``etela-karjala``; not ``Wellbeing``, which all begin with."""
    assert (find_county("Pohjois-Savo"), find_county("etela-karjala")) == ("PS", "EK")
    assert {find_county(text) for text in ("Wellbeing", "", "Et", "Keksilä")} == {""}


def test_a_municipality_leads_to_its_county() -> None:
    """By the Finnish and by the Swedish name; an unknown one to none."""
    assert (county_of("Kuopio"), county_of("kuopio ")) == ("PS", "PS")
    assert (county_of("Åbo"), county_of("Turku")) == ("VS", "VS")
    assert county_of("Keksilä") == ""
    assert county_name("XX", "fi") == "XX"
