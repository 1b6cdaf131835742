"""The peer of ``unlock``: KeePass in Python, 10,000 entries, opened with the derived key at hand.

Runs in the peers' environment, so it imports nothing of ours. Prints the seconds of one opening.
"""

import copy
import sys
import time
from pathlib import Path

from pykeepass import PyKeePass, create_database

ENTRIES = 10_000


def main(path: Path) -> float:
    """Make the database once; return the seconds of opening it without the key derivation."""
    if not path.exists():
        made = create_database(str(path), password="x")
        entry = made.add_entry(made.root_group, "Testi", "malli", "salainen", notes="teksti")
        for _ in range(ENTRIES - 1):  # copied as elements: adding one looks through all others
            made.root_group._element.append(copy.deepcopy(entry._element))
        made.save()
    key_file = path.with_suffix(".key")
    if not key_file.exists():
        opened = PyKeePass(str(path), password="x")
        key_file.write_bytes(opened.transformed_key)
    key = key_file.read_bytes()
    started = time.perf_counter()
    PyKeePass(str(path), transformed_key=key)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
