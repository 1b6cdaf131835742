"""A meeting as its agenda, minutes and record text need it: plain values, ready to be shown.

The law: names, dates and times come as the texts a reader sees (the caller knows the language);
tiers come as the words of ``storage.records.minutes.Tier``. ``copy_for`` is the one place that
decides what a copy may hold; whatever makes a document of a meeting takes its result. What it does
not let through cannot be told from its result, not even that there was something.
"""

from dataclasses import dataclass, replace

from storage.errors import Invalid
from storage.records.minutes import EntryKind, Tier

_RANKS: dict[str, int] = {Tier.CLIENT: 0, Tier.SHARED: 1, Tier.OWN: 2}


@dataclass(frozen=True, slots=True)
class Attendee:
    """One who was asked to come. ``is_private``: neither the client nor there for their work.

    ``presence`` is shown as it is (present, remote, absent in the reader's language), ``contact``
    too (a number, an address); ``role`` says why they are there.
    """

    name: str
    role: str = ""
    organisation: str = ""
    presence: str = ""
    contact: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class MinuteEntry:
    """One thing said. ``late``: when it was written down, if that was afterwards."""

    text: str
    tier: str
    kind: str = EntryKind.NOTE
    speaker: str = ""
    verbatim: bool = False
    late: str = ""


@dataclass(frozen=True, slots=True)
class MinuteItem:
    """One item of the agenda; a title of "" gathers what belongs to none."""

    title: str
    entries: tuple[MinuteEntry, ...] = ()
    minutes: int | None = None
    owner: str = ""
    from_client: bool = False


@dataclass(frozen=True, slots=True)
class MinuteAgreement:
    """What was agreed, who does it, by when."""

    what: str
    tier: str
    doer: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class MinutesData:
    """One meeting. ``facts`` are (label, value) pairs for everybody: time, place, whose matter."""

    language: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    attendance: tuple[Attendee, ...] = ()
    items: tuple[MinuteItem, ...] = ()
    agreements: tuple[MinuteAgreement, ...] = ()
    next_meeting: str = ""
    was_read_back: bool = False


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """The words around it, in the reader's language. ``copies`` are those of the three tiers."""

    agenda: str
    minutes: str
    present: str
    invited: str
    name: str
    role: str
    organisation: str
    presence: str
    contact: str
    item: str
    planned: str
    owner: str
    from_client: str
    other: str
    question: str
    answered: str
    written_later: str
    agreements: str
    what: str
    doer: str
    due: str
    open_doer: str
    next_meeting: str
    was_read_back: str
    copy: str
    copies: tuple[str, str, str]

    def copy_of(self, tier: str) -> str:
        """Return the words for a copy of ``tier``."""
        return self.copies[_rank_of_copy(tier)]


def question_words(entry: MinuteEntry, words: MinutesWords) -> str:
    """Return what stands before a question, open or answered; "" before anything else."""
    asked = {str(EntryKind.QUESTION): words.question, str(EntryKind.ANSWERED): words.answered}
    return asked.get(entry.kind, "")


def copy_for(tier: str, data: MinutesData) -> MinutesData:
    """Return what a copy of ``tier`` may hold; raises ``Invalid`` for a tier that is none.

    client: what is for the client, their own items first, nobody's contact details. shared: that
    and what the network shares, contact details of those there for their work. own: everything.
    """
    rank = _rank_of_copy(tier)
    items = [
        replace(item, entries=tuple(one for one in item.entries if _rank(one.tier) <= rank))
        for item in data.items
    ]
    if tier == Tier.CLIENT:
        items.sort(key=lambda item: not item.from_client)
    return replace(
        data,
        items=tuple(item for item in items if item.title or item.entries),
        agreements=tuple(one for one in data.agreements if _rank(one.tier) <= rank),
        attendance=tuple(_attendee(one, tier) for one in data.attendance),
    )


def _attendee(one: Attendee, tier: str) -> Attendee:
    may_show = tier == Tier.OWN or (tier == Tier.SHARED and not one.is_private)
    return one if may_show else replace(one, contact="")


def _rank(tier: str) -> int:
    """Rank a tier; one of a newer version, which we do not know, is for our own copy at most."""
    return _RANKS.get(tier, _RANKS[Tier.OWN])


def _rank_of_copy(tier: str) -> int:
    if tier not in _RANKS:
        raise Invalid(kind="handout", field="tier", reason="unknown")
    return _RANKS[tier]
