"""The words of contacts and follow-up contacts, of the lost-contact plan and of reachability."""

from collections.abc import Mapping

FOLLOW_UP_CHOICES: Mapping[str, Mapping[str, str]] = {
    "contact-way": {
        "called": "called",
        "met": "met",
        "letter": "letter",
        "video": "by video",
        "no-answer": "no answer",
    },
    "contact-letter": {  # the key to press for each way, its own in each language
        "called": "c",
        "met": "m",
        "letter": "l",
        "video": "v",
        "no-answer": "n",
    },
    "contact-outcome": {
        "reached": "reached",
        "sent": "sent",
        "no-answer": "no answer",
    },
    "follow-up-state": {
        "planned": "planned",
        "done": "done",
        "missed": "missed",
        "dropped": "dropped",
    },
    "interval-unit": {
        "days": "days",
        "weeks": "weeks",
        "months": "months",
    },
    "step-outcome": {
        "open": "not tried",
        "reached": "reached",
        "sent": "sent",
        "no-answer": "no answer",
        "passed-over": "passed over",
    },
    "step-letter": {  # the key to press for each outcome, its own in each language
        "reached": "r",
        "no-answer": "n",
        "sent": "s",
        "passed-over": "p",
    },
    "reach": {
        "no-phone": "no phone",
        "shared-phone": "shared phone",
        "shelter": "lives in a shelter",
        "letter-only": "by letter only",
        "through-someone": "through somebody else",
    },
}
