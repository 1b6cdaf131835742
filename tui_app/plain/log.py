"""The plain twin of Log: who did what, when and why; never what was read."""

from collections.abc import Iterable, Iterator

from storage.lines.log import LogEntry
from tui_app.i18n.catalogue import _
from tui_app.i18n.changes import CHANGES, change_words
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.words import counted, joined, shown_name


def log_row(line: LogEntry, *, names: bool) -> str:
    """Return one line of the use log as one line."""
    at = line.at.astimezone()
    detail = change_words(line.detail) if line.detail in CHANGES else line.detail
    return joined(
        (
            f"{full_date(at)} {clock_time(at)} {choice_word('log-what', line.what)}",
            choice_word("record", line.kind) if line.kind else "",
            line.case_label,
            shown_name(line.person, names=names),
            detail,
            _("reason: {reason}").format(reason=line.reason) if line.reason else "",
        )
    )


def log_text(lines: Iterable[LogEntry], count: int, *, names: bool) -> Iterator[str]:
    """Yield the use log, the last line first."""
    yield counted(_("Use log lines"), count)
    for line in lines:
        yield log_row(line, names=names)
