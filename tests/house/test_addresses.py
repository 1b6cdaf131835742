"""No address and no machine: nothing here names a registry, a server or one computer's folders."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import PRODUCT, ROOT

ADDRESS = re.compile(r"\b(?:https?|ftp|git|ssh)://[^\s\"'`)>]+|\bwww\.[a-z]+\.[a-z]+|\bgit@")
MACHINE = re.compile(r"(?<![\w~.])/(?:root|home|work|Users|builds|workspace|mnt)/[\w.-]+")
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)
# The one that is a name, not a place: the namespaces of XML.
NAMES = ("http://www.w3.org/", "http://purl.org/")
PLAIN = {
    ".cfg",
    ".css",
    ".lock",
    ".md",
    ".mk",
    ".po",
    ".pot",
    ".py",
    ".sh",
    ".tcss",
    ".toml",
    ".txt",
}
OF_THE_HOUSE = ("Makefile", "README.md", "CHANGELOG.md", "pyproject.toml", "requirements.lock")


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file that is installed or sets up an installation."""
    paths = [ROOT / name for name in OF_THE_HOUSE] + [ROOT / ".ci" / "run"]
    for folder in PRODUCT:
        paths += [path for path in (ROOT / folder).rglob("*") if path.suffix in PLAIN]
    for path in sorted(paths):
        if "__pycache__" not in path.parts:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def faults(name: str, text: str) -> list[str]:
    """Return the addresses and machines' folders that ``text`` names."""
    found = [each for each in ADDRESS.findall(text) if not each.startswith(NAMES)]
    found += MACHINE.findall(text)
    if name == "requirements.lock":
        found += INDEX.findall(text)
    return [f"{name}: {each}" for each in found]


def test_no_file_names_an_address_or_a_machine() -> None:
    """Neither the product nor what sets it up names an address or a folder of one computer."""
    assert [fault for name, text in texts() for fault in faults(name, text)] == []


@pytest.mark.parametrize(
    "planted",
    ["see https://registry.example/simple", "--index-url x", "/home/testi/nivel", "git@host:nivel"],
)
def test_the_check_sees_an_address(planted: str) -> None:
    """Negative control: an address, an index and a machine's folder are seen."""
    assert faults("requirements.lock", planted)
