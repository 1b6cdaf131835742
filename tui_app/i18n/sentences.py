"""What happened and what to do, for every error code of the storage.

The law: each ``StorageError`` has its sentence here, and where one code has several reasons each
reason may have its own (a test walks the subclasses in three languages). A sentence blames nobody,
names no value of a record, and ends with what can be done. Facts are put in by name; a path is said
by its last part only.
"""

from collections.abc import Mapping
from pathlib import Path

from storage.errors import StorageError
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.cells import cut
from tui_app.i18n.message_reasons import MESSAGE_REASONS
from tui_app.i18n.people_reasons import PEOPLE_REASONS, PEOPLE_SENTENCES
from tui_app.i18n.travel_reasons import TRAVEL_REASONS

SENTENCES: Mapping[str, str] = {
    **PEOPLE_SENTENCES,
    "vault-missing": N_("There is no casebook in {path}. Check the place, or make a new casebook."),
    "vault-exists": N_("{path} holds a casebook already. Choose another place."),
    "vault-damaged": N_("The casebook is damaged ({part}). Nothing was overwritten. Restore the "
                        "last backup to a new place: nivel restore FILE"),
    "vault-newer": N_("This casebook was written by a newer Nivel. Nothing was changed. Take the "
                      "newer Nivel into use on this computer."),
    "upgrade-needed": N_("This casebook is of an older Nivel, and nothing can be written here. "
                         "Open it once where it can be written."),
    "vault-busy": N_("The casebook is open in another window (since {since}). Lock it there, then "
                     "try again."),
    "vault-read-only": N_("This place cannot be written to. The casebook can be read; changes are "
                          "not kept."),
    "wrong-secret": N_("That did not open the casebook. Check the spelling and Caps Lock, then try "
                       "again."),
    "too-soon": N_("Wait {seconds} s before the next try."),
    "weak-passphrase": N_("That passphrase is too easy to guess. Choose another, or take a "
                          "proposed one."),
    "sheet-line-wrong": N_("Line {lines} of the recovery sheet is not right. Check it letter by "
                           "letter."),
    "slot-missing": N_("That key is not there any more. Look at the list again."),
    "last-slot": N_("This is the last key: without it nobody could open the casebook. Add another "
                    "one first."),
    "slots-full": N_("There is no room for more than {most} keys. Remove one first."),
    "part-missing": N_("This Nivel lacks a part it needs ({part}). Install Nivel again."),
    "memory-short": N_("There is too little memory free to open the vault. Close other programs, "
                       "then try again."),
    "disk-full": N_("The disk is full. What was saved is safe. Free some room, then try again; "
                    "deleting still works."),
    "medium-gone": N_("The disk or stick cannot be reached. What was saved is safe. Put it back, "
                      "then lock and open again."),
    "file-exists": N_("{path} is there already and was not overwritten. Choose another name."),
    "file-refused": N_("{path} cannot be used. Choose another file or folder."),
    "not-a-backup": N_("{path} is no backup of Nivel. Choose another file."),
    "record-missing": N_("This is not there any more; it was removed. Go back and refresh (F5)."),
    "invalid": N_("This cannot be kept as it is. Check what is written."),
    "reason-needed": N_("{case} is not your case. Write why you open it; the reason is logged."),
    "undo-gone": N_("This cannot be undone any more. Change it by hand."),
    "stopped": N_("Stopped. What was done whole stays."),
    "import-refused": N_("{path} cannot be read. Nothing was brought in. Choose another file."),
    "batch-refused": N_("What came in was refused. Nothing was changed. Ask the sender to send it "
                        "again."),
    "device-forked": N_("This casebook has been used from a copy. To go on safely, make this "
                        "computer a new device: nivel restore"),
    "parcel-refused": N_("This parcel cannot be opened here: it is for someone else, or it was "
                         "damaged on its way. Nothing was changed. Ask the sender to send again."),
    "card-refused": N_("This contact card cannot be used. Nothing was changed. Ask for a new "
                       "card."),
    "correspondent-blocked": N_("Nothing goes to {name} now. Take their newest contact card in "
                                "and compare it: Exchange, People and devices."),
    "changes-too-large": N_("Nothing was written: these changes are more than one file may hold "
                            "({megabytes} MB). For another computer of your own, make a backup "
                            "and restore it there."),
    "basis-missing": N_("{case}: there is no basis for sharing this. Record the permission, the "
                        "consent or the right first: case, Sharing."),
    "barred": N_("{case}: this is not possible. Whoever handles the case sees more there, under "
                 "Sharing."),
    "folder-refused": N_("This folder cannot carry parcels. Choose another one."),
    "rolled-back": N_("This casebook is older than what has been seen of it before ({seen_by}). "
                      "If you have the newer one, use that. Nothing is sent until the recovery "
                      "sheet has certified this one as a new device."),
    "device-copied": N_("This casebook was copied or moved here, so it is a new device. Nothing is "
                        "sent until the recovery sheet has certified it. If the first one is still "
                        "in use, go on there."),
    "share-refused": N_("This cannot be shared so. Choose again."),
    "pack-refused": N_("This travel pack cannot be used so."),
}  # fmt: skip

