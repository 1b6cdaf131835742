"""The words of the network map: labels, what the lines mean, who is not drawn.

The law: what the map leaves out it says, with the way to the list.
"""

from collections.abc import Iterable, Iterator

from storage.lines.network import TieLine
from storage.rules.network_days import Compared
from storage.rules.network_drawing import CONFLICT, SIGNS
from storage.rules.network_labels import actor_of, is_missing
from storage.rules.network_map import Actor, NetworkMap
from tui_app.i18n.catalogue import _, in_context
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.network import actor
from tui_app.plain.words import joined


def actors_of(lines: tuple[TieLine, ...], *, names: bool) -> tuple[Actor, ...]:
    """Return how everybody is drawn."""
    kinds = {line.sector: choice_word("sector-short", line.sector) for line in lines}
    return tuple(actor_of(line, kinds[line.sector], names=names) for line in lines)


def legend(glyphs: str, *, is_own: bool = True) -> str:
    """Say what the lines mean, and below what the signs mean, each on a line of 78 cells.

    Wishes are marked on the worker's own map alone (``is_own``).
    """
    signs = SIGNS[glyphs].level
    lines = (
        f"{(signs[word] * 3)[:3].rstrip()} {choice_word('strength', word)}"
        for word in ("strong", "normal", "weak", "unknown")
    )
    rest = (
        f"? {in_context('network', 'missing')}",
        f"! {_('see the wish')}" if is_own else "",
        f"* {_('anchoring community')}",
    )
    conflict = f"{CONFLICT} {_('conflict')}"
    return "\n".join(("  ".join(lines), joined((conflict, *rest), "  ")))


def undrawn_words(found: NetworkMap) -> str:
    """Say how many of which kind the map leaves out; "" when it shows everybody."""
    if not found.undrawn:
        return ""
    count = sum(number for _sector, number in found.undrawn)
    kinds = joined(
        f"{choice_word('sector-short', sector)} {number}" for sector, number in found.undrawn
    )
    return _("Not drawn: {count} ({kinds}). The list shows everybody.").format(
        count=count, kinds=kinds
    )


def shown_things(lines: Iterable[TieLine]) -> Iterator[str]:
    """Yield the client's view of the network, one thing a line."""
    for line in lines:
        kind = choice_word("sector", line.sector)
        missing = in_context("network", "missing") if is_missing(line) else ""
        strong = "" if line.strength == "unknown" else choice_word("strength", line.strength)
        conflict = _("conflict") if line.conflict else ""
        yield joined((line.role or kind, kind if line.role else "", missing, strong, conflict))


def compared_text(found: Compared, *, names: bool) -> Iterator[str]:
    """Yield two days of a network compared, and what that is based on."""
    first, last = full_date(found.first), full_date(found.last)
    yield _("Network {first} and {last}").format(first=first, last=last)
    for title, lines in ((_("Came along"), found.came), (_("Went"), found.went)):
        yield ""
        yield f"{title}: {len(lines)}"
        for line in lines:
            yield f"  {actor(line, names=names)}{_days(line)}"
    yield ""
    yield _("There on both days: {count}").format(count=len(found.stayed))
    for line in found.stayed:
        yield f"  {actor(line, names=names)}{_days(line)}"
    yield ""
    words = _("Based on the days written on the ties (since, until).")
    if found.undated:
        undated = _("{count} of them have no first day, and count as there all along.")
        words = f"{words} {undated.format(count=found.undated)}"
    yield words
    yield _("How strong a tie was on an earlier day is not known.")


def _days(line: TieLine) -> str:
    if not (line.since or line.until):
        return ""
    since = full_date(line.since) if line.since else ""
    return f" ({since}–{full_date(line.until) if line.until else ''})"
