"""The lines said in the plain terminal after the program has gone.

The law: neutral words, no value, nothing that came from the vault.
"""

from tui_app.i18n.catalogue import _, set_language


def ended_line(language: str) -> str:
    """Return what the launcher says when its child was killed."""
    set_language(language)
    return _("Nivel ended without closing. What was saved is safe. Start it again: nivel")


def fault_line(code: str) -> str:
    """Return what is said after a fault in the program; ``code`` names the place in it."""
    return _("Nivel stopped at a fault (code {code}). What was saved is safe.").format(code=code)
