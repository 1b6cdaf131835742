"""The words of the directory's closed lists: kinds of service, what a practice card is about.

The law: that of ``choices``, which takes these lists in.
"""

from collections.abc import Mapping

SERVICE_CHOICES: Mapping[str, Mapping[str, str]] = {
    "service-kind": {
        "guidance": "advice and guidance",
        "meeting-place": "meeting place",
        "peer-support": "peer support",
        "care": "care and treatment",
        "housing": "housing",
        "benefit": "benefit or payment",
        "work": "work and rehabilitation",
        "supervision": "supervision",
        "other": "other",
    },
    "practice-about": {
        "county": "a county",
        "prison": "a prison",
        "service": "a service",
    },
}
