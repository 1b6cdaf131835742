"""The client's own copy: their data and both logs of their case, in clear language."""

from storage.casebook.desk import Desk


class Copies(Desk):
    """Makes the client's own copy."""
