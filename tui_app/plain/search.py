"""The plain twin of Search.

The law: masked, a find says where it stands and nothing of what it says; the record must be opened
to be read.
"""

from collections.abc import Iterator

from storage.lines.search import Answer, Hit
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import counted, joined


def hit_row(hit: Hit, *, names: bool) -> str:
    """Return one find as one line."""
    return joined(
        (
            joined((hit.case_label, choice_word("record", hit.kind)), " "),
            full_date(hit.at) if hit.at else "",
            hit.title if names else "",
            hit.excerpt if names and hit.excerpt != hit.title else "",
        )
    )


def search_text(answer: Answer, *, names: bool) -> Iterator[str]:
    """Yield the finds, newest first."""
    yield counted(_("Found"), len(answer.hits))
    for hit in answer.hits:
        yield hit_row(hit, names=names)
    if answer.more:
        yield _("There is more. Add a word to find less.")
    if answer.partial:
        yield _("Only the newest texts were looked through. Use a word of three letters or more.")
