"""What a paper is called, and what a copy of it holds and leaves out.

The law: before anything is written the screen says for whom the copy is and what is not in it.
"""

from tui_app.i18n.catalogue import N_, _, in_context

PAPERS = {
    "invitation": N_("invitation to the calendar"),
    "agenda": N_("agenda"),
    "minutes": N_("minutes"),
    "record": N_("text for the official record"),
    "actions": N_("action items as a table"),
}
FORMS = {
    "ics": "calendar file",
    "txt": "plain text",
    "pdf": "PDF",
    "pdf-large": "PDF, large print",
    "md": "Markdown",
    "csv": "table (CSV)",
}
HOLDS = {
    "client": N_("Holds what is for the client. Leaves out what is for the network or own only."),
    "shared": N_("Holds what is for the client and the network. Leaves out what is own only."),
    "own": N_("Holds everything. For your own organisation only."),
}
_INVITATION = N_("Holds time, place and a neutral title. Names neither the client nor anyone else.")
FORMS_OF = {
    "invitation": ("ics",),
    "agenda": ("pdf", "pdf-large", "txt", "md"),
    "minutes": ("pdf", "pdf-large", "txt", "md"),
    "record": ("txt",),
    "actions": ("csv",),
}


def paper_choices() -> tuple[tuple[str, str], ...]:
    """Return the papers for a picker."""
    return tuple((paper, _(words)) for paper, words in PAPERS.items())


def form_choices(paper: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a paper for a picker."""
    return tuple((form, in_context("form", FORMS[form])) for form in FORMS_OF[paper])


def holds_words(paper: str, tier: str) -> str:
    """Return what the copy holds and what it leaves out."""
    return _(_INVITATION) if paper == "invitation" else _(HOLDS[tier])
