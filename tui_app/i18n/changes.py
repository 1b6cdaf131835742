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
    "person.add": N_("person added"),
    "person.edit": N_("person edited"),
    "person.remove": N_("person removed"),
}


def change_words(what: str) -> str:
    """Return the phrase for the change named ``what``."""
    return _(CHANGES.get(what, N_("last change")))
