"""The plain twin of Case, Needs: needs and goals by life area, gaps; unmet needs without names.

The law: a goal stands in quotation marks, in the client's words; a gap is told in words. Where the
network is of nobody, that is said once, not with every need.
"""

from collections.abc import Iterable, Iterator

from storage.lines.names import initials
from storage.lines.needs import GapLine, NeedLine, UnmetLine
from storage.lines.services import ServiceLine
from storage.rules.regions import county_name
from storage.rules.unmet import FEW
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import counted, flat, joined, spoken_language

NOBODY = N_(
    "Nobody is in the network yet, so nobody takes care of any need. Press 2, then n: who stands "
    "by the client, who is needed?"
)


def who_words(line: NeedLine, *, names: bool) -> str:
    """Return who takes care of a need, a private name masked; an open role by its name."""
    whole = names or not line.is_person
    return joined((line.actor if whole else initials(line.actor), line.actor_role))


def goal_words(goal: str) -> str:
    """Return the client's words in quotation marks."""
    return f"“{flat(goal)}”" if goal else ""


def need_row(line: NeedLine, *, names: bool) -> str:
    """Return one need as one line."""
    who = who_words(line, names=names)
    head = f"{choice_word('need-area', line.area)}: {choice_word('need-state', line.state)}"
    return joined(
        (
            head,
            goal_words(line.goal),
            flat(line.words),
            _("takes care: {who}").format(who=who) if who else "",
            _("service: {service}").format(service=line.service) if line.service else "",
            flat(line.unmet_words) if line.unmet else "",
            f"! {choice_word('need-gap', line.gap)}" if line.gap else "",
        )
    )


def service_words(line: ServiceLine) -> str:
    """Return a service that is suggested: what, whose, where, and that it is to be checked."""
    return joined(
        (
            line.name,
            line.organisation,
            line.municipality,
            _("no referral needed") if line.low_threshold else "",
            _("to be checked") if line.is_stale else "",
        )
    )


def needs_text(
    lines: Iterable[NeedLine], gaps: Iterable[GapLine], *, names: bool, nobody: bool = False
) -> Iterator[str]:
    """Yield a case's needs, then its gaps; ``nobody``: the network is empty."""
    found, missing = tuple(lines), tuple(gaps)
    yield _("Goals and needs")
    yield from (need_row(line, names=names) for line in found if line.is_kept)
    asked = {line.area for line in found if line.state != "not-asked"}
    rest = [choice_word("need-area", line.area) for line in found if line.area not in asked]
    if rest:
        yield _("Not asked yet: {areas}").format(areas=joined(dict.fromkeys(rest)))
    yield from gaps_text(missing, nobody=nobody)


def gaps_text(gaps: Iterable[GapLine], *, nobody: bool = False) -> Iterator[str]:
    """Yield the needs that nobody takes care of, with what the directory has for each."""
    found = tuple(gaps)
    yield counted(_("Needs that nobody takes care of"), len(found))
    if nobody and found:
        yield _(NOBODY)
    for gap in found:
        words = choice_word("need-gap", gap.need.gap)
        yield f"! {choice_word('need-area', gap.need.area)}: {words}"
        for service in gap.suggestions:
            yield _("in the directory: {service}").format(service=service_words(service))


def unmet_text(lines: Iterable[UnmetLine]) -> Iterator[str]:
    """Yield how many clients have a need that no service meets, by life area."""
    found = tuple(lines)
    yield _("Needs that no service meets, in open cases, without names")
    if not found:
        yield _("None has been marked.")
    for line in found:
        yield unmet_row(line)
    if any(line.clients is None for line in found):
        yield _("Fewer than {few} are not told as a number, so that nobody is known by it.").format(
            few=FEW
        )


def unmet_row(line: UnmetLine) -> str:
    """Return one life area: how many clients, and where."""
    if line.clients is None:
        many = _("fewer than {few} clients").format(few=FEW)
    else:
        many = ngettext("{count} client", "{count} clients", line.clients)
        many = many.format(count=line.clients)
    spoken = spoken_language()
    where = joined(
        f"{county_name(county, spoken) if county else _('county not known')} {count}"
        for county, count in line.counties
    )
    return joined((f"{choice_word('need-area', line.area)}: {many}", where))
