"""Whom a command means: a correspondent by the whole name, or by the beginning of an id.

The law: nobody is taken for somebody else. Where several have the name, the refusal lists them with
what tells them apart and the number that names one alone.
"""

from typing import TYPE_CHECKING

from storage.rules.fold import fold
from tui_app.cli.refusal import REFUSED, Refused
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import trust_word
from tui_app.plain.words import joined

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.correspondents import CorrespondentLine

SHORTEST = 6
"""So many figures of an id name somebody, where they are one's alone."""


def called(casebook: "Casebook", name: str) -> "CorrespondentLine":
    """Return the correspondent with this whole name, or whose id begins so.

    Raises Refused where nobody is called so, or several are.
    """
    lines, wanted = casebook.cards.lines(), fold(" ".join(name.split()))
    found = [line for line in lines if fold(line.name) == wanted]
    if not found and len(wanted) >= SHORTEST:
        found = [line for line in lines if line.id.hex().startswith(wanted)]
    if not found:
        raise Refused(_("Nobody whose card is here is called {name}.").format(name=name), REFUSED)
    if len(found) > 1:
        words = _(
            "Several people are called {name}. Write the number of the one you mean: {people}"
        )
        people = "; ".join(map(_apart, found))
        raise Refused(words.format(name=name, people=people), REFUSED)
    return found[0]


def _apart(line: "CorrespondentLine") -> str:
    return joined((line.id.hex()[:SHORTEST], line.organisation, line.role, trust_word(line)))
