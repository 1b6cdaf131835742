"""The plain twin of handovers: whose role goes to whom, what it waits for, days without anybody.

The law: what is missing stands first, in words; a declined offer says why. Names are masked.
"""

from collections.abc import Iterable, Iterator

from storage.lines.needs import HandoverLine
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import counted, flat, joined, shown_name, who


def role_words(line: HandoverLine) -> str:
    """Return which role it is."""
    if line.tie_id is None:
        return _("key worker")
    return line.role or _("role without a name")


def standing_words(line: HandoverLine) -> str:
    """Return what the handover waits for, "" for nothing."""
    return choice_word("handover-standing", line.standing) if line.standing else ""


def gap_words(line: HandoverLine) -> str:
    """Return for how many days nobody had the role, as far as that is known."""
    if not line.gap_days:
        return ""
    words = ngettext("{count} day without anybody", "{count} days without anybody", line.gap_days)
    return words.format(count=line.gap_days)


def handover_facts(line: HandoverLine, *, names: bool) -> tuple[str, ...]:
    """Return everything that is known of a handover but whose role it is, a fact each."""
    offered = full_date(line.offered_at.astimezone().date()) if line.offered_at else ""
    ends = full_date(line.ends_on) if line.ends_on else ""
    answered = full_date(line.answered_on) if line.answered_on else ""
    state = choice_word("handover-state", line.state)
    told = full_date(line.told_on) if line.told_on else ""
    contact = full_date(line.contact_on) if line.contact_on else ""
    by = shown_name(line.offered_by, names=names)
    return (
        _("offered {day} by {who}").format(day=offered, who=by) if offered else "",
        joined((joined((state, answered), " "), line.reason)) if line.state != "offered" else "",
        _("former one until {day}").format(day=ends) if ends else "",
        _("client told {day}").format(day=told) if told else "",
        _("first contact {day}").format(day=contact) if contact else "",
        gap_words(line),
        _("open action items still with the former one: {count}").format(count=line.items)
        if line.items and line.state == "accepted"
        else "",
        flat(line.words),
    )


def from_to(line: HandoverLine, *, names: bool) -> str:
    """Return from whom to whom."""
    former = shown_name(line.from_name, names=names) or _("nobody")
    return f"{former} → {shown_name(line.to_name, names=names)}"


def handover_row(line: HandoverLine, *, names: bool) -> str:
    """Return one handover as one line, without its case."""
    wants = standing_words(line)
    sign = f"! {wants}" if wants else ""
    people = _("from {former} to {successor}").format(
        former=shown_name(line.from_name, names=names) or _("nobody"),
        successor=shown_name(line.to_name, names=names),
    )
    facts = handover_facts(line, names=names)
    return joined((f"{role_words(line)}: {people}", sign, *facts))


def handovers_text(lines: Iterable[HandoverLine], *, names: bool) -> Iterator[str]:
    """Yield the handovers of one case, the newest first."""
    found = tuple(lines)
    yield counted(_("Handovers of roles"), len(found))
    yield from (handover_row(line, names=names) for line in found)


def waiting_words(line: HandoverLine, *, names: bool) -> str:
    """Return what an open handover waits for, with its case: for Today."""
    case = who(line.case_label, line.client, names=names)
    successor = shown_name(line.to_name, names=names)
    head = f"{case}: {role_words(line)} → {successor}"
    return joined((head, standing_words(line), gap_words(line)))


def waiting_text(lines: Iterable[HandoverLine], *, names: bool) -> Iterator[str]:
    """Yield the handovers that wait for something."""
    found = tuple(lines)
    if found:
        yield counted(_("Handovers that wait"), len(found))
    yield from (f"! {waiting_words(line, names=names)}" for line in found)
