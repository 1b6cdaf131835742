"""What the exchange says about people's keys: the reasons of its refusals, for ``sentences``.

The law: the same as there. A card that somebody may have tampered with is never called so: what is
wrong and what to do is enough.
"""

from collections.abc import Mapping

from tui_app.i18n.catalogue import N_

PEOPLE_SENTENCES: Mapping[str, str] = {
    "certificate-missing": N_("This device is not certified yet. Take the recovery sheet: "
                              "Exchange, People and devices, Certify."),
    "root-changed": N_("This is not the recovery sheet that your devices stand under. Use the "
                       "first one, or begin anew with this one: then everybody must compare the "
                       "safety number again."),
    "office-key-missing": N_("The office's key is in the casebook that founded the office. Do this "
                             "there."),
}  # fmt: skip
PEOPLE_REASONS: Mapping[tuple[str, str], str] = {
    ("card-refused", "format"): N_("This is no contact card, or it is damaged. Nothing was "
                                   "changed. Ask for a new one."),
    ("card-refused", "newer"): N_("This contact card was made by a newer Nivel. Take the newer "
                                  "Nivel into use first."),
    ("card-refused", "signature"): N_("This contact card is not as its device made it. Nothing was "
                                      "changed. Ask for a new one, by another way."),
    ("card-refused", "key"): N_("A key in this contact card must not be used. Nothing was changed. "
                                "Ask the sender to make a new one."),
    ("card-refused", "expired"): N_("This contact card has run out. Ask for a new one, and check "
                                    "the date of this computer."),
    ("card-refused", "future"): N_("This contact card comes from the future. Check the date of "
                                   "both computers."),
    ("card-refused", "own"): N_("This card says that it is yours, but it does not stand under your "
                                "recovery sheet, or this device made it. Nothing was changed."),
    ("card-refused", "revoked"): N_("The device that made this card has been taken back. Ask for a "
                                    "card from another device."),
    ("card-refused", "not-invited"): N_("This answers no invitation of this casebook that is still "
                                        "open. Write a new invitation."),
    ("correspondent-blocked", "key-change"): N_("The key of {name} has changed. Nothing goes there "
                                                "until you have decided: Exchange, People and "
                                                "devices."),
    ("correspondent-blocked", "unknown"): N_("Nobody has made sure that the key of {name} is "
                                             "theirs. Compare the safety number first: Exchange, "
                                             "People and devices."),
    ("correspondent-blocked", "expired"): N_("The contact card of {name} has run out. Ask for a "
                                             "new one."),
    ("correspondent-blocked", "key-old"): N_("The contact card of {name} is too old to write to. "
                                             "Ask for a new one."),
    ("correspondent-blocked", "revoked"): N_("All devices of {name} have been taken back. Ask for "
                                             "a card from a new one."),
    ("correspondent-blocked", "no-device"): N_("No device of {name} is known. Ask for a contact "
                                               "card."),
    ("import-refused", "expired"): N_("{path} has run out. Ask for a new invitation."),
    ("invalid", "taken"): N_("Another device has these letters already. Choose others."),
    ("invalid", "not-joined"): N_("This casebook was not made from an invitation. Give your "
                                  "contact card instead."),
}  # fmt: skip
