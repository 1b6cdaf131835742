"""``nivel card ...``: one's own contact card out, others' cards and answers in, invitations.

The law: without ``--accept`` a card is only shown. The safety number is compared by voice, then
``nivel compare NAME --equal`` writes that down; what a changed key means is decided by ``decide``,
one way or the other, never by itself.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import FileRefused
from tui_app.cli.more_secrets import add_word, word
from tui_app.cli.opening import opened
from tui_app.cli.output import say, tell, tell_json
from tui_app.cli.parser import add_common
from tui_app.cli.person_shape import person_shape
from tui_app.cli.reading import add_form
from tui_app.cli.refusal import DONE
from tui_app.cli.shapes import plain_value
from tui_app.cli.whom import called
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import (
    answer_text,
    card_text,
    correspondent_text,
    identity_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.casebook.casebook import Casebook
    from storage.lines.correspondents import CardLine

MOST_BYTES = 1 << 20
KINDS = ("colleague", "device", "peer")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the verbs."""
    verbs = parser.add_subparsers(required=True, dest="verb", metavar=_("WHAT"))
    show = verbs.add_parser("show", help=_("who one is to others, or how somebody stands"))
    show.add_argument("name", nargs="?", metavar=_("NAME"), help=_("somebody whose card is here"))
    add_form(show)
    export = verbs.add_parser("export", help=_("write one's own contact card to a file"))
    export.add_argument("file", type=Path, metavar=_("FILE"), help=_("the card's file"))
    export.add_argument("--organisation", metavar=_("NAME"), help=_("as the card says it"))
    export.add_argument("--role", metavar=_("TEXT"), help=_("as the card says it"))
    add_form(export)
    taking = verbs.add_parser("import", help=_("look into a card or an answer, or take it in"))
    taking.add_argument("file", type=Path, metavar=_("FILE"), help=_("a card, or an answer"))
    taking.add_argument("--accept", action="store_true", help=_("take the card in"))
    add_form(taking)
    decide = verbs.add_parser("decide", help=_("decide about a key that has changed"))
    _add_name(decide)
    which = decide.add_mutually_exclusive_group(required=True)
    which.add_argument("--new", action="store_true", help=_("they began anew: take the new key"))
    which.add_argument("--old", action="store_true", help=_("it was not them: keep the old key"))
    invite = verbs.add_parser("invite", help=_("write an invitation into the exchange"))
    invite.add_argument("file", type=Path, metavar=_("FILE"), help=_("the invitation's file"))
    invite.add_argument("--as", dest="kind", choices=KINDS, required=True, help=_("whom it is for"))
    invite.add_argument("--person", default="", metavar=_("NAME"), help=_("whom it invites"))
    add_word(invite)
    add_form(invite)
    _add_name(verbs.add_parser("enrol", help=_("name a colleague in the office's list")))
    _add_name(verbs.add_parser("dismiss", help=_("take somebody out of the office's list")))
    answer = verbs.add_parser("answer", help=_("write the answer to one's invitation again"))
    answer.add_argument("file", type=Path, metavar=_("FILE"), help=_("the answer's file"))
    add_form(answer)
    for verb in verbs.choices.values():
        add_common(verb)


