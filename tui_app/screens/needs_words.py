"""How needs and handovers are drawn on their lists and told under them.

The law: a need that nobody takes care of has ``!`` and the reason in words; what nobody asked is
quiet; a goal stands in the client's words before everything else.
"""

from collections.abc import Sequence

from storage.lines.needs import GapLine, HandoverLine, NeedLine, UnmetLine
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.handovers import (
    from_to,
    gap_words,
    handover_facts,
    role_words,
    standing_words,
)
from tui_app.plain.needs import NOBODY, goal_words, service_words, unmet_row, who_words
from tui_app.plain.words import flat, joined
from tui_app.widgets.list_rows import Column, Row

_AREA, _STATE = Column(N_("Life area"), 24), Column(N_("How it stands"), 14)
MASKED = (_AREA, _STATE, Column(N_("Who"), 8), Column(N_("Goal, need"), 0))
NAMED = (_AREA, _STATE, Column(N_("Who"), 20), Column(N_("Goal, need"), 0))
HANDOVERS = (
    Column(N_("Offered"), 10),
    Column(N_("Role"), 16, most=28),
    Column(N_("Who to whom"), 13),
    Column(N_("How it stands"), 0),
)
HANDOVERS_NAMED = (
    Column(N_("Offered"), 10),
    Column(N_("Who to whom"), 40),
    Column(N_("How it stands"), 0),
)


def need_cells(line: NeedLine, *, names: bool) -> Row:
    """Draw a need, or an area of which nothing is written yet."""
    who = who_words(line._replace(actor_role="" if line.actor else line.actor_role), names=names)
    what = joined((goal_words(line.goal), flat(line.words)))
    gap = choice_word("need-gap", line.gap) if line.gap else ""
    area, state = choice_word("need-area", line.area), choice_word("need-state", line.state)
    cells = (area, state, who, what or gap)
    return Row(cells, sign="!" * bool(line.gap), quiet=line.state == "not-asked")


def need_words(line: NeedLine | None, gap: GapLine | None, *, names: bool) -> str:
    """Tell everything about the need under the cursor; six short lines at most."""
    if line is None:
        return ""
    who = who_words(line, names=names)
    care = _("takes care: {who}").format(who=who) if who else ""
    service = _("service: {service}").format(service=line.service) if line.service else ""
    why = f"! {choice_word('need-gap', line.gap)}" if line.gap else ""
    found = "; ".join(map(service_words, gap.suggestions)) if gap is not None else ""
    rows = (
        goal_words(line.goal) or _("No goal in the client's own words yet: t."),
        flat(line.words),
        joined((care, service)),
        joined((why, flat(line.unmet_words) if line.unmet else "")),
        _("in the directory: {service}").format(service=found) if found else "",
    )
    return "\n".join(filter(None, rows))


def head_words(lines: Sequence[NeedLine], *, nobody: bool) -> str:
    """Say over the list how many needs have nobody; and that the network is of nobody."""
    count = sum(bool(line.gap) for line in lines)
    if all(line.state == "not-asked" for line in lines):
        return _("Nothing has been asked yet. s says how a need stands, t writes the goal.")
    if not count:
        return _("Nobody is missing: each need that was found has somebody.")
    if nobody:
        return _(NOBODY)
    words = ngettext(
        "{count} need that nobody takes care of", "{count} needs that nobody takes care of", count
    )
    return f"! {words.format(count=count)}"


def unmet_rows(lines: Sequence[UnmetLine]) -> tuple[str, ...]:
    """Return the office's unmet needs, a row each."""
    return tuple(map(unmet_row, lines)) or (_("None has been marked."),)


def handover_cells(line: HandoverLine, *, names: bool) -> Row:
    """Draw a handover."""
    day = full_date(line.offered_at.astimezone().date()) if line.offered_at else ""
    wants = standing_words(line)
    how = wants or choice_word("handover-state", line.state)
    quiet = not line.is_latest
    people = from_to(line, names=names)
    cells = (day, people, how) if names else (day, role_words(line), people, how)
    return Row(cells, sign="!" * bool(wants), quiet=quiet)


def handover_words(line: HandoverLine | None, *, names: bool) -> str:
    """Tell everything about the handover under the cursor, what is missing first."""
    if line is None:
        return ""
    missing = joined((standing_words(line), gap_words(line)))
    facts = joined(fact for fact in handover_facts(line, names=names) if fact != gap_words(line))
    return joined((f"! {missing}" if missing else "", facts), "\n")
