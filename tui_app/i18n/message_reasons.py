"""What messages say when something cannot be done: the reasons of refusals, for ``sentences``.

The law: the same as there.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import N_

MESSAGE_REASONS: Mapping[tuple[str, str], str] = {
    ("invalid", "reader"): N_("You read along in this circle and do not write. Ask who leads it, "
                              "or begin a message of your own."),
    ("invalid", "not-leader"): N_("Only whoever leads the circle can change it. Ask them."),
    ("invalid", "circle"): N_("A circle is two to twelve people. Choose whom it goes to."),
    ("invalid", "gone-out"): N_("Somebody has it already, or may have it: it cannot be taken "
                                "back."),
    ("invalid", "too-many"): N_("Too many files lie beside it. Send some of them apart."),
    ("invalid", "held"): N_("It is being held. Let go of it first (h)."),
}  # fmt: skip
