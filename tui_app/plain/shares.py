"""The plain twin of shares: what was given to whom, on what it stands, what has gone of it.

The law: what has gone is told as it was, also after a withdrawal: it stays with whoever has it. A
share that is in force and sends nothing says why.
"""

from collections.abc import Iterable, Iterator

from storage.lines.delivery import GrantLine, SentSection, ShareLine
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import CHOICES, choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.sharing import moment_words, sections_words
from tui_app.plain.words import counted, joined, shown_name

HELD = {
    "no-basis": N_("no basis for sharing"),
    "barred": N_("may not be given out"),
    "key-change": N_("the key has changed"),
    "unknown": N_("the key is not known"),
    "expired": N_("the contact card has expired"),
    "key-old": N_("the key is too old"),
    "revoked": N_("the device was taken back"),
    "no-device": N_("no device"),
}
_PARTS = tuple(CHOICES["case-section"])
_ON = frozenset({"live", "held-back"})


def is_on(line: ShareLine) -> bool:
    """Tell whether a share can be withdrawn: it has not ended."""
    return line.state in _ON


def state_words(line: ShareLine) -> str:
    """Return how a share stands: until when, since when not, or why nothing goes."""
    if line.state == "live" and line.ends is not None:
        return _("until {date}").format(date=full_date(line.ends))
    return choice_word("share-state", line.state)


def share_row(line: ShareLine, *, names: bool) -> str:
    """Return one share as one line."""
    held = "! " + _(HELD[line.held]) if line.held and is_on(line) else ""
    ended = moment_words(line.ended_at) if line.ended_at and not is_on(line) else ""
    return joined(
        (
            f"{_('shared')}: {shown_name(line.name, names=names)}",
            line.organisation,
            choice_word("share-kind", line.kind),
            joined((choice_word("share-state", line.state), ended), " "),
            held,
            sections_words(line.sections),
            _("for {purpose}").format(purpose=line.purpose) if line.purpose else "",
            _("until {date}").format(date=full_date(line.ends)) if line.ends else "",
        )
    )


def gone_row(line: ShareLine, *, names: bool) -> str:
    """Return what of a share has gone, section by section, and that it stays there."""
    if not line.sent:
        return _("Nothing of it has gone yet.") if is_on(line) else _("Nothing of it ever went.")
    parts = joined(
        (_sent_words(one) for one in sorted(line.sent, key=lambda one: _place(one.section))), "; "
    )
    said = _("Gone so far: {parts}.")
    if not is_on(line):
        said = _("Went to {name} before, and stays there: {parts}.")
    return said.format(parts=parts, name=shown_name(line.name, names=names))


def gone_text(lines: Iterable[ShareLine], *, names: bool) -> Iterator[str]:
    """Yield what of which cases has gone to one person: what whoever has their key could read."""
    found = [line for line in lines if line.sent]
    if found:
        yield _("What has gone to them of your cases, and can be read with their keys:")
    for line in found:
        yield joined((line.case_label, gone_row(line, names=names)))


def shares_text(lines: Iterable[ShareLine], *, names: bool) -> Iterator[str]:
    """Yield shares given, each with what was ever sent of it."""
    found = list(lines)
    yield counted(_("Shares given"), len(found))
    for line in found:
        yield joined((line.case_label, share_row(line, names=names)))
        yield gone_row(line, names=names)


def grants_text(lines: Iterable[GrantLine], *, names: bool) -> Iterator[str]:
    """Yield what others share with us."""
    found = list(lines)
    yield counted(_("Shares received"), len(found))
    for line in found:
        yield joined(
            (
                shown_name(line.giver, names=names),
                line.label,
                choice_word("share-kind", line.kind),
                sections_words(line.sections),
                choice_word("share-state", line.state),
                _("until {date}").format(date=full_date(line.ends)) if line.ends else "",
            )
        )


def _sent_words(one: SentSection) -> str:
    """Say of one section how many records went, when, and whether they are known to be there."""
    first, last = (full_date(at.astimezone().date()) for at in (one.first, one.last))
    count = ngettext("{count} record", "{count} records", one.records).format(count=one.records)
    told = _("acknowledged") if one.has else _("not acknowledged yet")
    return joined(
        (
            f"{choice_word('case-section', one.section)} {count}",
            first if first == last else f"{first}-{last}",
            "" if one.section == "log" else told,
        )
    )


def _place(section: str) -> int:
    """Return where a part stands in the list of parts; one of a newer version comes last."""
    return _PARTS.index(section) if section in _PARTS else len(_PARTS)
