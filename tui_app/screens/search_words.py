"""How finds are worded, and where each leads.

The law: masked, a find says in which case and what kind of record it is, never what it says; the
directory's organisations are no secret.
"""

from storage.lines.search import Answer, Hit
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row

COLUMNS = (
    Column(N_("No."), 8),
    Column(N_("Where"), 22),
    Column(N_("Day"), 10),
    Column(N_("Text"), 0),
)
HIDDEN = "…"
_OF_MEETING = {
    "meeting": "",
    "agenda-item": "prepare",
    "attendance": "prepare",
    "entry": "minutes",
    "agreement": "minutes",
}
_OF_CASE = {
    "case": "",
    "release-date": "",
    "tie": "network",
    "log-line": "log",
    "contact-attempt": "contacts",
    "follow-up": "follow-ups",
    "lost-contact-step": "follow-ups",
    "door-card": "follow-ups",
    "handover": "handovers",
}


def hit_cells(hit: Hit, *, names: bool) -> Row:
    """Draw a find."""
    shown = names or hit.kind == "organisation"
    text = hit.title if hit.excerpt == hit.title else joined((hit.title, hit.excerpt), ": ")
    day = full_date(hit.at) if hit.at else ""
    words = text if shown else HIDDEN
    return Row((hit.case_label, choice_word("record", hit.kind), day, words))


def answer_words(answer: Answer, *, names: bool) -> str:
    """Say how much was found, how to see it, and when that is not all; two rows at most."""
    count = ngettext("{count} find", "{count} finds", len(answer.hits))
    more = _("There is more. Add a word to find less.") if answer.more else ""
    partial = ""
    if answer.partial:
        partial = _(
            "Only the newest texts were looked through. Use a word of three letters or more."
        )
    masked = _("F4 shows the words, Enter opens.") if answer.hits and not names else ""
    found = f"{count.format(count=len(answer.hits))}."
    return joined((found, masked, partial or more), " ")


def where_to(hit: Hit) -> tuple[str, bytes | None, str]:
    """Return kind, id and detail of the place where a find stands."""
    if hit.kind in _OF_MEETING:
        return "meeting", hit.meeting_id or hit.record_id, _OF_MEETING[hit.kind]
    if hit.kind in _OF_CASE:
        return "case", hit.case_id or hit.record_id, _OF_CASE[hit.kind]
    return hit.kind, hit.record_id, ""
