"""The plain twins of Exchange, Device and of Settings: this vault, this device, how Nivel looks."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from storage.lines.change import Identity
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import fact, yes_no


def device_text(me: Identity, folder: Path, swaps: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield whose vault this is and which device; ``me.person`` is the reader's own name."""
    yield _("This device")
    yield fact(_("Belongs to"), me.person)
    yield fact(_("Mark of its case numbers"), me.mark)
    yield fact(_("Device id"), grouped(me.device_id))
    yield fact(_("Office id"), grouped(me.office_id))
    yield fact(_("Folder of the vault"), str(folder))
    yield from swap_words(swaps)


def swap_words(swaps: tuple[str, ...]) -> Iterator[str]:
    """Yield the warning about swap that seems unencrypted, if there is any."""
    if swaps:
        words = _(
            "Swap is on and seems unencrypted ({paths}): what is open here may be written to the "
            "disk in the clear. Encrypt the swap or turn it off."
        )
        yield words.format(paths=", ".join(swaps))


def grouped(identity: bytes) -> str:
    """Return an id in groups of four digits, to be read aloud and compared."""
    digits = identity.hex()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def settings_text(held: Mapping[str, object]) -> Iterator[str]:
    """Yield the settings; ``held`` has the fields of ``tui_app.settings.Settings``."""
    yield _("Settings")
    yield fact(_("Language"), choice_word("language", str(held["language"])))
    yield fact(_("Theme"), str(held["theme"]) or _("picked by the terminal"))
    yield fact(_("Glyphs"), str(held["glyphs"]))
    yield fact(_("Locks when idle, minutes"), str(held["idle_minutes"]))
    yield fact(_("Terminal cursor shown"), yes_no(bool(held["show_cursor"])))
    yield fact(_("Mouse"), yes_no(bool(held["mouse"])))
    yield fact(_("Copying to the clipboard"), yes_no(bool(held["copy"])))
