"""Action items, their comments and the contact log as rows of the client's own copy.

The law: comments on an item that is one's own organisation's only stay with it; what was said of a
third person goes, and whoever is private is "one person".
"""

from collections.abc import Iterable

from storage.casebook.copy_making import Making


def action_rows(making: Making) -> Iterable[tuple[str, ...]]:
    """Yield what, who, by when and how it stands."""
    words = making.words
    for line in making.source.actions:
        if line.id in making.source.own_actions:
            continue
        what = making.clean(line.what)
        if what:
            due = words.day(line.due) if line.due else ""
            state = words.choice("action-state", line.state)
            yield what, making.name(line.owner_id, line.owner), due, state


def comment_rows(making: Making) -> Iterable[tuple[str, ...]]:
    """Yield when, on what, by whom and in which words."""
    source, words = making.source, making.words
    items = {line.id: line.what for line in source.actions if line.id not in source.own_actions}
    for action_id, comment in source.comments:
        text = making.clean(comment.words) if action_id in items else ""
        if text:
            what = making.clean(items[action_id])
            yield words.moment(comment.at), what, comment.author, text


def contact_rows(making: Making) -> Iterable[tuple[str, ...]]:
    """Yield when, how, by whom and in which words; the newest first."""
    words, source = making.words, making.source
    for line in source.contacts:
        if line.person_id in source.shielded:
            continue
        at = line.at.astimezone()
        when = words.day(at.date()) if line.day_only else words.moment(line.at)
        channel = words.choice("channel", line.channel)
        how = f"{channel}: {words.choice('contact-outcome', line.outcome)}"
        if line.person_id not in (None, source.case.client_id):
            how = f"{how} ({making.name(line.person_id, line.person)})"
        said = line.words
        if said and line.person_id in source.private:  # what they said is theirs
            making.gone, said = making.gone + 1, ""
        yield when, how, line.by, making.clean(said)
