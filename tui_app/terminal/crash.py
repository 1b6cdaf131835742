"""A fault in the program: what is said, and what is kept.

The law (``safety``, trap 2, T18): Textual prints local variables, passphrase and client rows with
them, into the scrollback. Nivel says one neutral line with a code; the details, file names, line
numbers and the kind of the error, but no value and no message text, go to a callback that keeps
them in the vault's own log.
"""

from pathlib import Path
from traceback import walk_tb


def trace_of(error: BaseException) -> tuple[str, ...]:
    """Return where ``error`` came through: ``file:line function``, outermost first, no values."""
    inner = getattr(error, "error", None)  # Textual wraps what a worker raised
    if isinstance(inner, BaseException):
        return trace_of(inner)
    places = [
        f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return (*places, type(error).__name__)


def code_of(error: BaseException) -> str:
    """Return a code of the same fault on every machine, such as ``N-3F2A91``."""
    import hashlib  # only a fault needs it

    digest = hashlib.sha256("\n".join(trace_of(error)).encode()).hexdigest()
    return f"N-{digest[:6].upper()}"
