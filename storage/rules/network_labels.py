"""What stands on a map for one actor: the label's forms, and who is shown to whom.

The law: labels are masked like lists (the role and initials) until names are shown. Who is missing
has ``?``, a wish not to invite or not followed ``!``, an anchoring community ``*``. What the client
sees holds nobody's name, and no judgement of a tie but the client's own; it is taken out of the
lines before anything is drawn, so there is nothing to hide.
"""

from dataclasses import replace

from storage.lines.network import TieLine
from storage.rules.clean import clean_line
from storage.rules.network_map import Actor
from storage.rules.third_persons import without_people

_LABEL = 400
# A text in NFC is at most three times as long as before (Unicode Standard Annex 15, "Stabilizing").
_GROWTH = 3


def is_missing(line: TieLine) -> bool:
    """Say whether nobody has this role yet."""
    return line.person_id is None and line.organisation_id is None


def actor_of(line: TieLine, kind: str, *, names: bool) -> Actor:
    """Return how an actor is drawn; ``kind``: the word for the kind of actor, a short one."""
    name = line.name if names else line.initials
    if is_missing(line):
        told: tuple[str, ...] = (line.role, kind)
    elif line.person_id is None:
        told = (f"{name}, {line.role}" if name and line.role else "", name, line.role, kind)
    else:
        told = (f"{line.role or kind} {name}".strip(), name, line.initials, kind)
    forms = dict.fromkeys(_form(line, text) for text in told if text)
    return Actor(
        line.id, tuple(forms), str(line.sector), str(line.strength), line.conflict, is_missing(line)
    )


def _form(line: TieLine, text: str) -> str:
    unmet = line.wish == "not-invite" or line.outcome == "not-followed"
    signs = "!" * unmet + "*" * line.anchoring
    missing = "? " if is_missing(line) else ""
    return missing + _short(text) + (f" {signs}" if signs else "")


def _short(text: str) -> str:
    """Return ``text`` as one clean line, cut: role and name together may be longer than a line."""
    return clean_line(text[:_LABEL], _GROWTH * _LABEL)[:_LABEL]


def without_judgement(line: TieLine) -> TieLine:
    """Return a tie as others may see it: who and in which role, not how it is with them."""
    return replace(
        line,
        why="",
        wish="not-asked",
        wish_words="",
        outcome="open",
        outcome_reason="",
        told_on=None,
        channel="unknown",
        channel_note="",
        strength="unknown",
        conflict=False,
        said_by_client=False,
    )


def for_client(line: TieLine, stems: frozenset[str]) -> TieLine:
    """Return a tie as the client's own map shows it, on a screen or paper that others may see.

    ``stems``: the names of the network's people (``third_persons``); a role that names one goes.
    """
    role, gone = without_people(line.role, stems)
    shown = replace(without_judgement(line), name="", organisation="", role="" if gone else role)
    if not line.said_by_client:
        return shown
    return replace(shown, strength=line.strength, conflict=line.conflict, said_by_client=True)
