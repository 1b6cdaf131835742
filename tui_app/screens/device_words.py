"""The facts about this device and its vault, a line each, and what they mean for the reader."""

from collections.abc import Iterator

from storage.lines.upkeep import DeviceLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import long_date
from tui_app.plain.device import grouped, swap_words
from tui_app.plain.words import fact

MEDIA = {
    "local": N_("this computer's own disk"),
    "removable": N_("a USB stick or another disk that can be taken out"),
    "network": N_("a network drive"),
    "read-only": N_("a place that cannot be written to: changes are not kept"),
}


def fact_rows(line: DeviceLine, office_id: bytes) -> Iterator[str]:
    """Yield the facts, the warnings first."""
    if line.reserve_spent:
        yield "! " + _("The disk is almost full: nothing can be opened before room is made.")
    if line.rekey_pending:
        yield "! " + _("A removed key is still being locked out. Lock and open the casebook again.")
    yield from (f"! {words}" for words in swap_words(line.plain_swaps))
    yield fact(_("Belongs to"), line.person)
    yield fact(_("Mark of its case numbers"), line.mark)
    yield fact(_("Device id"), grouped(bytes.fromhex(line.device)))
    yield fact(_("Office id"), grouped(office_id))
    yield fact(_("Folder of the vault"), line.path)
    yield fact(_("It lies on"), _(MEDIA.get(line.medium, line.medium)))
    last = long_date(line.last_backup) if line.last_backup else _("none yet")
    yield fact(_("Last daily backup"), last)
    yield fact(_("Daily backups kept"), str(line.backups))
    yield fact(_("Records"), str(line.records))
    yield fact(_("Changes in the journal"), str(line.batches))
