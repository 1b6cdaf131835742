"""What a change is called in the undo line, by its stable name.

The law: every name that a desk gives to ``casebook.change`` stands here with a short phrase that
names no person. One line each; a test reads the desks' source for names that are missing.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import N_, _

CHANGES: Mapping[str, str] = {
    "case.open": N_("case opened"),
    "case.edit": N_("case edited"),
    "case.close": N_("case closed"),
    "case.reopen": N_("case reopened"),
    "release.tell": N_("release date told"),
    "release.edit": N_("release date edited"),
    "release.remove": N_("release date removed"),
    "release.plan": N_("planning date chosen"),
    "network.add": N_("added to the network"),
    "network.edit": N_("network edited"),
    "network.remove": N_("taken out of the network"),
    "action.add": N_("action item added"),
    "action.edit": N_("action item edited"),
    "action.remove": N_("action item removed"),
    "action.done": N_("action item done"),
    "action.open": N_("action item opened again"),
    "action.waiting": N_("action item waiting"),
    "action.dropped": N_("action item dropped"),
    "meeting.plan": N_("meeting planned"),
    "meeting.edit": N_("meeting edited"),
    "meeting.cancel": N_("meeting called off"),
    "meeting.start": N_("meeting started"),
    "meeting.close": N_("meeting closed"),
    "meeting.read-back": N_("agreements read back"),
    "agenda.add": N_("agenda item added"),
    "agenda.edit": N_("agenda item edited"),
    "agenda.move": N_("agenda item moved"),
    "agenda.remove": N_("agenda item removed"),
    "agenda.replace": N_("agenda replaced"),
    "agenda.start": N_("agenda item started"),
    "attendance.add": N_("participant added"),
    "attendance.mark": N_("participant marked"),
    "attendance.remove": N_("participant removed"),
    "entry.add": N_("entry written"),
    "entry.edit": N_("entry edited"),
    "entry.answer": N_("question answered"),
    "entry.ask": N_("question opened again"),
    "entry.remove": N_("entry removed"),
    "action.capture": N_("action item written"),
    "agreement.add": N_("agreement written"),
    "agreement.edit": N_("agreement edited"),
    "agreement.remove": N_("agreement removed"),
    "agreement.read-back": N_("agreements read back"),
    "message.draft": N_("draft kept"),
    "message.drop": N_("draft thrown away"),
    "message.send": N_("message sent"),
    "message.take-back": N_("message taken back"),
    "message.circle": N_("circle changed"),
    "message.read": N_("message read"),
    "message.unread": N_("message marked as unread"),
    "message.hold": N_("message held or let go"),
    "message.delete": N_("message erased"),
    "message.expire": N_("messages erased"),
    "message.file": N_("message filed to the record"),
    "message.action": N_("action item made of a message"),
    "person.add": N_("person added"),
    "person.edit": N_("person edited"),
    "person.remove": N_("person removed"),
    "organisation.add": N_("organisation added"),
    "organisation.edit": N_("organisation edited"),
    "organisation.remove": N_("organisation removed"),
    "contacts.import": N_("address book brought in"),
    "case.erase": N_("case erased"),
    "changes.take": N_("changes taken in"),
    "meeting.hand-out": N_("copy handed out"),
    "conflict.resolve": N_("edit conflict settled"),
    "demo.build": N_("made-up office built"),
}


def change_words(what: str) -> str:
    """Return the phrase for the change named ``what``."""
    return _(CHANGES.get(what, N_("last change")))
