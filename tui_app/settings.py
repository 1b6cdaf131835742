"""What a person sets for this machine: language, look, idle time. Nothing about clients.

The law: a broken or foreign settings file never stops Nivel; what is not understood takes its
default and stays in the file, comments too. The format is TOML, one table, version 1::

    version = 1
    language = "fi"          # fi sv en; "" until chosen
    theme = "night"          # night day contrast ansi mono; "" picks by the terminal
    glyphs = "ascii"         # ascii box
    idle_minutes = 5         # 1 to 5
    show_cursor = false      # the terminal's own cursor, for screen readers and braille
    mouse = false
    copy = false             # allow Ctrl+C to write the terminal's clipboard (OSC 52)
    network = "list"         # list map; how a case's network was looked at last
    vault = ""               # the vault opened last, by its folder's name
"""

import os
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

IS_LINUX: bool = sys.platform.startswith("linux")
LEAST_MINUTES, MOST_MINUTES = 1, 5
THEMES = ("night", "day", "contrast", "ansi", "mono")
GLYPHS = ("ascii", "box")
NETWORK_VIEWS = ("list", "map")
_CHOICES = {
    "language": ("", "fi", "sv", "en"),
    "theme": ("", *THEMES),
    "glyphs": GLYPHS,
    "network": NETWORK_VIEWS,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's settings on this machine; see the module for the fields."""

    language: str = ""
    theme: str = ""
    glyphs: str = "ascii"
    idle_minutes: int = MOST_MINUTES
    show_cursor: bool = False
    mouse: bool = False
    copy: bool = False
    network: str = "list"
    vault: str = ""


def settings_file() -> Path:
    """Return the settings file; ``NIVEL_CONFIG`` moves the folder it lies in."""
    moved = os.environ.get("NIVEL_CONFIG")
    if moved:
        return Path(moved) / "settings.toml"
    if IS_LINUX:  # what platformdirs finds here, without its 6 ms
        found = os.environ.get("XDG_CONFIG_HOME", "")
        folder = Path(found) if found.strip() else Path.home() / ".config"
        return folder / "nivel" / "settings.toml"
    import platformdirs

    return platformdirs.user_config_path("nivel", appauthor=False) / "settings.toml"


def read_settings() -> Settings:
    """Return the settings in force; defaults stand in for what is missing or wrong."""
    found = _read_file()
    known = {field.name for field in fields(Settings)}
    taken = {name: value for name, value in found.items() if name in known and _fits(name, value)}
    settings = Settings(**taken)
    if not settings.language:
        settings = replace(settings, language=_system_language())
    return settings


def _read_file() -> dict[str, Any]:
    try:
        text = settings_file().read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import tomllib  # 3 ms, and many a machine has no such file

    try:
        return tomllib.loads(text)
    except ValueError:
        return {}


def save_settings(settings: Settings) -> None:
    """Write ``settings`` over the same fields of the file, keeping the person's comments.

    Raises OSError where the folder cannot be written to.
    """
    import tomlkit

    path = settings_file()
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = tomlkit.document()
    document["version"] = 1
    for field in fields(Settings):
        document[field.name] = getattr(settings, field.name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_text(tomlkit.dumps(document), encoding="utf-8")
    beside.replace(path)


def settings_exist() -> bool:
    """Tell whether this machine's person has chosen anything yet."""
    return settings_file().exists()


def _fits(name: str, value: object) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name == "idle_minutes":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and LEAST_MINUTES <= int(str(value)) <= MOST_MINUTES
    if name == "vault":
        return isinstance(value, str)
    return isinstance(value, bool)


def _system_language() -> str:
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return said[:2] if said[:2] in {"fi", "sv"} else "en"
