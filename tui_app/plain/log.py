"""The plain twin of Log: who did what, when and why, what went out to whom; never what was read."""

from collections.abc import Iterable, Iterator

from storage.lines.log import USE_LOG, LogEntry, LogFilter
from tui_app.i18n.catalogue import _
from tui_app.i18n.changes import CHANGES, change_words
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date
from tui_app.plain.sharing import paper_words, receiver_words, span_words
from tui_app.plain.words import counted, joined, shown_name


def did_words(line: LogEntry) -> str:
    """Return what was done, in a word."""
    return _("given out") if line.what == "disclosed" else choice_word("log-what", line.what)


def gone_words(line: LogEntry, *, names: bool) -> str:
    """Return what went out, to whom, on what, and what for."""
    override = _("without a basis, because: {reason}").format(reason=line.override)
    return joined(
        (
            paper_words(line.detail),
            _("to {receiver}").format(receiver=receiver_words(line, names=names)),
            override if line.override else choice_word("ground", line.ground),
            _("for {purpose}").format(purpose=line.reason) if line.reason else "",
        )
    )


def filter_words(shown: LogFilter, *, names: bool) -> str:
    """Return how the log is narrowed."""
    return joined(
        (
            choice_word("log", shown.log),
            shown_name(shown.person, names=names),
            choice_word("log-what", shown.what) if shown.what else "",
            span_words(shown.since, shown.until),
        )
    )


def log_row(line: LogEntry, *, names: bool) -> str:
    """Return one line of a log as one line; ``!``: given out without a basis."""
    at = line.at.astimezone()
    if line.what == "disclosed":
        when = f"{'! ' * bool(line.override)}{full_date(at)} {clock_time(at)} {did_words(line)}"
        who = shown_name(line.person, names=names)
        return joined((when, line.case_label, who, gone_words(line, names=names)))
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


def log_text(
    lines: Iterable[LogEntry], count: int, *, names: bool, shown: LogFilter = USE_LOG
) -> Iterator[str]:
    """Yield the log, the last line first."""
    headings = {"use": _("Use log lines"), "disclosed": _("Disclosure log lines")}
    yield counted(headings.get(shown.log, _("Log lines")), count)
    for line in lines:
        yield log_row(line, names=names)
