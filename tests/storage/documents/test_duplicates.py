"""Doubles: an equal address or number, or a like name, is suggested; nothing is merged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process

from storage.documents import duplicates
from storage.documents.contact_entry import ContactDraft, ContactEntry, finished
from storage.documents.duplicates import Double, find_doubles, folded_phone
from storage.lines.people import PersonLine
from storage.rules.same_name import folded_name

AINO = b"a" * 16
TESTI = b"t" * 16
PEOPLE = (
    PersonLine(
        AINO, "Aino Mäkelä-Keksitty", "", "", "", "+358 40 123 4567", "aino@keksitty.example"
    ),
    PersonLine(TESTI, "Testi Testinen", "", "", "", "", ""),
)


def entry(name: str = "", phone: str = "", email: str = "") -> ContactEntry:
    """Make an entry as the preview would."""
    draft = ContactDraft(1, full_name=name, phones=[("cell", phone)], emails=[("work", email)])
    made = finished(draft)
    assert isinstance(made, ContactEntry)
    return made


@pytest.mark.parametrize(
    ("one", "because", "who"),
    [
        (entry("Keksitty-Makela, AINO"), "name", AINO),
        (entry("Testi Testimen"), "name", TESTI),
        (entry("Kuka Tahansa", "0401234567"), "phone", AINO),
        (entry("Kuka Tahansa", "", "Aino@Keksitty.Example"), "email", AINO),
    ],
)
def test_a_known_person_is_suggested(one: ContactEntry, because: str, who: bytes) -> None:
    """Turned names, a wrong letter, a number without country code, any case of an address."""
    (double,) = find_doubles([one], PEOPLE)
    assert (double.because, double.person_id, double.earlier) == (because, who, None)


def test_the_strongest_reason_counts() -> None:
    """An equal e-mail address is named before an equal number and a like name."""
    one = entry("Aino Mäkelä-Keksitty", "0401234567", "aino@keksitty.example")
    assert find_doubles([one], PEOPLE) == (Double(0, "email", 100.0, person_id=AINO),)


def test_others_are_not_suggested() -> None:
    """The same given name, the same family name or a short number mean nothing."""
    others = [
        entry("Testi Kuvitteellinen"),
        entry("Aino"),
        entry("Malli Testinen"),
        entry("Kuu", "112"),
        entry("A B"),
        entry("b a"),
    ]
    assert find_doubles(others, PEOPLE) == ()


def test_earlier_entries_are_suggested() -> None:
    """The second card of one person in a file names the first."""
    doubles = find_doubles([entry("Malli Esimerkki"), entry("esimerkki malli")], ())
    assert doubles == (Double(1, "name", 100.0, earlier=0),)


def test_a_shared_number_names_a_few() -> None:
    """A switchboard on every card does not make every card name every other."""
    doubles = find_doubles([entry(f"{n} {n}", "017123456") for n in range(500)], PEOPLE)
    assert len([double for double in doubles if double.entry == 499]) == 5


def comparisons(book: list[ContactEntry], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many pairs of names are compared while ``book`` is looked through."""
    compared = 0
    extract = process.extract

    def counting(name: str, choices: list[str], **how: object) -> object:
        nonlocal compared
        compared += len(choices)
        return extract(name, choices, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(process, "extract", counting)
    find_doubles(book, PEOPLE)
    return compared


def near_equal(count: int) -> list[ContactEntry]:
    """Return so many names that differ in a few letters only."""
    return [entry(f"Malli Esimerkki{chr(97 + n % 26)}{n:04d}") for n in range(count)]


def test_near_equal_names_are_compared_with_a_bounded_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """5,000 near-equal names: at most a few hundred comparisons each, not thousands."""
    assert comparisons(near_equal(5_000), monkeypatch) < 5_000 * 300


def test_without_the_bound_the_work_grows_with_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: blocks without an end compare each name with all the others."""
    monkeypatch.setattr(duplicates, "_COMPARED", 1_000_000)
    assert comparisons(near_equal(1_000), monkeypatch) > 1_000 * 300


def test_an_equal_name_is_found_among_near_equal_ones() -> None:
    """The bound never hides a name that is written alike, nor an equal number."""
    book = [*near_equal(500), entry("esimerkkiz0493 malli"), entry("Muu Nimi", "017123456"),
            entry("Toinen Nimi", "017 123456")]  # fmt: skip
    doubles = find_doubles(book, ())
    assert [d.earlier for d in doubles if d.entry == 500 and d.score == 100.0] == [493]
    assert [d.earlier for d in doubles if d.entry == 502] == [501]


def test_progress_counts_entries() -> None:
    """The callback hears of each entry done."""
    done: list[int] = []
    find_doubles([entry("Malli Esimerkki")] * 3, (), done.append)
    assert done == [1, 2, 3]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_folding_is_stable(name: str) -> None:
    """Folding a folded name changes nothing, and no number is shorter than eight digits."""
    assert folded_name(folded_name(name)) == folded_name(name)
    assert len(folded_phone(name)) in {0, 8}
