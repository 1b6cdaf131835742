"""When a fact of the directory is to be checked again.

The law: what nobody has checked is to be checked, and after a year again; a date says so, never a
colour alone. Nothing is hidden because it is old.
"""

import datetime as dt

AFTER = dt.timedelta(days=365)


def is_stale(checked_on: dt.date | None, today: dt.date) -> bool:
    """Say whether somebody should look at it again."""
    return checked_on is None or today - checked_on > AFTER
