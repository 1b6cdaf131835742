"""What every test stands on: no deadlines on a busy machine, no trace of its user's settings."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Two cores are shared by workers and builders: time is measured by ``make bench``, never asserted.
settings.register_profile(
    "quick", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
for _name, _stories in ("few", 20), ("campaign", 1_000), ("full", 2_000):
    settings.register_profile(_name, parent=settings.get_profile("quick"), max_examples=_stories)
settings.load_profile("full" if os.environ.get("FULL") else os.environ.get("STORIES", "quick"))

_OWN = ("NO_COLOR", "COLORTERM", "SSH_CONNECTION", "SSH_TTY")
_READ = ("NIVEL_", "TEXTUAL")


@pytest.fixture(autouse=True)
def no_settings_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each test an empty home and none of the variables that Nivel and Textual read."""
    for name in [*_OWN, *(name for name in os.environ if name.startswith(_READ))]:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
