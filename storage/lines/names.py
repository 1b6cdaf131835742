"""Names and their masked form, and a case's number as people say it.

The law: a list shows initials until a person asks for names; the mask is made here, once.
"""


def full_name(given: str, family: str, called: str = "") -> str:
    """Return the name people use: the called name or the given name, then the family name."""
    return " ".join(part for part in (called or given, family) if part)


def initials(name: str) -> str:
    """Return ``M.A.`` for ``Malli Akkunen``; words of one name joined by a dash give one letter."""
    # a list, not a generator: a third faster, and a list of 10,000 cases makes each name's
    return "".join([f"{word[0].upper()}." for word in name.split() if word[0].isalnum()])


def case_label(mark: str, number: int) -> str:
    """Return the number people say: the device's mark, a dash, at least four digits."""
    return f"{mark}-{number:04d}"
