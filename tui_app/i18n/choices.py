"""The words of the closed lists: what a phase, a tier, a wish or a state is called.

The law: the list's name is the gettext context and the English word the msgid, so "open" of an
action item and "open" of a wish can differ in another language. Keys are the plain words that the
records keep; this module loads no record. A word that this version does not know is shown as it is.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import in_context
from tui_app.i18n.follow_up_choices import FOLLOW_UP_CHOICES
from tui_app.i18n.need_choices import NEED_CHOICES
from tui_app.i18n.network_choices import NETWORK_CHOICES
from tui_app.i18n.service_choices import SERVICE_CHOICES
from tui_app.i18n.sharing_choices import SHARING_CHOICES

CHOICES: Mapping[str, Mapping[str, str]] = {
    "phase": {
        "in-prison": "in prison",
        "probationary-freedom": "in supervised probationary freedom",
        "release-day": "release day",
        "first-days": "first 72 hours",
        "after": "after release",
        "closed": "closed",
    },
    "phase-short": {  # at most 11 cells, for columns
        "in-prison": "prison",
        "probationary-freedom": "probation",
        "release-day": "release day",
        "first-days": "72 hours",
        "after": "after",
        "closed": "closed",
    },
    "certainty": {
        "confirmed": "confirmed",
        "expected": "expected",
        "possible": "possible",
        "withdrawn": "withdrawn",
    },
    "sector": {
        "county": "wellbeing services county",
        "municipality": "municipality",
        "state": "state",
        "prison": "prison and probation service",
        "health": "health care",
        "housing": "housing",
        "ngo": "non-governmental organisation",
        "peer": "peer expert",
        "close": "close person",
        "client": "client",
        "other": "other",
    },
    "channel": {
        "unknown": "not known",
        "phone": "phone",
        "text": "text message",
        "email": "e-mail",
        "letter": "letter",
        "visit": "visit",
        "video": "video meeting",
        "through": "through someone else",
    },
    "wish": {
        "not-asked": "not asked",
        "invite": "wishes to invite",
        "not-invite": "wishes not to invite",
        "unsure": "not sure",
    },
    "outcome": {
        "open": "open",
        "followed": "wish followed",
        "not-followed": "wish not followed",
    },
    "meeting-kind": {
        "network": "network meeting",
        "anticipation": "anticipation dialogue",
        "family": "family group conference",
        "pair": "pair preparation",
        "prison-visit": "prison visit",
        "release-day": "release-day check",
        "follow-up": "follow-up meeting",
        "other": "other meeting",
    },
    "meeting-state": {
        "planned": "planned",
        "live": "going on",
        "held": "held",
        "cancelled": "called off",
    },
    "role": {
        "participant": "participant",
        "chair": "chair",
        "note-taker": "note-taker",
        "interpreter": "interpreter",
    },
    "invitation": {
        "not-yet": "not invited yet",
        "invited": "invited",
        "coming": "coming",
        "not-coming": "not coming",
    },
    "presence": {
        "unknown": "not marked",
        "present": "present",
        "remote": "present remotely",
        "absent": "absent",
    },
    "tier": {
        "client": "client copy",
        "shared": "shared with the network",
        "own": "own organisation only",
    },
    "entry-kind": {
        "note": "note",
        "question": "question",
        "answered": "answered question",
        "view": "view",
    },
    "action-state": {
        "open": "open",
        "waiting": "waiting",
        "done": "done",
        "dropped": "dropped",
    },
    "log-what": {
        "opened": "opened",
        "changed": "changed",
        "searched": "searched",
        "unmasked": "names shown",
        "exported": "written out",
        "imported": "brought in",
        "unlocked": "unlocked",
        "keys": "keys changed",
        "backup": "backed up",
        "exchanged": "exchanged",
    },
    "record": {
        "organisation": "organisation",
        "service": "service",
        "practice-card": "practice card",
        "person": "person",
        "case": "case",
        "release-date": "release date",
        "tie": "network member",
        "need": "need",
        "handover": "handover",
        "meeting": "meeting",
        "agenda-item": "agenda item",
        "attendance": "participant",
        "entry": "entry of the minutes",
        "agreement": "agreement",
        "action": "action item",
        "comment": "comment",
        "contact-attempt": "contact attempt",
        "follow-up": "follow-up contact",
        "follow-up-template": "follow-up interval",
        "lost-contact-step": "lost-contact step",
        "door-card": "door-open card",
        "correspondent": "correspondent",
        "contact-card": "contact card",
        "device-revocation": "device taken back",
        "share": "share",
        "grant": "share received",
        "note": "filed message",
        "thread": "thread",
        "message": "message",
        "log-line": "log line",
        "basis": "basis",
        "basis-end": "end of the bases",
        "bar": "disclosure prohibition",
        "protection": "protection",
        "disclosure": "disclosure",
    },
    "level": {
        "unknown": "not checked",
        "vouched": "office vouches",
        "compared": "compared",
    },
    "share-kind": {
        "colleague": "colleague",
        "expert": "peer expert",
        "handover": "handover",
        "travel": "travel pack",
    },
    "sealed-by": {
        "words": "a passphrase",
        "key": "the partner's key",
    },
    "partner-part": {
        "minutes": "minutes",
        "record": "text for the record",
        "actions": "action items",
    },
    "pack-state": {
        "out": "taken along",
        "overdue": "late",
        "returned": "came back",
        "lost": "lost",
    },
    "share-end": {
        "": "goes on",
        "withdrawn": "withdrawn",
        "returned": "returned",
        "lost": "lost",
    },
    "box": {
        "draft": "draft",
        "out": "sent",
        "in": "received",
        "gone": "erased",
    },
    "language": {
        "fi": "Finnish",
        "sv": "Swedish",
        "en": "English",
    },
    **FOLLOW_UP_CHOICES,
    **SHARING_CHOICES,
    **NETWORK_CHOICES,
    **NEED_CHOICES,
    **SERVICE_CHOICES,
}


def choice_word(which: str, word: str) -> str:
    """Return how ``word`` of the list ``which`` is said in the language of the moment."""
    english = CHOICES[which].get(str(word))
    return str(word) if english is None else in_context(which, english)


def choice_words(which: str) -> tuple[tuple[str, str], ...]:
    """Return each word of a list with how it is said, in the list's order, for a picker."""
    return tuple((word, in_context(which, english)) for word, english in CHOICES[which].items())
