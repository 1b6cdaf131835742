"""The JSON of a case's sharing; the laws and the format are those of ``shapes``.

* basis: id case_id case kind recipient sector sections areas purpose paragraph starts ends how
  given_on withdrawn_at state
* bar: id by target recipient sector sections areas starts ends how given_on withdrawn_at state
* protection: id kind person_id name against starts ends state note
* disclosure: id case_id case at person way what kind record_id sections areas receiver organisation
  sector purpose ground basis_id override
"""

from collections.abc import Iterable
from dataclasses import asdict

from storage.lines.sharing import BarLine, BasisLine, DisclosureLine, ProtectionLine
from tui_app.cli.shapes import Shape, plain_value
from tui_app.plain.sharing import receiver_words
from tui_app.plain.words import shown_name

_LEFT_OUT = frozenset({"person_id", "receiver_id"})


def _shape(line: BasisLine | BarLine | DisclosureLine | ProtectionLine) -> Shape:
    made = {name: plain_value(value) for name, value in asdict(line).items()}
    if "case_label" in made:
        made["case"] = made.pop("case_label")
    return made


def basis_shapes(lines: Iterable[BasisLine], *, names: bool) -> list[Shape]:
    """Shape bases."""
    return [_named(line, names=names) for line in lines]


def bar_shapes(lines: Iterable[BarLine], *, names: bool) -> list[Shape]:
    """Shape bars."""
    return [_named(line, names=names) for line in lines]


def _named(line: BasisLine | BarLine, *, names: bool) -> Shape:
    shape = {name: value for name, value in _shape(line).items() if name not in _LEFT_OUT}
    return shape | {"recipient": line.recipient if names else line.masked}


def protection_shapes(lines: Iterable[ProtectionLine], *, names: bool) -> list[Shape]:
    """Shape protected people; masked, without the note."""
    return [
        _shape(line)
        | {
            "name": shown_name(line.name, names=names),
            "against": shown_name(line.against, names=names),
            "note": line.note if names else None,
        }
        for line in lines
    ]


def disclosure_shapes(lines: Iterable[DisclosureLine], *, names: bool) -> list[Shape]:
    """Shape lines of the disclosure log."""
    return [
        {name: value for name, value in _shape(line).items() if name not in _LEFT_OUT}
        | {
            "receiver": receiver_words(line, names=names),
            "person": shown_name(line.person, names=names),
        }
        for line in lines
    ]
