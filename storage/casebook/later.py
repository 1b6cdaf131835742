"""A module that is imported when something of it is first asked for.

The law: a list is read without the record classes (SQLModel costs a command 0.2 s and more), so the
desks name the modules of records through this; the type checker and the import contracts see the
plain import that stands beside it.
"""

from importlib import import_module


class Later:
    """Stands in for the module ``name``."""

    def __init__(self, name: str) -> None:
        """Take the module's full name; nothing is imported yet."""
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        """Import the module at the first look, and remember what was asked for."""
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        found: object = getattr(import_module(self._name), attribute)
        setattr(self, attribute, found)
        return found