REASONS: Mapping[tuple[str, str], str] = {
    **PEOPLE_REASONS,
    **MESSAGE_REASONS,
    **TRAVEL_REASONS,
    ("weak-passphrase", "short"): N_("That passphrase is too short. Write at least 15 letters or "
                                     "five words."),
    ("weak-passphrase", "listed"): N_("That passphrase is made of common words. Add words of your "
                                      "own, or take a proposed one."),
    ("weak-passphrase", "repeated"): N_("That passphrase repeats itself. Use different words."),
    ("weak-passphrase", "personal"): N_("Your own name is easy to guess. Use other words."),
    ("file-refused", "missing"): N_("{path} is not there. Check the name."),
    ("file-refused", "folder"): N_("{path} is a folder. Write the name of a file."),
    ("file-refused", "denied"): N_("You may not use {path}. Choose another place."),
    ("file-refused", "large"): N_("{path} is too large. Choose a smaller file."),
    ("file-refused", "name"): N_("{path} is no name for a file. Choose another name."),
    ("invalid", "too-long"): N_("This is too long. Shorten it."),
    ("invalid", "end-before-start"): N_("The end is before the start. Change one of them."),
    ("invalid", "not-closed"): N_("The case is still open. Close it first."),
    ("invalid", "reason-missing"): N_("Write the reason too."),
    ("invalid", "text-missing"): N_("Write something here first."),
    ("invalid", "title-missing"): N_("Write a title first."),
    ("invalid", "name-missing"): N_("Write a name first."),
    ("invalid", "date-missing"): N_("Write a date first."),
    ("invalid", "no-such-repeat"): N_("This is no repeat. Choose one of the words on the list."),
    ("invalid", "same-owner"): N_("It is theirs already. Choose somebody else."),
    ("invalid", "already-answered"): N_("This offer has been answered. Offer the role anew."),
    ("invalid", "not-accepted"): N_("The role has not been accepted yet. Write the answer first."),
    ("invalid", "in-the-future"): N_("That has not happened yet. Write a time that has been."),
    ("invalid", "before-release"): N_("That day is before the release. A contact before it belongs "
                                      "into the contact log or among the action items."),
    ("invalid", "no-planning-date"): N_("There is no planning date, so nothing can be counted from "
                                        "it. Choose one first: Summary, p."),
    ("invalid", "no-such-interval"): N_("An interval is from 0 to 999, the end not before the "
                                        "beginning. Write it again."),
    ("invalid", "not-next"): N_("Another step comes first in the agreed order."),
    ("invalid", "actor-missing"): N_("Choose a person or an organisation first."),
    ("invalid", "same-one"): N_("That is one and the same already. Choose two."),
    ("invalid", "client"): N_("A client is merged with nobody. Choose somebody else."),
    ("invalid", "other-case"): N_(
        "A case's own person can only be merged into the directory, or within the case."
    ),
    ("invalid", "exchanges"): N_(
        "Keep the one who exchanges with Nivel, and merge the other into them."
    ),
    ("invalid", "cannot-merge"): N_("These two cannot be merged. Leave them apart."),
    ("invalid", "not-merged"): N_("This is not merged with anything. Look at the list again."),
    ("invalid", "unknown-word"): N_("Choose one of the words on the list."),
    ("invalid", "not-allowed"): N_("This cannot be written here. Check what is written."),
    ("invalid", "sections-missing"): N_("Choose which parts of the case it is about."),
    ("invalid", "recipient-missing"): N_("Say who the recipient is: a person or an organisation."),
    ("invalid", "permission-sector"): N_("A disclosure permission is for social and health care "
                                         "only. For others record a consent."),
    ("invalid", "person-missing"): N_("Choose the person first."),
    ("invalid", "two-alike"): N_("Several have this name. Choose the right one from the list."),
    ("invalid", "too-many-versions"): N_("There are too many versions of this. Settle the edit "
                                         "conflict first."),
    ("basis-missing", "own-only"): N_("This copy is for the own organisation only. Choose the "
                                      "client's copy."),
    ("basis-missing", "draft"): N_("{case}: the statutory right is a draft until its paragraph is "
                                   "written: case, Sharing."),
    ("basis-missing", "withdrawn"): N_("{case}: the client has withdrawn the basis. Nothing more "
                                       "goes out on it."),
    ("basis-missing", "ended"): N_("{case}: the basis ended when the case was closed. Ask anew and "
                                   "record it: case, Sharing."),
    ("basis-missing", "expired"): N_("{case}: the basis has run out. Ask anew and record it: case, "
                                     "Sharing."),
    ("basis-missing", "not-yet"): N_("{case}: the basis is not in force yet."),
    ("basis-missing", "narrow"): N_("{case}: the basis does not cover all of this. Leave a part "
                                    "out, or record a wider one: case, Sharing."),
    ("import-refused", "large"): N_("{path} is too large. Divide it and bring in the parts."),
    ("import-refused", "encoding"): N_("The letters of {path} cannot be read. Save it as UTF-8."),
    ("import-refused", "empty"): N_("There is nothing in {path}. Choose another file."),
    ("import-refused", "office"): N_("{path} comes from another office. Nothing was brought in; "
                                     "choose another file."),
    ("batch-refused", "unknown-device"): N_("What came in is from a device you do not know. Take "
                                            "in its contact card first."),
    ("batch-refused", "version"): N_("What came in was written by a newer Nivel. Take the newer "
                                     "Nivel into use first."),
    ("disk-full", "needed"): N_("The disk is full. What was saved is safe. Free about {room} MB, "
                                "then try again; deleting still works."),
    ("vault-damaged", "backup"): N_("This backup is damaged. Nothing was written. Use another "
                                    "backup."),
    ("folder-refused", "missing"): N_("{path} is not there. Put the stick in, or choose another "
                                      "folder."),
    ("folder-refused", "no-folder"): N_("{path} is no folder. Write the name of a folder."),
    ("folder-refused", "vault"): N_("{path} holds a casebook. A casebook never lies in a shared "
                                    "folder; choose another one."),
    ("folder-refused", "read-only"): N_("{path} cannot be written to. What was there has been read "
                                        "in; nothing was written."),
    ("share-refused", "own-only"): N_("What is for your own organisation only never leaves the "
                                      "office. Leave that part out."),
    ("share-refused", "level"): N_("Nobody has vouched for this person's keys yet. Compare the "
                                   "safety number first: Exchange, People and devices."),
    ("share-refused", "nothing"): N_("Choose at least one part of the case to share."),
    ("share-refused", "not-held"): N_("This case was shared with you; only the one who holds it "
                                      "can share it on."),
    ("share-refused", "ended"): N_("This share has ended already. Give a new one."),
}  # fmt: skip

