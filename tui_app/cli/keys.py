"""``nivel keys``: the table of keys, from the commands themselves.

The law: the commands are said once, in ``tui_app.commands``; this prints what stands there. No
vault is needed.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from tui_app import commands
from tui_app.cli.output import tell, tell_json
from tui_app.cli.refusal import DONE
from tui_app.commands.command import Command, shown_key
from tui_app.i18n.catalogue import N_, _

FIRST = ("everywhere", "lock", "first_run", "today", "cases", "network", "meetings", "people")
AREAS = {
    "app": N_("Everywhere"),
    "list": N_("In a list"),
    "lock": N_("Lock screen"),
    "first": N_("First run"),
    "recovery": N_("Recovery sheet"),
    "today": N_("Today"),
    "cases": N_("Cases"),
    "new-case": N_("New case"),
    "case": N_("Case"),
    "case-meetings": N_("Case: meetings"),
    "case-actions": N_("Case: action items"),
    "release": N_("Release date"),
    "case-log": N_("Case: log"),
    "sharing": N_("Case: sharing"),
    "new-sharing": N_("New basis, prohibition or protection"),
    "basis": N_("Basis"),
    "own-copy": N_("Client's copy"),
    "partner": N_("For a partner without Nivel"),
    "packs": N_("Travel packs"),
    "take-along": N_("Take along"),
    "network": N_("Network"),
    "needs": N_("Case: needs"),
    "need": N_("Need"),
    "handovers": N_("Handovers of roles"),
    "tie": N_("Network member"),
    "network-out": N_("Network map"),
    "tie-itself": N_("The tie itself"),
    "visit": N_("Visit"),
    "visit-paper": N_("Visit: papers"),
    "late": N_("Late entry"),
    "meetings": N_("Meetings"),
    "plan": N_("New meeting"),
    "prepare": N_("Prepare"),
    "live": N_("Live"),
    "minutes": N_("Minutes"),
    "actions": N_("Actions"),
    "mailbox": N_("Messages"),
    "thread": N_("Thread"),
    "letter": N_("New message"),
    "circle": N_("Circle"),
    "case-messages": N_("Case: messages"),
    "note": N_("Filed to the record"),
    "people": N_("People"),
    "person": N_("Person"),
    "organisation": N_("Organisation"),
    "service": N_("Service"),
    "practice-card": N_("Practice card"),
    "seed": N_("What Nivel knows"),
    "doubles": N_("Doubled and merged"),
    "contacts": N_("Contacts"),
    "search": N_("Search"),
    "exchange": N_("Exchange"),
    "now": N_("Exchange: now"),
    "conflict": N_("Edit conflict"),
    "cards": N_("People and devices"),
    "correspondent": N_("Somebody we exchange with"),
    "comparing": N_("Safety number"),
    "invitation": N_("Invitation"),
    "joining": N_("Joining"),
    "joined": N_("Joined"),
    "settings": N_("Settings"),
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the forms."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("text, one key a line"))
    form.add_argument("--json", action="store_true", help=_("one JSON document"))
    form.add_argument("--markdown", action="store_true", help=_("a Markdown table"))


def run(options: Namespace) -> int:
    """Print the table. JSON: lines with area, id, keys, label, help."""
    if options.json:
        lines = [
            {
                "area": area,
                "id": command.id,
                "keys": [shown_key(key) for key in command.keys],
                "label": _(command.label),
                "help": _(command.help),
            }
            for area, command in every_command()
        ]
        tell_json("keys", {"lines": lines})
    elif options.markdown:
        tell(_markdown())
    else:
        tell(_plain())
    return DONE


def every_command() -> Iterator[tuple[str, Command]]:
    """Yield each command once, with its area (the first part of its id)."""
    seen: set[str] = set()
    found = [module.name for module in iter_modules(commands.__path__)]
    later = sorted(name for name in found if name not in FIRST)
    for name in (*(name for name in FIRST if name in found), *later):
        held = vars(import_module(f"{commands.__name__}.{name}"))
        for value in held.values():
            if not isinstance(value, tuple):
                continue
            for command in value:
                if isinstance(command, Command) and command.id not in seen:
                    seen.add(command.id)
                    yield command.id.partition(".")[0], command


def _keys_of(command: Command) -> str:
    return ", ".join(shown_key(key) for key in command.keys)


def _plain() -> Iterator[str]:
    last = ""
    for area, command in every_command():
        if area != last:
            yield f"{_(AREAS.get(area, area))}:"
            last = area
        yield f"{_keys_of(command)}: {_(command.label)}. {_(command.help)}"


def _markdown() -> Iterator[str]:
    yield f"| {_('Where')} | {_('Key')} | {_('Command')} | {_('What it does')} |"
    yield "| --- | --- | --- | --- |"
    for area, command in every_command():
        where = _(AREAS.get(area, area))
        yield f"| {where} | {_keys_of(command)} | {_(command.label)} | {_(command.help)} |"
