"""The words of the closed lists of a network: how strong a tie is, how near, a kind in short.

The law: as in ``choices``, which takes them in.
"""

from collections.abc import Mapping

NETWORK_CHOICES: Mapping[str, Mapping[str, str]] = {
    "sector-short": {  # at most 13 cells, for the map
        "county": "county",
        "municipality": "municipality",
        "state": "state",
        "prison": "prison service",
        "health": "health care",
        "housing": "housing",
        "ngo": "NGO",
        "peer": "peer expert",
        "close": "close person",
        "client": "client",
        "other": "other",
    },
    "strength": {
        "unknown": "not known",
        "strong": "strong",
        "normal": "ordinary",
        "weak": "weak",
    },
    "nearness": {
        "unknown": "not known",
        "district": "own district",
        "reachable": "within reach",
        "far": "far away",
    },
}
