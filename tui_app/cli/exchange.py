"""``nivel exchange [now|history]``: what waits, what came and went; or this device."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form, note_names
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import conflict_shapes
from tui_app.i18n.catalogue import _
from tui_app.plain.backups import backups_text
from tui_app.plain.conflicts import conflicts_text
from tui_app.plain.delivery import now_text
from tui_app.plain.device import device_text
from tui_app.plain.history import history_text
from tui_app.plain.words import shown_name

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.delivery import PassageLine

MOST_LINES = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "part", nargs="?", choices=("now", "history"),
        help=_("now: what waits to go out; history: what came, went and did not pass"),
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=MOST_LINES, metavar="N",
        help=_("of the history: how many lines, the newest first"),
    )  # fmt: skip
    add_form(parser)


def run(options: Namespace) -> int:
    """Print them. JSON: device, conflicts (conflict), backups (day path size, in bytes).

    Of now: waiting (kind count cases), acknowledgements, late (days), last, folder, alarms (kind
    count reason case). Of history: count, lines (at way state reason name file folder what size).
    """
    parts = {"now": _now, "history": _history, None: _device}
    with opened(options) as casebook:
        note_names(casebook, options)
        parts[options.part](casebook, options)
    return DONE


def _now(casebook: "Casebook", options: Namespace) -> None:
    delivery = casebook.delivery
    waiting, folder, alarms = delivery.waiting(), delivery.last_folder(), delivery.alarms()
    if not options.json:
        tell(now_text(waiting, folder, alarms, names=options.names))
        return
    tell_json(
        "exchange",
        {
            "masked": not options.names,
            "waiting": [
                {"kind": one.kind, "count": one.count, "cases": list(one.cases)}
                for one in waiting.lines
            ],
            "acknowledgements": waiting.answers,
            "late": waiting.late,
            "last": None if waiting.last is None else waiting.last.isoformat(),
            "folder": folder,
            "alarms": [
                {"kind": one.kind, "count": one.count, "reason": one.reason, "case": one.case_label}
                for one in alarms
            ],
        },
    )


def _history(casebook: "Casebook", options: Namespace) -> None:
    lines = casebook.delivery.history(0, max(0, options.limit))
    count = casebook.delivery.history_count()
    if not options.json:
        tell(history_text(lines, count, names=options.names))
        return
    shaped = [_passage(line, names=options.names) for line in lines]
    tell_json("exchange", {"masked": not options.names, "count": count, "lines": shaped})


def _passage(line: "PassageLine", *, names: bool) -> dict[str, object]:
    return {
        "at": line.at.isoformat(),
        "way": line.way,
        "state": line.state,
        "reason": line.reason,
        "name": shown_name(line.name, names=names),
        "file": line.file,
        "folder": line.folder,
        "what": dict(line.what),
        "size": line.size,
    }


def _device(casebook: "Casebook", options: Namespace) -> None:
    conflicts = casebook.conflicts.lines()
    me, folder, backups = casebook.me, casebook.vault.path, casebook.upkeep.backups()
    swaps = casebook.upkeep.device().plain_swaps
    if not options.json:
        tell(conflicts_text(conflicts, names=options.names))
        tell(device_text(me, folder, swaps))
        tell(backups_text(backups))
        return
    device = {
        "person": me.person,
        "mark": me.mark,
        "device_id": me.device_id.hex(),
        "office_id": me.office_id.hex(),
        "folder": str(folder),
        "plain_swaps": list(swaps),
    }
    tell_json(
        "exchange",
        {
            "masked": not options.names,
            "device": device,
            "conflicts": conflict_shapes(conflicts, names=options.names),
            "backups": [{**asdict(line), "day": line.day.isoformat()} for line in backups],
        },
    )
