"""The seed of the directory is what its generator writes, and claims nothing about anybody."""

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_seed_is_current() -> None:
    """Whoever changes the generator or the counties writes the file anew."""
    generator = ROOT / "tests" / "house" / "seed_directory.py"
    assert subprocess.run([sys.executable, generator, "--check"], check=False).returncode == 0


def test_the_seed_holds_every_actor_that_the_domain_names() -> None:
    """The 23 counties, each with its services and its card, and the organisations of the study."""
    with (ROOT / "storage" / "documents" / "directory.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = " ".join(row["name_fi"] for row in rows)
    wanted = "Setlementti Aggredi Mahku Sirkkulanpuisto RETS Nopsajalka Kela Asiamiestoiminta"
    assert all(word in names for word in wanted.split())
    assert sum(row["record"] == "practice-card" for row in rows) == 23
    assert len({row["key"] for row in rows}) == len(rows)
