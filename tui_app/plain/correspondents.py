"""The plain twin of People and devices: who one is, who is known, a card, the safety number.

The law: how sure a key is, and what has to be decided, is said in sentences, each with what to do.
"""

from collections.abc import Iterable, Iterator, Mapping

from storage.lines.correspondents import (
    AnswerLine,
    CardLine,
    CorrespondentLine,
    InvitationLine,
    OwnDeviceLine,
    OwnIdentity,
)
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date
from tui_app.plain.messages import level_word
from tui_app.plain.words import counted, fact, joined, shown_name, yes_no

NEWS: Mapping[str, str] = {
    "new-person": N_("This person is new here."),
    "new-root": N_("THE KEY IS ANOTHER than before. Ask this person, by telephone or face to face, "
                   "whether they began anew. Nothing goes to them until you decide."),
    "new-device": N_("They have a new device, certified by the same recovery sheet."),
    "own-device": N_("This is another device of your own, certified by your recovery sheet."),
    "revoked-device": N_("A device of theirs has been taken back."),
    "vouched": N_("Their office vouches for them now."),
    "not-vouched": N_("Their office does not vouch for them any more."),
    "older": N_("You have a newer card of this person; this one changes nothing."),
}  # fmt: skip
STANDINGS: Mapping[str, str] = {
    "blocked": N_("The key has changed and nobody has decided yet. Nothing goes to this person."),
    "unknown": N_("Nobody has made sure that the key is theirs. Messages may go, nothing of a "
                  "case. Compare the safety number."),
    "vouched": N_("An office that you trust says that the key is theirs."),
    "compared": N_("You have compared the safety number with them."),
}  # fmt: skip
KINDS: Mapping[str, str] = {
    "colleague": N_("a colleague of this office"),
    "device": N_("another device of your own"),
    "peer": N_("somebody with a casebook of their own"),
}


def identity_text(found: OwnIdentity) -> Iterator[str]:
    """Yield who one is to others, and one's own devices."""
    yield fact(_("Name"), found.name)
    yield fact(_("Organisation"), found.organisation)
    yield fact(_("Role"), found.role)
    yield fact(_("Letters"), found.mark)
    yield fact(_("Certified by the recovery sheet"), yes_no(found.is_certified))
    yield office_words(found)
    for one in found.devices:
        yield device_words(one)


def office_words(found: OwnIdentity) -> str:
    """Say how one stands to the office's key."""
    if found.has_office_key:
        return _("The office's key is in this casebook: colleagues are enrolled here.")
    if found.is_enrolled:
        return _("The office vouches for you.")
    return _("The office does not vouch for you yet.")


def device_words(one: OwnDeviceLine) -> str:
    """Say one of one's own devices as one line."""
    made = one.key_made
    return joined(
        (
            _("Device {mark}").format(mark=one.mark),
            _("this one") if one.is_this else "",
            "" if one.is_certified else _("not certified"),
            _("taken back") if one.is_revoked else "",
            _("key of {date}").format(date=full_date(made.astimezone().date())) if made else "",
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
                trust_word(one),
                ", ".join(one.devices),
                _("another person has a name like this") if one.alike else "",
            )
        )


def trust_word(line: CorrespondentLine) -> str:
    """Say how sure the key is, or that it has changed."""
    return level_word("blocked" if line.is_blocked else line.level)


def correspondent_text(line: CorrespondentLine, *, names: bool) -> Iterator[str]:
    """Yield one person in facts, then how they stand."""
    yield fact(_("Name"), shown_name(line.name, names=names))
    yield fact(_("Organisation"), line.organisation)
    yield fact(_("Role"), line.role)
    yield fact(_("Devices"), ", ".join(line.devices))
    if line.expires is not None:
        yield fact(_("Card valid until"), full_date(line.expires.astimezone().date()))
    last = line.last_contact
    yield fact(_("Last contact"), full_date(last.astimezone().date()) if last else "")
    yield from standing_text(line)


def standing_text(line: CorrespondentLine) -> Iterator[str]:
    """Yield how far the key is trusted, and what to do about it."""
    yield fact(_("Trust"), trust_word(line))
    yield from advice(line)
    if line.compared_at is not None and not line.is_blocked:
        yield fact(_("Compared on"), full_date(line.compared_at.astimezone().date()))


def advice(line: CorrespondentLine) -> Iterator[str]:
    """Yield the sentences on how far the key is trusted, and on cards that are too old."""
    yield _(STANDINGS["blocked" if line.is_blocked else line.level])
    if line.is_expired:
        yield _("The contact card has run out. Ask for a new one.")
    elif line.is_key_old:
        yield _("The contact card is too old to write to. Ask for a new one.")
    elif line.is_expiring:
        yield _("In less than two weeks the contact card is too old to write to. Ask for a new "
                "one in time.")  # fmt: skip
    elif not line.devices:
        yield _("All their devices have been taken back. Ask for a card from a new one.")
    if line.alike:
        yield _("Somebody else here has a name like this. Look at the organisation.")


def card_text(line: CardLine) -> Iterator[str]:
    """Yield what a card says, and what of it is new."""
    yield fact(_("Name"), line.name)
    yield fact(_("Organisation"), line.organisation)
    yield fact(_("Role"), line.role)
    yield fact(_("Devices"), ", ".join(line.devices))
    if not line.is_me:
        yield fact(_("Trust"), level_word("blocked" if "new-root" in line.news else line.level))
    yield fact(_("Valid until"), full_date(line.expires.astimezone().date()))
    for news in line.news:
        yield _(NEWS.get(news, ""))
    if line.alike:
        yield _("Somebody whose name looks the same is here already: {people}. It is another "
                "person.").format(people="; ".join(line.alike))  # fmt: skip


def answer_text(line: AnswerLine) -> Iterator[str]:
    """Yield whose answer it is to which invitation, and what accepting it does."""
    yield _("An answer to your invitation for {kind}.").format(kind=_(KINDS[line.kind]))
    yield from card_text(line.card)
    if line.is_enrolled:
        yield _("Taking it in names them in the office's list: everybody in the office trusts "
                "their key.")  # fmt: skip
    elif line.kind == "colleague":
        yield _("The office's key is in another casebook: whoever has it must take this person in "
                "too.")  # fmt: skip


def invitation_text(line: InvitationLine) -> Iterator[str]:
    """Yield who invites and to what."""
    whence = joined((line.inviter, line.organisation))
    yield _("{inviter} invites {kind}.").format(inviter=whence, kind=_(KINDS[line.kind]))
    if line.person:
        yield fact(_("For"), line.person)


def number_text(groups: Iterable[str]) -> Iterator[str]:
    """Yield the safety number in three rows of four groups, to be read aloud."""
    yield _("Read this aloud to each other, by telephone or face to face:")
    yield from number_rows(groups)
    yield _("Both must hear the same. Then: nivel compare NAME --equal")


def number_rows(groups: Iterable[str]) -> Iterator[str]:
    """Yield the safety number in three rows of four groups."""
    held = list(groups)
    for at in range(0, len(held), 4):
        yield " ".join(held[at : at + 4])
