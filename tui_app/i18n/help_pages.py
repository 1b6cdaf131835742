"""The help pages: whole files of plain Markdown, one per language, in ``tui_app/help``.

The law: a page is written in each language for itself, not translated line by line; it is shown as
plain text, so it needs no more than headings, short paragraphs and lists.
"""

from collections.abc import Mapping
from pathlib import Path

from tui_app.i18n.catalogue import N_, language

_FOLDER = Path(__file__).parent.parent / "help"

HELP_PAGES: Mapping[str, str] = {
    "start": N_("First steps"),
    "week": N_("The week, action items, contacts"),
    "follow-ups": N_("Follow-ups, lost contact, the open door"),
    "needs": N_("Needs, goals, handing a role over"),
    "meeting": N_("A network meeting"),
    "directory": N_("The directory: people, services, ways"),
    "visit": N_("A visit"),
    "safety": N_("Locking and keys"),
    "trouble": N_("When something goes wrong"),
}


def read_page(name: str) -> str:
    """Return the page ``name`` in the language of the moment."""
    return (_FOLDER / language() / f"{name}.md").read_text(encoding="utf-8")
