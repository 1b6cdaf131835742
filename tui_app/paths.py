"""Where the vaults of this machine lie.

One vault per person, a folder each under ``vaults_folder()``, which ``NIVEL_HOME`` moves;
``NIVEL_VAULT`` or ``--vault`` names one that lies elsewhere.
"""

import os
from pathlib import Path


def vaults_folder() -> Path:
    """Return the folder whose folders are the vaults of this machine's people."""
    moved = os.environ.get("NIVEL_HOME")
    if moved:
        return Path(moved) / "vaults"
    import platformdirs

    return platformdirs.user_data_path("nivel", appauthor=False) / "vaults"


def marks_folder() -> Path:
    """Return where this machine keeps how far each vault has come, outside of every vault."""
    moved = os.environ.get("NIVEL_HOME")
    if moved:
        return Path(moved) / "marks"
    import platformdirs

    return platformdirs.user_state_path("nivel", appauthor=False) / "marks"


def named_vault(option: str | None) -> Path | None:
    """Return the vault named by ``--vault`` or ``NIVEL_VAULT``, None when neither is given."""
    name = option or os.environ.get("NIVEL_VAULT")
    return Path(name).expanduser().absolute() if name else None
