"""The words of sharing: bases, bars, protections, parts of a case, life areas, ways, grounds.

The law: that of ``choices``, which takes these lists in.
"""

from collections.abc import Mapping

SHARING_CHOICES: Mapping[str, Mapping[str, str]] = {
    "basis": {
        "permission": "disclosure permission",
        "consent": "consent",
        "statutory": "statutory right",
    },
    "bar-by": {
        "document": "one document",
        "service-task": "one service task",
        "controller": "everything of this controller",
    },
    "protection": {
        "address": "safety non-disclosure",
        "restraining": "restraining order",
    },
    "how-given": {
        "talk": "by talking",
        "paper": "on paper",
        "form": "on a form",
    },
    "case-section": {
        "summary": "summary",
        "network": "network",
        "needs": "needs",
        "meetings": "meetings",
        "own": "own organisation only",
        "actions": "action items",
        "follow-ups": "follow-up contacts",
        "notes": "filed messages",
        "sharing": "sharing",
        "log": "log",
    },
    "life-area": {
        "housing": "housing",
        "income": "income",
        "debt": "debt",
        "health": "health",
        "mental-health": "mental health",
        "substance-use": "substance use",
        "work": "work and education",
        "relations": "close relationships",
        "leisure": "leisure and community",
        "digital": "digital readiness",
        "criminal-matters": "pending criminal matters",
    },
    "ground": {
        "permission": "disclosure permission",
        "consent": "consent",
        "statutory": "statutory right",
        "duty": "handles the matter",
        "own-copy": "own copy",
        "nothing-told": "tells nothing of the case",
        "override": "without a basis",
    },
    "way": {
        "message": "message",
        "parcel": "parcel",
        "export": "file",
        "invitation": "invitation",
        "minutes": "minutes",
        "print": "print",
        "view": "shown",
    },
    "log": {
        "both": "both logs",
        "use": "use log",
        "disclosed": "disclosure log",
    },
    "basis-state": {
        "live": "in force",
        "draft": "draft, no paragraph",
        "withdrawn": "withdrawn",
        "ended": "ended with the case",
        "expired": "expired",
        "not-yet": "not in force yet",
        "lifted": "lifted",
    },
    "share-state": {
        "live": "in force",
        "held-back": "held back",
        "expired": "expired",
        "withdrawn": "withdrawn",
        "returned": "returned",
        "lost": "lost",
    },
    "paper": {
        "invitation": "invitation to the calendar",
        "agenda": "agenda",
        "minutes": "minutes",
        "record": "text for the official record",
        "actions": "action items as a table",
        "changes": "all changes as a file",
        "own-copy": "client's copy of data and logs",
        "network": "network map",
        "week": "week as a calendar file",
        "share": "share of the case",
        "partner": "sealed file for a partner",
        "travel": "travel pack",
        "message": "message",
        "attachment": "attachment",
    },
}