def _add_name(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the whole name, as on the contact card"))
    add_form(parser)


def run(options: Namespace) -> int:
    """Do the verb. JSON: see each of them."""
    with opened(options) as casebook:
        _VERBS[options.verb](casebook, options)
    return DONE


def _show(casebook: "Casebook", options: Namespace) -> None:
    """JSON: name organisation role mark certified office_key enrolled; of somebody: a person."""
    if options.name:
        _show_person(casebook, options)
        return
    found = casebook.devices.identity()
    if options.json:
        told = {"name": found.name, "organisation": found.organisation, "role": found.role,
                "mark": found.mark, "certified": found.is_certified,
                "office_key": found.has_office_key, "enrolled": found.is_enrolled}  # fmt: skip
        tell_json("card", told)
    else:
        tell(identity_text(found))


def _show_person(casebook: "Casebook", options: Namespace) -> None:
    line = called(casebook, options.name)
    if options.json:
        tell_json("card", person_shape(line, names=True))
    else:
        tell(correspondent_text(line, names=True))


def _export(casebook: "Casebook", options: Namespace) -> None:
    """JSON: bytes."""
    if options.organisation is not None or options.role is not None:
        now = casebook.devices.identity()
        organisation = now.organisation if options.organisation is None else options.organisation
        casebook.devices.introduce(organisation, now.role if options.role is None else options.role)
    _written(options, casebook.cards.export(options.file))


def _answer(casebook: "Casebook", options: Namespace) -> None:
    """JSON: bytes."""
    from storage.casebook.joining import write_answer

    _written(options, write_answer(casebook, options.file))


def _written(options: Namespace, size: int) -> None:
    if options.json:
        tell_json("card", {"bytes": size})
    else:
        say(_("Written: {name}").format(name=options.file.name))


def _import(casebook: "Casebook", options: Namespace) -> None:
    """JSON: what a card says (``card_shape``), accepted; invitation: an answer's kind, or null."""
    if not options.file.is_file():
        raise FileRefused(options.file, "missing")
    with options.file.open("rb") as file:
        data = file.read(MOST_BYTES)
    take: Callable[[bytes], bytes] = casebook.cards.accept
    if casebook.invitations.is_answer(data):
        answer = casebook.invitations.look_into(data)
        line, kind, told = answer.card, answer.kind, answer_text(answer)
        take = casebook.invitations.accept
    else:
        line = casebook.cards.look_into(data)
        kind, told = None, card_text(line)
    if options.accept:
        take(data)
    if options.json:
        tell_json("card", {**card_shape(line), "invitation": kind, "accepted": options.accept})
        return
    tell(told)
    if options.accept:
        say(_taken_words(line))
    else:
        say(_("Nothing was taken in. --accept does it."))


def _taken_words(line: "CardLine") -> str:
    if "new-root" in line.news:
        return _("Kept, and nothing goes there. Decide: nivel card decide NAME --new or --old")
    if line.is_me or line.level != "unknown":
        return _("Taken in.")
    return _("Taken in. Compare the safety number by voice: nivel compare NAME")


def card_shape(line: "CardLine") -> dict[str, object]:
    """Shape a card: id name organisation role level news devices issued expires alike."""
    return {
        "id": line.correspondent_id.hex(),
        "name": line.name,
        "organisation": line.organisation,
        "role": line.role,
        "level": line.level,
        "news": list(line.news),
        "devices": list(line.devices),
        "issued": plain_value(line.issued),
        "expires": plain_value(line.expires),
        "alike": list(line.alike),
    }


def _decide(casebook: "Casebook", options: Namespace) -> None:
    """JSON: level."""
    one = called(casebook, options.name).id
    casebook.cards.decide_change(one, take_new=options.new)
    _settled(casebook, options, one)


def _enrol(casebook: "Casebook", options: Namespace) -> None:
    """JSON: level."""
    one = called(casebook, options.name).id
    casebook.devices.enrol(one)
    _settled(casebook, options, one)


def _dismiss(casebook: "Casebook", options: Namespace) -> None:
    """JSON: level."""
    one = called(casebook, options.name).id
    casebook.devices.dismiss(one)
    _settled(casebook, options, one)


def _settled(casebook: "Casebook", options: Namespace, one: bytes) -> None:
    if options.json:
        tell_json("card", {"level": casebook.cards.line(one).level})
    else:
        say(_("Written down."))


def _invite(casebook: "Casebook", options: Namespace) -> None:
    """JSON: mark (proposed for the new device)."""
    person = options.person or casebook.me.person
    mark = casebook.invitations.write(options.file, options.kind, person, word(options))
    if options.json:
        tell_json("card", {"mark": mark})
        return
    say(
        _("Written: {name}").format(name=options.file.name),
        _("Tell the passphrase by another way than the file. It counts for two weeks."),
        _("There: nivel init --join FILE. The answer comes back: nivel card import FILE --accept"),
    )


_VERBS = {
    "show": _show,
    "export": _export,
    "import": _import,
    "decide": _decide,
    "invite": _invite,
    "enrol": _enrol,
    "dismiss": _dismiss,
    "answer": _answer,
}
