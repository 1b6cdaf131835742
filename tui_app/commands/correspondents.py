"""What can be done about people and devices: cards, invitations, safety numbers, lost devices."""

from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import N_

OTHER_DEVICE, UNCERTIFIED, JOINED = "other-device", "uncertified", "joined"
"""Facts of the tab: the cursor is on another device of one's own that counts, this device lacks its
certificate, this casebook was made from an invitation."""
BLOCKED, OFFICE_HERE, COLLEAGUE, ENROLLED = "blocked", "office-here", "colleague", "enrolled"
"""Facts of a person: a changed key waits, the office's key is here, their card says this office,
the office's list names them."""


def on_other_device(standing: Standing) -> str:
    """Allow on one's own other device."""
    words = N_("Put the cursor on another device of your own first: F6, then the arrows.")
    return "" if standing.has(OTHER_DEVICE) else words


def uncertified(standing: Standing) -> str:
    """Allow while this device has no certificate."""
    return "" if standing.has(UNCERTIFIED) else N_("This device is certified already.")


def joined(standing: Standing) -> str:
    """Allow in a casebook that was made from an invitation."""
    words = N_("This casebook was not made from an invitation. Give your contact card instead.")
    return "" if standing.has(JOINED) else words


def blocked(standing: Standing) -> str:
    """Allow while a changed key waits."""
    return "" if standing.has(BLOCKED) else N_("The key has not changed: nothing to decide.")


def decided(standing: Standing) -> str:
    """Allow once nothing waits."""
    words = N_("Decide about the changed key first: d.")
    return words if standing.has(BLOCKED) else ""


def may_enrol(standing: Standing) -> str:
    """Allow where the office's key is, for somebody who is not in its list."""
    if not standing.has(OFFICE_HERE):
        return N_("The office's key is in the casebook that founded the office. Do this there.")
    if not standing.has(COLLEAGUE):
        return N_("Their card says another office. Invite them as a colleague, from the list: n.")
    if standing.has(ENROLLED):
        return N_("The office vouches for this person already.")
    return decided(standing)


def may_dismiss(standing: Standing) -> str:
    """Allow where the office's key is, for somebody who is in its list."""
    if not standing.has(OFFICE_HERE):
        return N_("The office's key is in the casebook that founded the office. Do this there.")
    return "" if standing.has(ENROLLED) else N_("This person is not in the office's list.")


PEOPLE_AND_DEVICES = (
    *LIST,
    Command("cards.take", "t", N_("Take in"), N_("Take in a contact card, or an answer."), 3),
    Command("cards.write", "c", N_("Own card"), N_("Write your own contact card to a file."), 4),
    Command("cards.invite", "n", N_("Invite"), N_("Invite somebody, or a second device."), 5),
    Command("cards.introduce", "e", N_("How you appear"),
            N_("Organisation and role on your contact card.")),
    Command("cards.answer", "w", N_("Answer again"),
            N_("Write the answer to your invitation again."), when=joined),
    Command("cards.certify", "v", N_("Certify"), N_("Certify this device by the recovery sheet."),
            when=uncertified),
    Command("cards.revoke", "x", N_("Lost device"),
            N_("Take a lost device of your own back: nothing is sealed to it any more."), 6,
            on_other_device),
)  # fmt: skip

CORRESPONDENT = (
    Command("correspondent.compare", "s", N_("Compare"),
            N_("Compare the safety number with this person."), 1, decided),
    Command("correspondent.decide", "d", N_("Decide"), N_("Decide about a key that has changed."),
            2, blocked),
    Command("correspondent.enrol", "o", N_("Office vouches"),
            N_("Name this colleague in the office's list."), 3, may_enrol),
    Command("correspondent.dismiss", "x", N_("Take out"),
            N_("Take this person out of the office's list."), 4, may_dismiss),
)  # fmt: skip

COMPARING = (
    Command("comparing.equal", "e", N_("Equal"), N_("Both heard the same: write it down."), 1),
    Command("comparing.different", "n", N_("Different"), N_("The numbers were not the same."), 2),
)

NEW_INVITATION = (
    Command("invitation.go-on", "enter", N_("Go on"), N_("Take what is chosen and go on."), 1),
)  # fmt: skip
