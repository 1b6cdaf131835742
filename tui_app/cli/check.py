"""``nivel check``: looks through the whole vault and says what is wrong and what to do."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from tui_app.cli.opening import opened
from tui_app.cli.output import ShownProgress, tell, tell_json
from tui_app.cli.refusal import DAMAGED, DONE
from tui_app.i18n.catalogue import _
from tui_app.plain.device import swap_words
from tui_app.plain.findings import findings_text, is_damage


def add_arguments(parser: ArgumentParser) -> None:
    """Add the forms."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one finding a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))


def run(options: Namespace) -> int:
    """Print the findings, then a warning about swap; 4 when something is damaged.

    JSON: findings with part, name, times; plain_swaps, the paths of swap that seems unencrypted.
    """
    with opened(options) as casebook, ShownProgress(_("Checking")) as progress:
        found = casebook.upkeep.check(progress)
        swaps = casebook.upkeep.device().plain_swaps
    if options.json:
        findings = [asdict(finding) for finding in found]
        tell_json("check", {"findings": findings, "plain_swaps": list(swaps)})
    else:
        tell(findings_text(found))
        tell(swap_words(swaps))
    return DAMAGED if any(is_damage(finding) for finding in found) else DONE
