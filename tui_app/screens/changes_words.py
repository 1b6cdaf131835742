"""What a file of changes is and what came of it, in sentences: one thing a line.

The law: counts of changes, never their words. What needs a person's hand comes with what to do.
"""

from collections.abc import Iterator

from storage.lines.upkeep import TakenLine
from tui_app.i18n.catalogue import _, ngettext


def question_words(line: TakenLine) -> str:
    """Return the question before taking in: from whom, how much, and whom it makes known here."""
    said = ngettext(
        "{count} change, written by {person} (device {mark}).",
        "{count} changes, written by {person} (device {mark}).",
        line.new,
    ).format(count=line.new, person=line.person, mark=line.mark or "?")
    if line.is_new_device:
        said += " " + _(
            "A device in it is new here. Take it in only if you know from whom the file came."
        )
    return f"{said} {_('Take it in?')}"


def taken_words(line: TakenLine) -> Iterator[str]:
    """Yield what came of it."""
    yield _("From {person} (device {mark})").format(person=line.person, mark=line.mark or "?")
    yield ngettext("New here: {count} change", "New here: {count} changes", line.new).format(
        count=line.new
    )
    if line.doubled:
        yield _("Here already: {count}").format(count=line.doubled)
    if line.conflicts:
        yield "! " + ngettext(
            "{count} edit conflict waits for a decision: press 1.",
            "{count} edit conflicts wait for a decision: press 1.",
            line.conflicts,
        ).format(count=line.conflicts)
    if line.gaps:
        yield "! " + _("Earlier changes have not arrived yet. They come with the next file.")
    if line.forks:
        yield "! " + _("A device has been copied and wrote in two places. Press 2, then c.")
    if line.future:
        yield "! " + _("The clock of a device was more than a day ahead. Check its time.")
    if not (line.conflicts or line.gaps or line.forks or line.future):
        yield _("All of it fits together. Nothing waits for a decision.")
