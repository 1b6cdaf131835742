"""Write the directory's seed, ``python tests/house/seed_directory.py [FOLDER]``.

The law: counties and municipalities are those of the open data (``storage/rules``; with FOLDER its
``counties.csv`` and ``municipalities.csv`` are taken first), the other actors those that the study
and the domain name. Nothing says what one of them does today: every row is "to be checked", and
none has an address, a number or opening hours. ``--check`` writes nothing and says by its exit code
whether the file is current.
"""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ROOT / "storage" / "rules"
SEED = ROOT / "storage" / "documents" / "directory.csv"
FIELDS = (
    "key", "record", "name_fi", "name_sv", "name_en", "sector", "kind", "county", "areas",
    "low_threshold", "organisation",
)  # fmt: skip
Names = tuple[str, str, str]

ORGANISATIONS: tuple[tuple[str, Names, str, str], ...] = (
    ("rise", ("Rikosseuraamuslaitos (Rise)", "Brottspåföljdsmyndigheten",
              "Prison and Probation Service"), "prison", ""),
    ("vth", ("Vankiterveydenhuolto (THL)", "Hälso- och sjukvården för fångar (THL)",
             "Prison health care (THL)"), "health", ""),
    ("kela", ("Kela", "FPA", "Kela"), "state", ""),
    ("dvv", ("Digi- ja väestötietovirasto", "Myndigheten för digitalisering och befolkningsdata",
             "Digital and Population Data Services Agency"), "state", ""),
    ("police", ("Poliisi", "Polisen", "Police"), "state", ""),
    ("debt", ("Oikeusapu- ja edunvalvontapalvelut", "Rättshjälps- och intressebevakningstjänster",
              "Legal aid and public guardianship"), "state", ""),
    ("setlementti", ("Setlementti",) * 3, "ngo", "PS"),
    ("aggredi", ("Aggredi",) * 3, "ngo", "PS"),
    ("mahku", ("Mahku",) * 3, "ngo", "PS"),
    ("sirkkulanpuisto", ("Sirkkulanpuisto",) * 3, "ngo", "PS"),
    ("rets", ("RETS",) * 3, "ngo", "VK"),
)  # fmt: skip

# key, names, kind, county, life areas, low threshold, organisation
SERVICES: tuple[tuple[str, Names, str, str, str, str, str], ...] = (
    ("probation", ("Yhdyskuntaseuraamustoimisto", "Byrå för samhällspåföljder",
                   "Probation office"), "supervision", "", "criminal-matters", "", "rise"),
    ("prison-health", ("Hoidon jatko vapautuessa", "Vårdens fortsättning vid frigivning",
                       "Care going on at release"),
     "care", "", "health mental-health substance-use", "", "vth"),
    ("income", ("Perustoimeentulotuki ja yleistuki", "Grundläggande utkomststöd och allmänt stöd",
                "Basic social assistance and general support"), "benefit", "", "income", "",
     "kela"),
    ("digital", ("Digituki", "Digitalt stöd", "Digital support"), "guidance", "", "digital", "",
     "dvv"),
    ("identity", ("Henkilökortti", "Identitetskort", "Identity card"), "other", "", "digital", "",
     "police"),
    ("debt-advice", ("Talous- ja velkaneuvonta", "Ekonomi- och skuldrådgivning",
                     "Financial and debt counselling"), "guidance", "", "debt", "", "debt"),
    ("bank", ("Pankki: tili ja verkkopankkitunnukset", "Bank: konto och bankkoder",
              "Bank: an account and online banking codes"), "other", "", "digital income", "", ""),
    ("employment", ("Kunnan työllisyyspalvelut", "Kommunens sysselsättningstjänster",
                    "Municipal employment services"), "work", "", "work", "", ""),
    ("setlementti-service", ("Setlementin tuki vapautuville", "Setlementtis stöd vid frigivning",
                             "Setlementti: support at release"),
     "peer-support", "PS", "relations leisure", "yes", "setlementti"),
    ("aggredi-service", ("Aggredin tuki", "Aggredis stöd", "Aggredi: support"),
     "guidance", "PS", "relations criminal-matters", "yes", "aggredi"),
    ("mahku-service", ("Mahkun tuki", "Mahkus stöd", "Mahku: support"),
     "peer-support", "PS", "relations leisure", "yes", "mahku"),
    ("sirkkulanpuisto-service", ("Sirkkulanpuiston yhteisö", "Gemenskapen i Sirkkulanpuisto",
                                 "Sirkkulanpuisto community"),
     "meeting-place", "PS", "substance-use leisure", "yes", "sirkkulanpuisto"),
    ("rets-advocate", ("Asiamiestoiminta", "Ombudsmannaverksamhet", "Advocate service"),
     "guidance", "VK", "housing income relations", "yes", "rets"),
    ("nopsajalka", ("Nopsajalka: nopea vankilayhteistyö", "Nopsajalka: snabbt fängelsesamarbete",
                    "Nopsajalka: rapid prison cooperation"),
     "guidance", "KS", "housing income", "", "county-KS"),
)  # fmt: skip
# what every county has; key, names, kind, life areas
OF_A_COUNTY: tuple[tuple[str, Names, str, str], ...] = (
    ("social", ("Aikuissosiaalityö", "Socialt arbete för vuxna", "Adult social work"),
     "guidance", "housing income relations"),
    ("care", ("Mielenterveys- ja päihdepalvelut", "Mentalvårds- och missbrukartjänster",
              "Mental health and substance use services"), "care", "mental-health substance-use"),
    ("emergency", ("Sosiaalipäivystys", "Socialjour", "Emergency social services"),
     "other", "housing"),
)  # fmt: skip


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the seed's rows: organisations, services, practice cards."""
    counties = list(_counties())
    for letters, names in counties:
        yield (f"county-{letters}", "organisation", *names, "county", "", letters, "", "", "")
    for key, names, sector, county in ORGANISATIONS:
        yield (key, "organisation", *names, sector, "", county, "", "", "")
    for key, names, kind, county, areas, low, organisation in SERVICES:
        yield (key, "service", *names, "", kind, county, areas, low, organisation)
    for letters, _names in counties:
        for key, names, kind, areas in OF_A_COUNTY:
            house = f"county-{letters}"
            yield (f"{key}-{letters}", "service", *names, "", kind, letters, areas, "", house)
    for letters, names in counties:
        yield (f"card-{letters}", "practice-card", *names, "", "county", letters, "", "", "")


def _counties() -> Iterator[tuple[str, Names]]:
    with (RULES / "counties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["county"], (row["name_fi"], row["name_sv"], row["name_en"])


def text() -> str:
    """Return the seed as it stands in the file."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([FIELDS, *rows()])
    return written.getvalue()


def main(arguments: list[str]) -> int:
    """Write the seed, or check it; returns the exit code."""
    if arguments == ["--check"]:
        return int(SEED.read_text(encoding="utf-8") != text())
    for folder in arguments:
        for name in ("counties.csv", "municipalities.csv"):
            (RULES / name).write_bytes((Path(folder) / name).read_bytes())
    SEED.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
