"""What the reading commands share: ``--plain``, ``--json``, ``--names``, the day, the case.

The law: names are shown only with ``--names``, and the use log has the line before the first name
is printed.
"""

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from tui_app.cli.refusal import USAGE, Refused
from tui_app.i18n.catalogue import _
from tui_app.plain.words import spoken_language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def add_form(parser: ArgumentParser) -> None:
    """Add the three options of every list."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--plain", action="store_true", help=_("text, one fact a line (as without this option)")
    )
    form.add_argument("--json", action="store_true", help=_("one JSON document"))
    parser.add_argument(
        "--names", action="store_true", help=_("show names; a line is written to the use log")
    )


def the_day(options: Namespace) -> dt.date:
    """Return today, or the day of ``--today``."""
    today = dt.datetime.now().astimezone().date()
    if options.today is None:
        return today
    found = day_called(options.today, today)
    if found is None:
        raise Refused(_("--today: no such date. Write 24.11.2026 or 2026-11-24."), USAGE)
    return found


def day_called(text: str, today: dt.date) -> dt.date | None:
    """Return the day that ``text`` names in the language of the moment, None where none or two."""
    from tui_app.i18n.date_words import DateRead, read_date

    found = read_date(text, today, spoken_language())
    return found.date if isinstance(found, DateRead) else None


def note_names(casebook: "Casebook", options: Namespace, case_id: bytes | None = None) -> None:
    """Write the use log line of ``--names``."""
    if options.names:
        from storage.records.log import LogWhat

        casebook.log.write(LogWhat.UNMASKED, case_id=case_id, detail=f"cli {options.noun}")


def case_called(casebook: "Casebook", label: str) -> bytes:
    """Return the id of the case ``K-0142``, ``k142`` or ``142``. Raises RecordMissing."""
    found = casebook.cases.find(label)
    if found is None:
        raise RecordMissing(kind="case")
    return found
