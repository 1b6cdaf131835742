"""How messages are worded: a row of a box, a message of a thread, how far it has come.

The law: the level of a key is a word, never a colour; what is missing or was written apart is said
in words before the text; names of the circle are masked until they are shown.
"""

import datetime as dt

from storage.lines.messages import AttachmentLine, MemberLine, MessageLine, MessageSheet
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date, short_date
from tui_app.plain.messages import (
    level_word,
    missed_words,
    on_the_way,
    size_words,
    state_word,
)
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.told_rows import Block

COLUMNS = (
    Column(N_("Sender"), 14), Column(N_("Number"), 8), Column(N_("When"), 10),
    Column(N_("About"), 0), Column(N_("Trust"), 12),
)  # fmt: skip
SENT = (Column(N_("To"), 14), *COLUMNS[1:4], Column(N_("On its way"), 16))


CASE_COLUMNS = (
    Column(N_("When"), 11), Column(N_("Sender"), 14), Column(N_("About"), 0),
    Column(N_("On its way"), 16),
)  # fmt: skip


def case_row(line: MessageLine, today: dt.date, *, names: bool) -> Row:
    """Draw a message among those about one client."""
    about = _("(erased)") if line.box == "gone" else line.subject or line.excerpt
    last = on_the_way(line) if line.box == "out" else level_word(line.level)
    cells = (when(line.at, today), shown_name(line.author, names=names), about, last)
    return Row(cells, sign="*" if line.box == "in" and not line.is_read else "")


def when(at: dt.datetime | None, today: dt.date) -> str:
    """Return the time of today, or the day."""
    if at is None:
        return ""
    local = at.astimezone()
    return clock_time(local) if local.date() == today else short_date(local.date(), today)


def message_row(line: MessageLine, today: dt.date, *, names: bool) -> Row:
    """Draw a row of a box."""
    own = line.box != "in"
    who = line.to if own else line.author
    about = joined((_("[file]") if line.attachments else "", line.subject or line.excerpt), " ")
    last = on_the_way(line) if line.box == "out" else level_word(line.level)
    cells = (
        joined((shown_name(one, names=names) for one in who.split(", ")), ", "),
        line.case_label,
        when(line.at, today),
        _("(erased)") if line.box == "gone" else about,
        "" if line.box == "draft" else last,
    )
    is_new = line.box == "in" and not line.is_read
    sign = "!" if line.level == "blocked" else "*" if is_new else ""
    return Row(cells, sign=sign, quiet=line.box == "in" and line.is_read)


def message_block(sheet: MessageSheet, *, names: bool) -> Block:
    """Draw one message of a thread."""
    line = sheet.line
    at = line.at.astimezone() if line.at else None
    head = joined(
        (
            shown_name(line.author, names=names),
            f"{full_date(at.date())} {clock_time(at)}" if at else "",
            line.case_label,
            "" if sheet.link_kind in {"", "case"} else choice_word("record", sheet.link_kind),
            level_word(line.level) if line.box == "in" else on_the_way(line),
            _("being held") if line.is_held else "",
            _("filed to the record") if line.is_filed else "",
        ),
        "  ",
    )
    rows = [head.upper() if line.box == "in" and not line.is_read else head]
    rows += [f"! {words}" for words in odd_words(sheet, names=names)]
    rows += ["", sheet.text if line.box != "gone" else _("The text has been erased."), ""]
    rows += [attachment_words(one) for one in sheet.attachments]
    return Block(line.id, "\n".join(rows))


def odd_words(sheet: MessageSheet, *, names: bool) -> list[str]:
    """Say what is odd about a message's place in its thread."""
    said = []
    if sheet.missing:
        words = ngettext(
            "{count} earlier message is still missing.",
            "{count} earlier messages are still missing.",
            sheet.missing,
        )
        said.append(words.format(count=sheet.missing))
    if sheet.unseen:
        words = _("Written before the message of {name} above had been seen.")
        said.append(words.format(name=shown_name(sheet.unseen, names=names)))
    if sheet.members_changed:
        said.append(_("Written to another circle than the one of now."))
    if later := missed_words(sheet, names=names):
        said.append(later)
    if sheet.line.level == "blocked":
        said.append(_("The sender's key has changed: check it first (Exchange, tab 4)."))
    if sheet.line.expires is not None and sheet.line.box != "gone":
        day = full_date(sheet.line.expires.astimezone().date())
        said.append(_("Its text goes on {date}, unless it is held (h).").format(date=day))
    return said


def attachment_words(one: AttachmentLine) -> str:
    """Say what lies beside a message: name, kind, size, and whether it has come."""
    here = "" if one.is_here else _("has not come yet")
    return "~ " + joined((one.name, one.kind.upper(), size_words(one.size), here))


def member_row(line: MemberLine, *, names: bool) -> Row:
    """Draw one of the circle."""
    name = line.name if line.is_me else shown_name(line.name, names=names)
    role = {
        "leader": _("leads the circle"),
        "reader": _("reads"),
        "left": _("has left"),
    }.get(line.role, _("reads and writes"))
    state = "" if line.is_me else state_word(line.state)
    return Row((name, line.organisation, role, level_word(line.level), state))


MEMBERS = (
    Column(N_("Name"), 14), Column(N_("Organisation"), 16), Column(N_("Part"), 17),
    Column(N_("Trust"), 11), Column(N_("On its way"), 0),
)  # fmt: skip
