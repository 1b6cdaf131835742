"""The plain twin of People and devices: who one is, who is known, a card, the safety number."""

from collections.abc import Iterable, Iterator

from storage.lines.correspondents import CardLine, CorrespondentLine, OwnIdentity
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import full_date
from tui_app.plain.messages import level_word
from tui_app.plain.words import counted, fact, joined, shown_name, yes_no


def identity_text(found: OwnIdentity) -> Iterator[str]:
    """Yield who one is to others, and one's own devices."""
    yield fact(_("Name"), found.name)
    yield fact(_("Organisation"), found.organisation)
    yield fact(_("Letters"), found.mark)
    yield fact(_("Certified by the recovery sheet"), yes_no(found.is_certified))
    for one in found.devices:
        yield joined(
            (
                _("Device {mark}").format(mark=one.mark),
                _("this one") if one.is_this else "",
                "" if one.is_certified else _("not certified"),
                _("taken back") if one.is_revoked else "",
            )
        )


def correspondents_text(lines: Iterable[CorrespondentLine], *, names: bool) -> Iterator[str]:
    """Yield the people whose cards are here."""
    found = list(lines)
    yield counted(_("People"), len(found))
    for one in found:
        yield joined(
            (
                shown_name(one.name, names=names),
                one.organisation,
                one.role,
                level_word("blocked" if one.is_blocked else one.level),
                ", ".join(one.devices),
            )
        )


def card_text(line: CardLine) -> Iterator[str]:
    """Yield what a card says."""
    yield fact(_("Name"), line.name)
    yield fact(_("Organisation"), line.organisation)
    yield fact(_("Trust"), level_word(line.level))
    yield fact(_("Valid until"), full_date(line.expires.astimezone().date()))
    if line.alike:
        yield _("Somebody whose name looks the same is here already. It is another person.")


def number_text(groups: Iterable[str]) -> Iterator[str]:
    """Yield the safety number in three rows of four groups, to be read aloud."""
    held = list(groups)
    yield _("Read this aloud to each other, by telephone or face to face:")
    for at in range(0, len(held), 4):
        yield " ".join(held[at : at + 4])
    yield _("Both must hear the same. Then: nivel compare NAME --equal")
