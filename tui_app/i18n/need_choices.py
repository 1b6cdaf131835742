"""The words of needs, gaps and handovers, and of the fields that their records have.

The law: that of ``choices`` and ``field_words``, which take these in. The life areas are those of
sharing; the two aims stand before them.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import N_
from tui_app.i18n.sharing_choices import SHARING_CHOICES

NEED_CHOICES: Mapping[str, Mapping[str, str]] = {
    "need-area": {
        "desistance": "desistance",
        "belonging": "belonging",
        **SHARING_CHOICES["life-area"],
    },
    "need-state": {
        "not-asked": "not asked",
        "needed": "needed",
        "in-progress": "in progress",
        "done": "done",
        "not-needed": "not needed",
        "declined": "declined",
    },
    "need-gap": {
        "nobody": "nobody takes care of it",
        "role-open": "the role is not filled yet",
        "left": "whoever took care of it is not in the network any more",
        "service-only": "a service is thought of, nobody of it is in the network",
        "unmet": "no service answers this",
    },
    "handover-state": {
        "offered": "offered",
        "accepted": "accepted",
        "declined": "declined",
        "withdrawn": "withdrawn",
    },
    "handover-standing": {
        "no-successor": "nobody has accepted the role",
        "no-answer": "waits for an answer",
        "not-told": "the client has not been told",
        "no-contact": "no first contact yet",
    },
}

NEED_FIELDS: Mapping[str, str] = {
    "need.area": N_("Life area"),
    "need.state": N_("How it stands"),
    "need.words": N_("What is needed"),
    "goal": N_("Goal in the client's own words"),
    "tie_id": N_("Who takes care of it"),
    "need.service_id": N_("Service"),
    "unmet": N_("No service answers this"),
    "unmet_words": N_("What is missing"),
    "handover.tie_id": N_("Whose role"),
    "handover.role": N_("Role"),
    "from_id": N_("From whom"),
    "from_name": N_("From whom"),
    "to_id": N_("Successor"),
    "to_name": N_("Successor"),
    "offered_at": N_("Offered at"),
    "offered_by": N_("Offered by"),
    "ends_on": N_("Last day of the former one"),
    "answered_on": N_("Answered on"),
    "handover.told_on": N_("Client told on"),
    "contact_on": N_("First contact on"),
    "handover.words": N_("What the successor must know"),
}
NEED_CHOICE_OF: Mapping[str, str] = {
    "need.area": "need-area",
    "need.state": "need-state",
    "handover.state": "handover-state",
}