_NAME_CELLS = 48  # a name may be 255 letters long, a sentence must stay readable
_PARTS: Mapping[str, str] = {
    "header": N_("the key file"),
    "database": N_("the record file"),
    "journal": N_("the journal"),
    "backup": N_("the backup"),
    "attempts": N_("the count of tries"),
}


def sentence(error: StorageError) -> str:
    """Return what happened and what to do, in the language of the moment."""
    facts = error.facts()
    said = REASONS.get((error.code, _reason(facts))) or SENTENCES.get(error.code)
    if said is None:
        said = N_("Something went wrong ({code}). Try again.")
    return _(said).format(**_words(facts), code=error.code)


def reason_sentence(code: str, reason: str) -> str:
    """Return the sentence of a code with one of its reasons, where neither has facts to name."""
    said = REASONS.get((code, reason)) or SENTENCES[code]
    return _(said)


def _reason(facts: Mapping[str, object]) -> str:
    if facts.get("needed"):
        return "needed"
    return str(facts.get("reason") or facts.get("why") or facts.get("part") or "")


def _words(facts: Mapping[str, object]) -> dict[str, object]:
    words: dict[str, object] = dict(facts)
    path = facts.get("path")
    if isinstance(path, Path):
        words["path"] = cut(path.name or str(path), _NAME_CELLS)
    if "part" in facts:
        part = str(facts["part"])
        words["part"] = _(_PARTS[part]) if part in _PARTS else part
    lines = facts.get("lines")
    if isinstance(lines, tuple):
        words["lines"] = ", ".join(str(line) for line in lines)
    wait, needed = facts.get("wait"), facts.get("needed")
    if isinstance(wait, float | int):
        words["seconds"] = max(1, round(wait))
    if isinstance(needed, int):
        words["room"] = max(1, round(needed / 1_000_000))
    return words


def waiting_words(seconds: float) -> str:
    """Return how long to wait before the next try."""
    whole = max(1, round(seconds))
    return ngettext(
        "Wait {count} second before the next try.", "Wait {count} seconds before the next try.",
        whole,
    ).format(count=whole)  # fmt: skip
