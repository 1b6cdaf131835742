"""The plain twin of Case, Network: who stands around the client, and what the client wishes."""

from collections.abc import Iterable, Iterator

from storage.lines.network import TieLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import counted, flat, joined


def actor(line: TieLine, *, names: bool) -> str:
    """Return who it is: the person with the organisation, or a role still to be filled."""
    name = line.name if names else line.initials
    organisation = "" if line.organisation == line.name else line.organisation
    return joined((name or _("to be filled"), organisation, line.role))


def tie_row(line: TieLine, *, names: bool) -> str:
    """Return one actor as one line."""
    channel = choice_word("channel", line.channel) if line.channel != "unknown" else ""
    told = _("client told {date}").format(date=full_date(line.told_on)) if line.told_on else ""
    wish = joined(
        (choice_word("wish", line.wish), f"“{flat(line.wish_words)}”" * bool(line.wish_words))
    )
    return joined(
        (
            actor(line, names=names),
            choice_word("sector", line.sector),
            _("why there: {why}").format(why=flat(line.why)) if line.why else "",
            _("client's wish: {wish}").format(wish=wish),
            choice_word("outcome", line.outcome) if line.outcome != "open" else "",
            _("reason: {reason}").format(reason=line.outcome_reason) if line.outcome_reason else "",
            told,
            _("reached by {channel}").format(channel=channel) if channel else "",
            line.channel_note,
            *tie_itself(line),
        )
    )


def tie_itself(line: TieLine) -> tuple[str, ...]:
    """Return what is known of the tie itself, a fact each; "" for what is not."""
    strong = choice_word("strength", line.strength)
    known = line.strength != "unknown"
    return (
        _("tie: {strength}").format(strength=strong) if known else "",
        _("conflict") if line.conflict else "",
        _("as the client says") if line.said_by_client and (known or line.conflict) else "",
        choice_word("nearness", line.nearness) if line.nearness != "unknown" else "",
        _("anchoring community") if line.anchoring else "",
        _("since {date}").format(date=full_date(line.since)) if line.since else "",
        _("until {date}").format(date=full_date(line.until)) if line.until else "",
    )


def network_text(lines: Iterable[TieLine], *, names: bool) -> Iterator[str]:
    """Yield the network of one case."""
    found = tuple(lines)
    yield counted(_("Network members"), len(found))
    for line in found:
        yield tie_row(line, names=names)
