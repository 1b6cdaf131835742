"""``nivel init --join FILE``: a new vault from an invitation, and the answer that goes back.

The law: whole or not at all; what cannot be answered now can be answered later
(``nivel card answer FILE``). A second device has no recovery sheet of its own: the first one's is
read from ``--sheet-fd``, or asked.
"""

import secrets
from argparse import Namespace
from contextlib import nullcontext
from typing import TYPE_CHECKING

from storage.casebook.joining import Joiner, join, look_into, write_answer
from tui_app.cli.more_secrets import sheet, word
from tui_app.cli.new_vault import new_passphrase, sheet_file, sheet_text
from tui_app.cli.output import say, tell
from tui_app.cli.refusal import DONE
from tui_app.i18n.catalogue import _
from tui_app.paths import named_vault, vaults_folder
from tui_app.plain.correspondents import invitation_text

if TYPE_CHECKING:
    from storage.lines.correspondents import InvitationLine


def run_join(options: Namespace) -> int:
    """Make the vault that the invitation describes."""
    line, invitation = look_into(options.join, word(options))
    tell(invitation_text(line))
    joiner = _joiner(options, line)
    folder = named_vault(options.vault) or vaults_folder() / secrets.token_hex(4)
    is_device = line.kind == "device"
    with nullcontext(None) if is_device else sheet_file(options.recovery_out) as file:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        casebook, lines = join(folder, invitation, joiner)
        if file is not None:
            file.write(sheet_text(joiner.person, lines))
            file.flush()
    try:
        if options.answer is not None:
            write_answer(casebook, options.answer)
    finally:
        casebook.close()
    say(
        _("The vault is ready: {folder}").format(folder=folder),
        _("It belongs to {person}; its case numbers begin with {mark}.").format(
            person=joiner.person, mark=joiner.mark
        ),
    )
    if options.answer is None:
        say(_("Now write the answer, and give it to whoever invited: nivel card answer FILE"))
    else:
        say(_("Give the answer to whoever invited: {name}").format(name=options.answer.name))
    return DONE


def _joiner(options: Namespace, line: "InvitationLine") -> Joiner:
    person = line.person if line.kind == "device" else options.person or line.person
    mark = str(options.mark or line.mark).upper()
    lines = sheet(options) if line.kind == "device" else ""
    return Joiner(person, mark, new_passphrase(options, person), lines)
