"""The words of dates in Finnish, Swedish and English, as ``date_words`` reads them.

The law: every word is written here once, in its own spelling; lookups are by the folded word, so
that "maandag", "Måndag" and "mandag" meet. A word means what it means in the language of the
screen: ``v`` is a year in Finnish and a week in Swedish, ``ti`` is Tuesday in both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from storage.rules.fold import fold

Language = Literal["fi", "sv", "en"]


class Unit(StrEnum):
    """What an amount of time is counted in."""

    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, folded. Values: days from today, 0 for Monday, 1 for January."""

    near: Mapping[str, int]
    weekdays: Mapping[str, int]
    past_weekdays: Mapping[str, int]
    months: Mapping[str, int]
    units: Mapping[str, Unit]
    during: Mapping[str, Unit]  # forms that name a period, never an amount
    numbers: Mapping[str, int]
    this: frozenset[str]
    coming: frozenset[str]
    gone: frozenset[str]
    ago: frozenset[str]
    fillers: frozenset[str]


def _numbered(rows: str, first: int) -> dict[str, int]:
    """Count the rows of words, which ``/`` separates."""
    return {
        fold(word): number
        for number, row in enumerate(rows.split("/"), first)
        for word in row.split()
    }


def _units(day: str, working_day: str, week: str, month: str, year: str) -> dict[str, Unit]:
    rows = zip(Unit, (day, working_day, week, month, year), strict=True)
    return {fold(word): unit for unit, row in rows for word in row.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_FI_DAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_FI_MONTHS = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()

FINNISH = Words(
    near={
        fold("toissapäivänä"): -2,
        "eilen": -1,
        fold("tänään"): 0,
        "nyt": 0,
        "huomenna": 1,
        "huomiseksi": 1,
        "ylihuomenna": 2,
    },
    weekdays=_numbered("ma/ti/ke/to/pe/la/su", 0)
    | {day + end: at for at, day in enumerate(_FI_DAYS) for end in ("", "na", "ksi", "hin", "n")},
    past_weekdays={},
    months={
        fold(month) + end: at
        for at, month in enumerate(_FI_MONTHS, 1)
        for end in ("", "kuu", "kuuta", "kuun", "k")
    },
    units=_units(
        "pv päivä päivää päivän d",
        "arkipäivä arkipäivää arkipäivän arkipv",
        "vk vko viikko viikkoa viikon",
        "kk kuukausi kuukautta kuukauden",
        "v vuosi vuotta vuoden",
    ),
    during={"viikolla": Unit.WEEK, "kuussa": Unit.MONTH, "vuonna": Unit.YEAR},
    numbers=_numbered(
        "yksi yhden/kaksi kahden/kolme kolmen/neljä neljän/viisi viiden/kuusi kuuden", 1
    ),
    this=_set("tänä tämä tämän"),
    coming=_set("ensi seuraava seuraavana seuraavan"),
    gone=_set("viime"),
    ago=_set("sitten"),
    fillers=_set("päästä kuluttua"),
)

SWEDISH = Words(
    near={
        fold("i förrgår"): -2,
        fold("förrgår"): -2,
        fold("i går"): -1,
        fold("igår"): -1,
        "i dag": 0,
        "idag": 0,
        "nu": 0,
        "i morgon": 1,
        "imorgon": 1,
        fold("i övermorgon"): 2,
        fold("övermorgon"): 2,
    },
    weekdays=_numbered(
        "måndag måndagen mån må/tisdag tisdagen tis ti/onsdag onsdagen ons on/"
        "torsdag torsdagen tors tor to/fredag fredagen fre fr/lördag lördagen lör lö/"
        "söndag söndagen sön sö",
        0,
    ),
    past_weekdays=_numbered("måndags/tisdags/onsdags/torsdags/fredags/lördags/söndags", 0),
    months=_numbered(
        "januari jan/februari feb/mars/april apr/maj/juni jun/juli jul/augusti aug/"
        "september sep sept/oktober okt/november nov/december dec",
        1,
    ),
    units=_units(
        "dag dagar d",
        "vardag vardagar arbetsdag arbetsdagar",
        "v vecka veckor",
        "mån månad månader",
        "år",
    ),
    during={"veckan": Unit.WEEK, fold("månaden"): Unit.MONTH, fold("året"): Unit.YEAR},
    numbers=_numbered("en ett/två/tre/fyra/fem/sex", 1),
    this=_set("denna nu"),
    coming=_set("nästa nästkommande"),
    gone=_set("förra"),
    ago=_set("sedan sen"),
    fillers=_set("om på den i för"),
)

ENGLISH = Words(
    near={
        "day before yesterday": -2,
        "yesterday": -1,
        "today": 0,
        "now": 0,
        "tomorrow": 1,
        "tmr": 1,
        "day after tomorrow": 2,
    },
    weekdays=_numbered(
        "monday mon mo/tuesday tue tues tu/wednesday wed we/thursday thu thur thurs th/"
        "friday fri fr/saturday sat sa/sunday sun su",
        0,
    ),
    past_weekdays={},
    months=_numbered(
        "january jan/february feb/march mar/april apr/may/june jun/july jul/august aug/"
        "september sep sept/october oct/november nov/december dec",
        1,
    ),
    units=_units(
        "day days d",
        "workday workdays",
        "week weeks wk wks w",
        "month months mo mos",
        "year years yr yrs y",
    ),
    during={},
    numbers=_numbered("a an one/two/three/four/five/six", 1),
    this=_set("this"),
    coming=_set("next coming"),
    gone=_set("last"),
    ago=_set("ago"),
    fillers=_set("in on the of by"),
)

WORDS: Mapping[Language, Words] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
