"""What a check of the vault found, in words: what is wrong, and what to do about it."""

from collections.abc import Iterable, Iterator

from storage.lines.upkeep import Finding
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word

WRONG = {
    "page": N_("damaged pages of the database, page {name}: {times}"),
    "structure": N_("the database's structure is broken, page {name}: {times}"),
    "table": N_("the table {name} cannot be read to the end: {times}"),
    "chain": N_("changes of the device {name} fail their signature or chain: {times}"),
    "gap": N_("changes of the device {name} have not arrived yet: {times}"),
    "fork": N_("the device {name} was copied and wrote in two places: {times}"),
    "replay": N_("rows of {name} differ from the journal: {times}"),
    "index": N_("texts of {name} are missing from the search or stand there wrongly: {times}"),
}
_RESTORE = N_("Write down what you changed last, and restore the newest backup: nivel restore FILE")
ADVICE = {
    "page": _RESTORE,
    "structure": _RESTORE,
    "table": _RESTORE,
    "chain": _RESTORE,
    "gap": N_("Take in the missing file of changes from that device. Nothing is lost here."),
    "fork": N_("Ask the person which of the two devices goes on, and restore the other one anew."),
    "replay": _RESTORE,
    "index": N_("The records themselves are whole. Only the search is affected."),
}
HARMLESS = frozenset({"gap"})


def is_damage(finding: Finding) -> bool:
    """Say whether the vault itself is damaged; a change that is still on its way is no damage."""
    return finding.part not in HARMLESS


def _said(one: Finding) -> str:
    """Return a table by the name of its records; a table of another kind keeps its own name."""
    if one.part not in {"replay", "index"}:
        return one.name
    return choice_word("record", one.name.rstrip("_").replace("_", "-"))


def findings_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what was found, one thing a line, then each piece of advice once."""
    found = tuple(findings)
    if not found:
        yield _("All is well: pages, journal, tables and search agree.")
        return
    for one in found:
        words = WRONG.get(one.part, "{name}: {times}")
        yield _(words).format(name=_said(one), times=one.times)
    for advice in dict.fromkeys(ADVICE.get(one.part, _RESTORE) for one in found):
        yield _(advice)
