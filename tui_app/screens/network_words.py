"""How the network of a case is worded on its list and under it.

The law: a wish not to invite shows as ``!`` with the words; a role without a person says that it is
to be filled; a private person is initials until names are shown.
"""

from storage.lines.network import TieLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.network import tie_itself
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row

_WHO, _ROLE, _WISH = Column(N_("Who"), 8), Column(N_("Role"), 18, most=32), Column(N_("Wish"), 23)
MASKED = (_WHO, Column(N_("From"), 0), _ROLE, _WISH)
NAMED = (Column(N_("Who"), 24), Column(N_("From"), 0), _WISH)


def tie_cells(line: TieLine, *, names: bool) -> Row:
    """Draw an actor for the columns ``MASKED``, or ``NAMED`` with the whole name."""
    whole = names or line.person_id is None
    name = line.name if whole else line.initials
    alone = line.organisation_id is not None and line.person_id is None
    whence = choice_word("sector", line.sector)
    if line.organisation and not alone:
        whence = line.organisation
    elif not name:
        whence = joined((_("to be filled"), whence))
    wish = choice_word("wish", line.wish)
    if line.outcome != "open" and (line.wish != "not-invite" or line.outcome == "not-followed"):
        wish = choice_word("outcome", line.outcome)
    unmet = line.wish == "not-invite" or line.outcome == "not-followed"
    cells = (name, whence, wish) if names else (name, whence, line.role, wish)
    if alone and not names:
        return Row((), sign="!" * unmet, full=_alone(line, wish))
    return Row(cells, sign="!" * unmet)


def _alone(line: TieLine, wish: str) -> str:
    """Give an organisation without a person the room of its whole name."""
    return joined((line.name, line.role, wish))


def tie_words(line: TieLine | None) -> str:
    """Say everything about the actor under the cursor but the name; six short lines at most."""
    if line is None:
        return ""
    wish = choice_word("wish", line.wish)
    words = f"“{line.wish_words}”" if line.wish_words else ""
    told = _("client told {date}").format(date=full_date(line.told_on)) if line.told_on else ""
    outcome = "" if line.outcome == "open" else choice_word("outcome", line.outcome)
    channel = "" if line.channel == "unknown" else choice_word("channel", line.channel)
    reached = _("reached by {channel}").format(channel=channel) if channel else ""
    rows = (
        joined((line.role, choice_word("sector", line.sector), line.organisation)),
        _("why there: {why}").format(why=line.why) if line.why else _("why there: not written"),
        joined((_("client's wish: {wish}").format(wish=wish), words)),
        joined((outcome, line.outcome_reason, told)),
        joined((reached, line.channel_note)),
        joined(tie_itself(line)),
    )
    return "\n".join(" ".join(row.split()) for row in rows if row)
