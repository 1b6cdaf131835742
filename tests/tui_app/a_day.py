"""A day at the keyboard, in Finnish: each function presses keys and waits for what must be seen.

Used by the whole-day test and by the fault campaign (canaries, memory, escape codes, sockets): the
words that are typed are handed in, so that each of them can be looked for afterwards.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.tui_app.watched import Watched

_SHEET_LINE = re.compile(r"(\d)\.  (\w{5} \w{5} \w{5})")
_CARD = """BEGIN:VCARD
VERSION:3.0
FN:{given} {family}
N:{family};{given};;;
ORG:{organisation}
TITLE:{title}
TEL:{phone}
END:VCARD
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is typed in the day; all of it made up."""

    person: str = "Testi Testinen"
    passphrase: str = "seitseman veljesta istui katolla"
    worker: str = "Tuula Keksinen"
    worker_title: str = "sosiaaliohjaaja"
    organisation: str = "Esimerkkilän hyvinvointialue"
    phone: str = "+358 40 000 0000"
    given: str = "Malli"
    family: str = "Esimerkki"
    prison: str = "Keksilän vankila"
    told_by: str = "Vanki Vartia"
    source: str = "kirje"
    role: str = "omatyöntekijä"
    place: str = "Tapaamishuone 2"
    note: str = "Asunto on haussa"
    action: str = "soittaa Kelaan"
    agreed: str = "lasku maksetaan yhdessä"
    asked: str = "kuka maksaa muuton"
    half: str = "Veli voi autt"


def first_run(terminal: Watched, words: Words) -> dict[str, str]:
    """Choose language and look, say who one is, set a passphrase, keep the sheet; return it."""
    terminal.see("Kieli", "Suomi")
    terminal.keys("Enter")
    terminal.see("2 / 5")
    terminal.keys("Enter")
    terminal.see("3 / 5")
    terminal.keys(words.person, "Enter", "Enter")
    terminal.see("uusi salalause")
    terminal.keys(words.passphrase, "Tab", words.passphrase, "Enter")
    text = terminal.see("1.  ", "4.  ", patience=60)
    sheet = dict(_SHEET_LINE.findall(text))
    terminal.keys("Enter")
    asked = re.search(r"rivi (\d)", terminal.see("Kirjoita paperistasi rivi"))
    terminal.keys(sheet[asked[1]] if asked else "", "Enter")
    terminal.see("[1 Tänään]")
    return sheet


def unlock(terminal: Watched, words: Words) -> None:
    """Open the casebook at the lock screen."""
    terminal.see(words.person)
    terminal.keys(words.passphrase, "Enter")
    terminal.see("[1 Tänään]", patience=60)


def write_book(path: Path, words: Words) -> None:
    """Write an address book of one worker."""
    given, _space, family = words.worker.partition(" ")
    card = _CARD.format(
        given=given, family=family, organisation=words.organisation,
        title=words.worker_title, phone=words.phone,
    )  # fmt: skip
    path.write_text(card, encoding="utf-8")


def bring_in(terminal: Watched, book: Path) -> None:
    """Import an address book."""
    terminal.keys("6")
    terminal.see("[1 Ihmiset]", "2 Organisaatiot")
    terminal.do("people.bring-in")
    terminal.see("Mikä osoitekirja?")
    terminal.keys(str(book), "Enter")
    terminal.see("lisätään 1")
    terminal.do("bring-in.finish")
    terminal.see("tuotiin", "[1 Ihmiset]")


def open_case(terminal: Watched, words: Words) -> None:
    """Open a case about a client, with a release date that was told."""
    terminal.keys("Escape", "2")
    terminal.see("[2 Asiakkaat]")
    terminal.do("cases.new")
    terminal.see("Etunimi", "Kertoja")
    for text in (words.given, words.family, words.prison, "3.12.2027"):
        terminal.keys(text, "Enter")
    terminal.keys("Enter", words.told_by, "Enter", words.source, "Enter")
    terminal.see("-0001", "3.12.2027")


def tell_release(terminal: Watched, words: Words) -> None:
    """Write another release date, on the case's page."""
    terminal.do("case.release")
    terminal.see("Kertoja")
    terminal.keys("10.12.2027", "Enter", "Enter")
    terminal.do("release.finish")
    terminal.see("10.12.2027", "-0001")


def add_tie(terminal: Watched, words: Words) -> None:
    """Put the worker into the network of the case that is open."""
    terminal.keys("2")
    terminal.see("[2 Verkosto]")
    terminal.do("network.add")
    terminal.see("Kuka tulee mukaan verkostoon?", words.worker)
    terminal.keys(words.worker.split()[1][:5])
    terminal.keys("Enter")
    terminal.see("Rooli", "Miksi mukana")
    terminal.keys(words.role, "Enter")
    terminal.do("tie.finish")
    terminal.see("[2 Verkosto]", words.role)


def plan_meeting(terminal: Watched, words: Words) -> None:
    """Plan a network meeting of the case that is open, today."""
    terminal.keys("3")
    terminal.see("[3 Palaverit]")
    terminal.do("case-meetings.new")
    terminal.see("[1 Valmistelu]", "Keitä on paikalla")
    for text in ("tänään", "9.30", "10.30", words.place):
        terminal.keys("Ctrl+U", text, "Enter")
    terminal.see("09:30", words.place, "s Aloita")


def hold_meeting(terminal: Watched, words: Words) -> None:
    """Start the meeting; write a note and the three captures."""
    terminal.do("prepare.start")
    terminal.see("[2 Palaveri]", "Puhuu:")
    terminal.keys(words.note, "Enter")
    terminal.see(words.note)
    terminal.keys(f"!t {words.action}, {words.person.split()[0]}, pe", "Enter")
    terminal.keys(f"!s {words.agreed}", "Enter")
    terminal.keys(f"!k {words.asked}?", "Enter")
    terminal.see("TEHTÄVIÄ 1, SOVITTUJA 1, AVOIMIA KYSYMYKSIÄ 1", words.note)


def close_meeting(terminal: Watched) -> None:
    """Go out of the line and close the meeting."""
    terminal.keys("Escape")
    terminal.do("live.close")
    terminal.see("[3 Muistio]")


def hand_out(terminal: Watched, folder: Path) -> list[Path]:
    """Write the minutes to a file; return the folder's papers."""
    terminal.do("minutes.hand-out")
    terminal.see("Kansio", "ESIKATSELU")
    terminal.do("hand-out.write")
    for _ in range(50):
        if papers := sorted(folder.glob("*.pdf")):
            return papers
        terminal.read(0.2)
    return []
