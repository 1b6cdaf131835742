"""Finnish query variants: any common form of a word finds its base form, and back."""

from pathlib import Path

import pytest
import xkcdpass
from hypothesis import given
from hypothesis import strategies as st

from storage.rules import finnish
from storage.rules.finnish import MOST, variants
from storage.rules.fold import fold

# A base form, then other forms of it, as a Finnish text has them.
WORDS = """
velka velan veloissa velkaa velkojen velat
äiti äidin äidille äidit
sopia sovin sopii sovittu sopinut sovitaan
asunto asunnon asunnossa asuntoa asuntoja asunnot
katu kadun kadulla katua
kenkä kengän kengät kenkiä
tupa tuvan tuvassa
kaupunki kaupungin kaupungissa kaupunkiin
vuokra vuokran vuokraa vuokrasta
lupa luvan luvat lupaa lupia
pankki pankin pankkiin pankissa pankit pankkeja
hakemus hakemuksen hakemusta hakemuksia hakemukset
vanki vangin vankia vangit vankien
vankila vankilan vankilassa vankiloita vankilaan
hoitaja hoitajan hoitajalle hoitajia
asiakas asiakkaan asiakasta asiakkaat asiakkaita asiakkaalle
osoite osoitteen osoitetta osoitteessa
tarve tarpeen tarvetta tarpeet
suhde suhteen suhteita
huone huoneen huoneessa huonetta
vapaus vapauden vapautta
vankeus vankeuden vankeutta
oikeus oikeuden oikeutta oikeudessa
virtanen virtasen virtaselle virtasta
nainen naisen naiset
asunnoton asunnottoman asunnottomat
työtön työttömän työttömille
puhelin puhelimen puhelimesta
vuosi vuoden vuotta vuodessa
kuukausi kuukauden kuukautta
joki joen joella
tuki tuen tukea
toimeentulotuki toimeentulotuen toimeentulotukea
haku haun hakua haussa
teko teon tekoja
puku puvun pukua
lukea luen lukenut luetaan
kertoa kerron kertoi kerrottu
antaa annan antoi annettu
ottaa otan otti otettu
tavata tapaan tapasi tavannut tavattu
luvata lupaan lupasi luvannut
hoitaa hoidan hoiti hoidettu
lähteä lähden lähti
ajatella ajattelen
suunnitella suunnittelen suunniteltu
kuunnella kuuntelen
kulkea kuljen kulki
lähettää lähetän lähetti
maksaa maksan maksoi maksettu
tehtävä tehtävän tehtävät tehtäviä
johto johdon johdolle
lapsi lapsen lapsia lapset
kieli kielen kielet
silta sillan sillalla
ilta illan iltana illalla
kunta kunnan kunnassa kuntaa
hyvinvointialue hyvinvointialueen hyvinvointialueella
palvelu palvelun palveluita
sopimus sopimuksen sopimusta sopimuksessa
päätös päätöksen päätöstä
kortti kortin korttia kortit
Pekka Pekan Pekalle
Matti Matin Matille
poika pojan pojat
mies miehen miehelle
ranta rannan rantaa
kirje kirjeen kirjettä kirjeitä
rikos rikoksen rikosta
sakko sakon sakkoja sakot
työ työn työtä työhön
työpari työparin työparit
verkosto verkoston verkostoa
määräaika määräajan määräaikaan
"""
FORMS = [line.split() for line in WORDS.strip().splitlines()]


def finds(typed: str, written: str) -> bool:
    """Tell whether a search for ``typed`` finds a text that holds ``written``."""
    return any(stem in fold(written) for stem in variants(typed))


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
def test_the_base_form_finds_every_form_and_back(forms: list[str]) -> None:
    """The base form finds each other form, and each other form finds the base form."""
    base, *others = forms
    assert [form for form in others if not finds(base, form)] == []
    assert [form for form in others if not finds(form, base)] == []


def test_without_gradation_the_check_goes_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the gradation rules taken away, velka no longer finds velan."""
    assert finds("velka", "velan")
    monkeypatch.setattr(finnish, "weakened", lambda *_: None)
    assert not finds("velka", "velan")


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("velka", "velvoite"),
        ("katu", "katko"),
        ("lupa", "lupaus on luettu"),
        ("vanki", "vakuutus"),
        ("äiti", "aita"),
        ("tupa", "tapa"),
        ("hakemus", "hakea"),
        ("asunto", "asema"),
        ("pankki", "panna"),
        ("laki", "suomalainen"),
        ("aika", "hoitajan"),
    ],
)
def test_other_words_are_not_found(typed: str, other: str) -> None:
    """A word that only looks a little alike is not found, unless it holds the typed word."""
    assert finds(typed, other) is (fold(typed) in fold(other))


@given(st.text(alphabet="aeiouyäökptnlrsvhdgmj-", min_size=1, max_size=14) | st.text(max_size=8))
def test_never_less_than_the_word_and_never_many(word: str) -> None:
    """One to six stems, one of them part of the word; none under three letters but its own."""
    stems = variants(word)
    assert 1 <= len(stems) <= MOST
    assert any(stem in fold(word) for stem in stems)
    assert all(len(stem) >= min(3, len(fold(word))) for stem in stems)


def test_the_dictionary_does_not_explode() -> None:
    """Over a sample of 93,006 Finnish words, a word gets two stems on average, six at most."""
    listed = Path(xkcdpass.__file__).parent / "static" / "fin-kotus"
    words = listed.read_text(encoding="utf-8").split()[::31]
    counts = [len(variants(word)) for word in words]
    assert max(counts) <= MOST
    assert sum(counts) / len(counts) < 2.2


def test_a_search_finds_few_other_words() -> None:
    """A query finds less than one word in a hundred of the dictionary, on average."""
    listed = Path(xkcdpass.__file__).parent / "static" / "fin-kotus"
    words = [fold(word) for word in listed.read_text(encoding="utf-8").split()[::31]]
    found = [sum(any(s in w for s in variants(forms[0])) for w in words) for forms in FORMS]
    assert sum(found) / len(found) < len(words) / 100


@pytest.mark.parametrize("typed", ["K-0142", "12.3.", "abc", "", "R2", "050 123"])
def test_what_is_no_word_stays(typed: str) -> None:
    """Case numbers, dates and short words are looked for as they are."""
    assert variants(typed) == (fold(typed),)
