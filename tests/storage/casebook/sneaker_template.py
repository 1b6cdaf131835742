"""The vaults that every sneakernet story works on copies of: made once in a process, acquainted."""

import os
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook import entrance
from storage.casebook.joining import Joiner, join, look_into, write_answer
from tests.offices import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.storage.casebook.correspondents import acquaint

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

WORD = "kolme keksittyä porsasta metsässä juoksee"
NAMES = ("aino", "ainos-other", "bo", "cecilia", "cecilias-other")
SIZES = (NAMES[:3], NAMES[:4], NAMES)
"""Three devices of two people, four of three, five of three."""
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 — only made-up people


class Template(NamedTuple):
    """Closed vaults that know each other, by name: data keys, and each person's sheet."""

    folder: Path
    keys: dict[str, bytes]
    sheets: dict[str, str]


@cache
def template(names: tuple[str, ...]) -> Template:
    """Make the vaults once in a process."""
    folder = Path(mkdtemp(prefix="nivel-sneakernet-", dir=MEMORY))
    made: dict[str, Casebook] = {}
    sheets: dict[str, str] = {}
    for name, who, mark in (("aino", "Aino Keksitty", "A"), ("cecilia", "Cecilia Exempel", "D")):
        if name in names:
            made[name], lines = entrance.create(
                folder / name, who, mark, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS
            )
            sheets[name] = "\n".join(lines)
    for name in names:
        first = name.partition("s-other")[0]
        if name != first:
            made[name], _none = _joined(made[first], folder, "device", name, sheets[first])
            sheets[name] = sheets[first]
    made["bo"], sheets["bo"] = _joined(made["aino"], folder, "colleague", "bo", "")
    for here, there in permutations(names, 2):
        _meet(made[here], made[there])
    keys = {}
    for name, casebook in made.items():
        with casebook.vault.key.view() as view:
            keys[name] = bytes(view)
        casebook.close()
    return Template(folder, keys, sheets)


def _joined(
    inviting: "Casebook", folder: Path, kind: str, name: str, sheet: str
) -> "tuple[Casebook, str]":
    path = folder / f"{name}.nvi"
    who = "Bo Exempel" if kind == "colleague" else inviting.me.person
    inviting.invitations.write(path, kind, who, WORD, parameters=CHEAP, limits=CHEAP_LIMITS)
    line, invitation = look_into(path, WORD, limits=CHEAP_LIMITS)
    joiner = Joiner(who, line.mark or "C", PASSPHRASE, sheet)
    casebook, lines = join(folder / name, invitation, joiner, parameters=CHEAP, limits=CHEAP_LIMITS)
    write_answer(casebook, folder / f"{name}.nva")
    inviting.invitations.accept((folder / f"{name}.nva").read_bytes())
    return casebook, "\n".join(lines)


def _meet(here: "Casebook", there: "Casebook") -> None:
    if here.me.person_id == there.me.person_id:
        here.cards.accept(there.cards.own())
    else:
        acquaint(here, there)
