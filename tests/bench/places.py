"""Where the bench keeps its made-up offices and its peers; all of it can be removed at any time."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
PEERS = BUILD / "peers"
RESULTS = Path(__file__).parent / "results"
PASSPHRASE = "seitseman veljesta istui katolla"
SEED = 7
# What is measured against, in an environment of its own: exact versions, so that runs compare.
PEER_PINS = ("harlequin==2.17.0", "pykeepass==4.2.0", "textual==8.2.8")


def nivel() -> str:
    """Return the program's path in the environment that runs the bench."""
    return str(Path(sys.executable).parent / "nivel")


def office(cases: int) -> Path:
    """Return a made-up office of that size, built once."""
    folder = BUILD / f"office-{cases}"
    if not (folder / "header.nivel").exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        print(f"building an office of {cases} cases (once) ...", flush=True)
        run_with_passphrase("demo", "--cases", str(cases), "--seed", str(SEED), vault=folder)
    return folder


def run_with_passphrase(*arguments: str, vault: Path) -> str:
    """Run ``nivel`` on a vault, the passphrase through a pipe; returns what it printed."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    command = [nivel(), *arguments, "--vault", str(vault), "--passphrase-fd", str(reading)]
    try:
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            pass_fds=(reading,),
            stdin=subprocess.DEVNULL,
        )
    finally:
        os.close(reading)
    return done.stdout


def peer_python() -> str:
    """Return the python of the peers' environment, made once."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        print("installing the peers (once) ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", *PEER_PINS], check=True, capture_output=True
        )
    return str(python)
