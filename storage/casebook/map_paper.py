"""A network as a paper: the map, what its lines mean, and everybody as a table.

The law: the table is the map in words, whole, for whoever cannot see it and for those whom the map
has no room for. The client's paper names nobody and judges nothing; a paper for others names who is
there and judges nothing; only the own office's has the strength of ties and conflicts.
"""

import datetime as dt

from storage.casebook.map_words import MapWords
from storage.documents.handout import Block, Handout, Paragraph, Picture, Section, Table
from storage.documents.network_svg import svg_of
from storage.documents.wrapping import width_of
from storage.lines.network import TieLine
from storage.rules.network_drawing import ASCII, drawn
from storage.rules.network_labels import actor_of, is_missing
from storage.rules.network_map import NetworkMap, laid_out

OWN, CLIENT, SHARED = "own", "client", "shared"
_FOOTERS = {OWN: "for-own", CLIENT: "for-client", SHARED: "for-others"}
WIDE, HIGH, LARGE_WIDE, TEXT_WIDE = 80, 23, 60, 72


def map_of(
    lines: tuple[TieLine, ...], words: MapWords, client: str, view: str, width: int = WIDE
) -> NetworkMap:
    """Lay out the map of a paper; ``client`` is who stands in the middle."""
    actors = (
        actor_of(line, words.choice("sector-short", line.sector), names=view != CLIENT)
        for line in lines
    )
    return laid_out(actors, (client, words.said["client"]), width, HIGH, width_of)


def as_svg(found: NetworkMap, words: MapWords) -> str:
    """Return the map alone, with what its lines mean as its description."""
    told = f"{words.said['lines']} {_left(found, words)}".strip()
    return svg_of(found, words.said["title"], told)


def as_rows(found: NetworkMap) -> str:
    """Return the map alone in plain ASCII."""
    return "\n".join(row.rstrip() for row in drawn(found, ASCII))


def paper(
    lines: tuple[TieLine, ...],
    found: NetworkMap,
    words: MapWords,
    client: str,
    view: str,
    written: dt.date,
) -> Handout:
    """Return the whole paper."""
    said = words.said
    whose = ((said["client"], client), (said["written-on"], words.day(written)))
    picture = Picture(as_svg(found, words), said["told"])
    lines_mean: tuple[Block, ...] = (Paragraph(said["lines"]),)
    left = _left(found, words)
    below = (*lines_mean, Paragraph(left)) if left else lines_mean
    return Handout(
        language=words.language,
        title=said["title"],
        facts=whose[view == CLIENT :],
        sections=(
            Section(said["map"], (picture, *below)),
            Section(said["everybody"], (_table(lines, words, view),)),
        ),
        footer=said[_FOOTERS[view]],
    )


def _left(found: NetworkMap, words: MapWords) -> str:
    count = sum(number for _sector, number in found.undrawn)
    return words.said["not-drawn"].format(count=count) if count else ""


def _table(lines: tuple[TieLine, ...], words: MapWords, view: str) -> Block:
    said = words.said
    if not lines:
        return Paragraph(said["nobody"])
    keys = {
        OWN: ("who", "role", "kind", "strength", "conflict", "nearness", "since", "until"),
        CLIENT: ("role", "kind", "strength", "conflict"),
        SHARED: ("who", "role", "kind"),
    }[view]
    rows = (_cells(line, words) for line in lines)
    return Table(
        tuple(said[key] for key in keys), tuple(tuple(row[k] for k in keys) for row in rows)
    )


def _cells(line: TieLine, words: MapWords) -> dict[str, str]:
    said, choice = words.said, words.choice
    who = said["to-be-filled"] if is_missing(line) else line.name
    alone = line.organisation == line.name
    kind = choice("sector", line.sector)
    return {
        "who": who if alone or not line.organisation else f"{who}, {line.organisation}",
        "role": line.role,
        "kind": f"{kind}, {said['anchoring']}" if line.anchoring else kind,
        "strength": "" if line.strength == "unknown" else choice("strength", line.strength),
        "conflict": said["yes"] if line.conflict else "",
        "nearness": "" if line.nearness == "unknown" else choice("nearness", line.nearness),
        "since": words.day(line.since) if line.since else "",
        "until": words.day(line.until) if line.until else "",
    }
