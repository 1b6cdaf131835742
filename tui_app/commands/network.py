"""What can be done with the network of a case: its list, and one actor's form."""

from tui_app.commands.cases import on_open_case
from tui_app.commands.command import Command
from tui_app.commands.everywhere import LIST
from tui_app.commands.standing import Standing, on_a_row
from tui_app.i18n.catalogue import N_


def on_an_actor(standing: Standing) -> str:
    """Allow when the cursor is on an actor of an open case."""
    return on_open_case(standing) or on_a_row(standing)


_OPEN = tuple(command for command in LIST if command.id == "list.open")
NETWORK = (
    *_OPEN,
    Command("network.add", "n", N_("Add"), N_("Add a person, an organisation or a role."), 1,
            on_open_case),
    Command("network.edit", "e", N_("Edit"), N_("Edit why they are there, and the wish."), 3,
            on_an_actor),
    Command("network.remove", "x", N_("Remove"), N_("Take the actor out of the network."), 5,
            on_an_actor, also=("delete",)),
    Command("network.tie", "t", N_("Tie"), N_("Write how strong the tie is, how near, since when."),
            4, on_an_actor),
    Command("network.view", "v", N_("Map or list"),
            N_("Show the network as a map or as a list."), 2),
    Command("network.compare", "c", N_("Compare"), N_("Compare the network of two days.")),
    Command("network.show", "s", N_("Show client"),
            N_("Show the client their own map: no names, a PIN brings you back.")),
    Command("network.print", "p", N_("Give out"), N_("Write the network map as a file or print.")),
    Command("network.hand-over", "h", N_("Hand over"),
            N_("Hand a role over to a named successor, and see what waits.")),
    Command("network.person", "a", N_("Contact"), N_("Open the person's own details."),
            when=on_a_row),
)  # fmt: skip

NETWORK_OUT = (
    Command("network-out.write", "ctrl+s", N_("Write copy"), N_("Write the copy into the folder."),
            1, typing=True),
)  # fmt: skip

TIE_ITSELF = (
    Command("tie-itself.finish", "ctrl+s", N_("Ready"), N_("Save and go back to the network."), 1,
            typing=True),
)  # fmt: skip
TIE = (
    Command("tie.finish", "ctrl+s", N_("Ready"), N_("Save and go back to the network."), 1,
            typing=True),
    Command("tie.actor", "ctrl+o", N_("Choose who"), N_("Choose who takes this role."), 3,
            typing=True),
)  # fmt: skip
