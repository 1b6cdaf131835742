"""What travel packs and files for partners are refused for: the reasons, for ``sentences``.

The law: the same as there. A pack that is refused is never wiped, and the sentence says what is
safe.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import N_

TRAVEL_REASONS: Mapping[tuple[str, str], str] = {
    ("pack-refused", "expired"): N_("This travel pack ran out on {ends}. What was written in it is "
                                    "safe: take it back at the office (nivel travel return)."),
    ("pack-refused", "clock"): N_("This travel pack was used on {ends}, and the clock of this "
                                  "machine says an earlier day. Put the clock right, or take the "
                                  "pack back at the office."),
    ("pack-refused", "not-a-pack"): N_("{path} is no travel pack."),
    ("pack-refused", "other-vault"): N_("This travel pack was made by another casebook. Take it "
                                        "back there."),
    ("pack-refused", "lost"): N_("This travel pack is written down as lost. Nothing was taken in. "
                                 "If it was found and nobody else had it, say so: nivel travel "
                                 "return --found."),
    ("pack-refused", "not-merged"): N_("Not everything in the pack could be read back here. It was "
                                       "not wiped: take it back once more."),
    ("pack-refused", "not-empty"): N_("{path} is in use. Name a new or empty folder."),
    ("pack-refused", "one-case"): N_("A travel pack holds one case. Open new ones at the office."),
    ("invalid", "no-papers"): N_("There is nothing to seal: choose papers of a meeting that was "
                                 "held."),
    ("invalid", "not-a-key"): N_("That is no key of age. It begins with age1."),
    ("pack-refused", "no-exchange"): N_("A travel pack exchanges with nobody. Take it back to the "
                                        "office: everything in it comes back."),
}  # fmt: skip
