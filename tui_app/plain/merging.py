"""The plain twin of doubled and merged people and organisations, and the words of both.

The law: masked, a person's telephone and e-mail are left out with the name; nothing here says why
somebody must not be merged.
"""

from collections.abc import Iterable, Iterator

from storage.lines.merging import MergedLine, PairLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import counted, joined, shown_name


def name_in(kind: str, name: str, *, names: bool) -> str:
    """Return the name; an organisation's is public."""
    return name if kind == "organisation" else shown_name(name, names=names)


def because_words(because: str) -> str:
    """Say why two may be one."""
    said = {"email": _("same e-mail"), "phone": _("same telephone"), "name": _("name alike")}
    return said.get(because, because)


def pair_row(line: PairLine, *, names: bool) -> str:
    """Return two that may be one as one line."""
    first = name_in(line.kind, line.first, names=names)
    second = name_in(line.kind, line.second, names=names)
    return joined(
        (
            choice_word("record", line.kind),
            _("{first} and {second}").format(first=first, second=second),
            because_words(line.because),
        )
    )


def merged_words(line: MergedLine, *, names: bool) -> str:
    """Return what was merged, and how its card is reached."""
    reached = (line.phone, line.email) if names or line.kind == "organisation" else ()
    return joined((name_in(line.kind, line.name, names=names), *reached))


def merged_row(line: MergedLine, *, names: bool) -> str:
    """Return one merged record as one line."""
    kept = name_in(line.kind, line.kept_name, names=names)
    told = _("merged into {name}").format(name=kept)
    return joined((choice_word("record", line.kind), merged_words(line, names=names), told))


def merging_text(
    pairs: Iterable[PairLine], merged: Iterable[MergedLine], *, names: bool
) -> Iterator[str]:
    """Yield what may be doubled, then what is merged."""
    found, held = tuple(pairs), tuple(merged)
    yield counted(_("Maybe doubled"), len(found))
    for pair in found:
        yield pair_row(pair, names=names)
    yield counted(_("Merged"), len(held))
    for line in held:
        yield merged_row(line, names=names)
