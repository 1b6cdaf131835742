"""``nivel export meeting K-0142/24.11.2026 --as pdf --tier client --to FOLDER``, or a network.

The law: a copy holds what its tier may see and no more; without ``--tier`` it is the client's, the
narrowest. It passes the gate: the client's copy is for the client, one's own for the own office, an
invitation for those invited; who gets a shared copy must be said. The file is new and whole, its
name tells nothing, and both logs say what left. It speaks the meeting's language unless ``--lang``
names another. ``nivel export network K-0142 --as pdf|svg|txt --to FOLDER`` is the client's view of
the map unless ``--to-whom`` names the own office or somebody else.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_app.cli.case import open_case
from tui_app.cli.meeting import NAMED
from tui_app.cli.opening import opened
from tui_app.cli.output import say
from tui_app.cli.partner import add_seal, run_partner
from tui_app.cli.reading import case_called, the_day
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.which_meeting import meeting_called
from tui_app.i18n.catalogue import _, language
from tui_app.i18n.sharing_choices import SHARING_CHOICES

if TYPE_CHECKING:
    from storage.lines.sharing import GivenTo

AGE = "age"
FORMS = ("ics", "md", "txt", "pdf", "csv", "record", "svg", AGE)
TIERS = ("client", "shared", "own")
AREAS = tuple(SHARING_CHOICES["life-area"])


def add_arguments(parser: ArgumentParser) -> None:
    """Add what is written, in which form, for whom and where."""
    parser.add_argument("what", choices=("meeting", "case", "network"), help=_("what is written"))
    parser.add_argument("meeting", metavar="K-0142/24.11.2026", help=_(NAMED))
    parser.add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        required=True,
        help=_(
            "ics: invitation; md, txt, pdf: minutes; csv: action items; record: text for the"
            " official record; age: sealed for a partner without Nivel;"
            " a network's map: pdf, svg, txt"
        ),
    )
    parser.add_argument(
        "--tier", choices=TIERS, default="client", help=_("who gets the copy (client)")
    )
    parser.add_argument(
        "--to", required=True, metavar=_("FOLDER"), help=_("the folder for the new file")
    )
    parser.add_argument(
        "--agenda", action="store_true", help=_("the agenda instead of the minutes")
    )
    add_seal(parser)
    parser.add_argument("--large", action="store_true", help=_("large print (pdf)"))
    add_gate(parser)


def add_gate(parser: ArgumentParser) -> None:
    """Add who gets it, what for, about what, and the reason for passing without a basis."""
    words = _("others on this machine can read it now: nothing about the client")
    parser.add_argument(
        "--to-whom",
        metavar=_("NAME"),
        help=_(
            "who gets it: client, own, or the name of a person or an organisation (the client's"
            " copy: the client; one's own: own; a shared copy: must be said)"
        ),
    )
    parser.add_argument(
        "--purpose", default="", metavar=_("TEXT"), help=f"{_('what it is given for')}; {words}"
    )
    parser.add_argument(
        "--about",
        action="append",
        default=[],
        choices=AREAS,
        help=_("a life area that it is about; again for another"),
    )
    parser.add_argument(
        "--override",
        default="",
        metavar=_("REASON"),
        help=f"{_('why it is given without a basis; it stands out in the log')}; {words}",
    )


def given_to(options: Namespace, usual: str) -> "GivenTo":
    """Return who was named, or the usual receiver."""
    from storage.lines.sharing import GivenTo

    named = (options.to_whom or "").strip()
    key = {"client": "client", "own": "own-office", "": usual}.get(named, "")
    if not key and not named:
        raise Refused(_("Say who gets the shared copy: --to-whom NAME."), USAGE)
    return GivenTo(
        key=key,
        name="" if key else named,
        purpose=options.purpose,
        areas=tuple(dict.fromkeys(options.about)),
        override=options.override,
    )


def run(options: Namespace) -> int:
    """Write the file and say where it is."""
    day = the_day(options)
    if options.what == "network":
        return _write_network(options)
    if options.what == "case" and options.form != AGE:
        raise Refused(_("A whole case is written for a partner only: --as age."), USAGE)
    if options.form == "svg":
        raise Refused(_("A meeting is not written as svg."), USAGE)
    with opened(options) as casebook:
        if options.form == AGE:
            return run_partner(casebook, options, given_to(options, ""))
        from storage.casebook.handing import usual_receiver
        from storage.casebook.handouts import What
        from storage.records.minutes import Tier
        from tui_app.i18n.handout_words import handout_words

        line, _reference = meeting_called(casebook, options.meeting, day)
        form = "txt" if options.form == "record" else options.form
        kind = _kind_of(options)
        to = given_to(options, usual_receiver(kind, options.tier))
        written = casebook.handouts.write(
            line.id,
            What(kind),
            form,
            Tier(options.tier),
            handout_words(options.lang or casebook.minutes.sheet(line.id).language),
            Path(options.to),
            to=to,
            is_large=options.large,
        )
    say(_("Written: {file}").format(file=written))
    say(_("For: {receiver}").format(receiver=whom_words(to)))
    return DONE


def _write_network(options: Namespace) -> int:
    """Write the map of a case's network and say where it is."""
    if options.form not in {"pdf", "svg", "txt"}:
        raise Refused(_("A network map is written as pdf, svg or txt."), USAGE)
    with opened(options) as casebook:
        from tui_app.i18n.map_words import map_words

        case_id = case_called(casebook, options.meeting)
        open_case(casebook, case_id, "")
        to = given_to(options, "client")
        written = casebook.maps.write(
            case_id,
            options.form,
            map_words(options.lang or language()),
            Path(options.to),
            to=to,
            is_large=options.large,
        )
    say(_("Written: {file}").format(file=written))
    say(_("For: {receiver}").format(receiver=whom_words(to)))
    return DONE


def whom_words(to: "GivenTo") -> str:
    """Return for whom it is; a name is what was typed."""
    usual = {
        "client": _("the client"),
        "own-office": _("own office"),
        "invited": _("those invited"),
    }
    return usual.get(to.key, to.name)


def _kind_of(options: Namespace) -> str:
    """Return which handout the form means."""
    kinds = {"ics": "invitation", "csv": "actions", "record": "record"}
    return kinds.get(options.form, "agenda" if options.agenda else "minutes")
