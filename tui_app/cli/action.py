"""``nivel action add K-0142``, ``nivel action done NUMBER ...``: one action item at a time.

The law: texts come from a file or the standard input, never from an argument. A day at the end of
a new item's line is understood as in the terminal; where two days are likely, nothing is saved and
both are said. An item is named by the first figures of its number, which the list tells with
``--numbers`` and ``--json``.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui_app.cli.actions import SHORTEST
from tui_app.cli.case import open_case
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.reading import add_form, case_called, day_called, note_names, the_day
from tui_app.cli.reading_text import add_text, text_of
from tui_app.cli.refusal import DONE, REFUSED, USAGE, Refused
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date, long_date
from tui_app.plain.actions import action_row, comment_row
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.actions import ActionLine

_STATES = {"done": "done", "open": "open", "wait": "waiting", "drop": "dropped"}
_VERBS = {
    "show": N_("one action item with its comments"),
    "done": N_("mark action items done"),
    "open": N_("mark action items open again"),
    "wait": N_("mark action items as waiting; the text says what for"),
    "drop": N_("mark action items dropped; the text says why"),
    "due": N_("change the day it is due"),
    "comment": N_("add a comment"),
    "hand-over": N_("give it to somebody of the client's network; the text says why"),
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs."""
    metavar = "|".join(("add", *_VERBS))
    verbs = parser.add_subparsers(metavar=metavar, required=True, dest="verb")
    new = verbs.add_parser("add", help=_("add an action item; a day may end its line"))
    new.add_argument("case", metavar="K-0142", help=_("the number; 142 means one of my own"))
    new.add_argument("--repeat", default="", metavar="days:N|weeks:N|months:N",
                     help=_("how often it comes again"))  # fmt: skip
    _finish(new, text=True, required=True)
    for verb, words in _VERBS.items():
        one = verbs.add_parser(verb, help=_(words))
        several = verb in _STATES
        one.add_argument("item", nargs="+" if several else None, metavar=_("NUMBER"),
                         help=_("the number that the list says"))  # fmt: skip
        if verb == "due":
            one.add_argument("day", metavar=_("DATE"), help=_("the new day"))
        if verb == "hand-over":
            one.add_argument("--to-whom", required=True, metavar=_("NAME"),
                             help=_("somebody of the client's network"))  # fmt: skip
        with_text = verb in {"wait", "drop", "comment", "hand-over"}
        _finish(one, text=with_text, required=with_text)


def _finish(parser: ArgumentParser, *, text: bool, required: bool) -> None:
    if text:
        add_text(parser, required=required)
    add_form(parser)
    add_common(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: id, or ids and next (id due); show: the item (action) and comments."""
    day = the_day(options)
    text = text_of(getattr(options, "text_file", None)).strip()
    with opened(options) as casebook:
        if options.verb == "add":
            return _add(casebook, text, day, options)
        if options.verb in _STATES:
            return _mark(casebook, text, day, options)
        line = called(casebook, options.item)
        open_case(casebook, line.case_id, "")
        if options.verb == "show":
            return _show(casebook, line, day, options)
        return _change(casebook, line, text, day, options)


def called(casebook: "Casebook", number: str) -> "ActionLine":
    """Return the item whose number begins so. Raises Refused where none does, or several."""
    found = casebook.actions.numbered(number) if len(number) >= SHORTEST else ()
    if len(found) != 1:
        words = _("No single action item has the number {number}. Say more figures of it.")
        raise Refused(words.format(number=number), REFUSED)
    return found[0]


def _add(casebook: "Casebook", text: str, day: dt.date, options: Namespace) -> int:
    from tui_app.i18n.date_words import Unclear
    from tui_app.i18n.entry_tails import read_entry

    case_id = case_called(casebook, options.case)
    open_case(casebook, case_id, "")
    entry = read_entry(text, day, spoken_language())
    if isinstance(entry.reading, Unclear):
        days = ", ".join(long_date(choice.date) for choice in entry.reading.choices)
        raise Refused(_("Which day? {days}").format(days=days), USAGE)
    me = casebook.people.me()
    repeat = {"repeat": options.repeat} if options.repeat else {}
    made = casebook.actions.add(case_id, entry.text, due=entry.due, owner_id=me, **repeat)
    due = _("due {date}").format(date=long_date(entry.due)) if entry.due else _("no due day")
    return _tell(options, made, _("Action item added: {number}, {due}"), due)


def _mark(casebook: "Casebook", text: str, day: dt.date, options: Namespace) -> int:
    from storage.records.actions import ActionState

    lines = [called(casebook, number) for number in options.item]
    for line in lines:
        open_case(casebook, line.case_id, "")
    state = ActionState(_STATES[options.verb])
    keys = [line.id for line in lines]
    made = casebook.actions.mark(keys, state, reason=text, on=day)
    if options.json:
        again = [{"id": item.id.hex(), "due": item.due.isoformat()} for item in made]
        tell_json("action", {"ids": [key.hex() for key in keys], "next": again})
        return DONE
    for line in lines:
        say(_("Marked: {number}").format(number=_number(line.id)))
    for item in made:
        words = _("Comes again {day}: {number}")
        say(words.format(day=full_date(item.due), number=_number(item.id)))
    return DONE


def _show(casebook: "Casebook", line: "ActionLine", day: dt.date, options: Namespace) -> int:
    note_names(casebook, options, line.case_id)
    comments, names = casebook.comments.lines(line.id), bool(options.names)
    if options.json:
        from tui_app.cli.shapes import action_shapes, comment_shapes

        (shaped,) = action_shapes([line], names=names)
        told = comment_shapes(comments, names=names)
        tell_json("action", {"masked": not names, "item": shaped, "comments": told})
        return DONE
    tell([f"{_number(line.id)} {action_row(line, day, names=names)}"])
    tell(comment_row(one, names=names) for one in comments)
    return DONE


def _change(
    casebook: "Casebook", line: "ActionLine", text: str, day: dt.date, options: Namespace
) -> int:
    if options.verb == "due":
        due = day_called(options.day, day)
        if due is None:
            raise Refused(_("There is no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
        casebook.actions.edit(line.id, due=due)
        return _tell(options, line.id, _("Due day changed: {number}, {due}"), long_date(due))
    if options.verb == "comment":
        casebook.comments.add(line.id, text)
        return _tell(options, line.id, _("Comment added: {number}"))
    casebook.comments.hand_over(line.id, _whom(casebook, line, options.to_whom), text)
    return _tell(options, line.id, _("Handed over: {number}"))


def _whom(casebook: "Casebook", line: "ActionLine", name: str) -> bytes:
    from storage.rules.fold import fold

    found = {
        tie.person_id
        for tie in casebook.network.lines(line.case_id)
        if tie.person_id is not None and fold(tie.name) == fold(" ".join(name.split()))
    }
    if fold(casebook.me.person) == fold(" ".join(name.split())):
        found.add(casebook.people.me())
    if len(found) != 1:
        raise Refused(_("No single person of the network is called so."), REFUSED)
    return found.pop()


def _tell(options: Namespace, made: bytes, words: str, due: str = "") -> int:
    if options.json:
        tell_json("action", {"id": made.hex()})
    else:
        say(words.format(number=_number(made), due=due))
    return DONE


def _number(action_id: bytes) -> str:
    return action_id.hex()[:SHORTEST]
