"""How a command ends: the exit codes, and a refusal with its sentence.

The law: 0 done, 1 refused with a sentence, 2 usage, 3 cannot unlock, 4 damaged; 70 is a fault in
the program. A script may rely on them. Every sentence goes to the error output, never a value of a
record with it.
"""

DONE, REFUSED, USAGE, CANNOT_UNLOCK, DAMAGED = 0, 1, 2, 3, 4

CANNOT_UNLOCK_CODES = frozenset(
    {
        "wrong-secret",
        "too-soon",
        "sheet-line-wrong",
        "slot-missing",
        "vault-busy",
        "vault-missing",
        "vault-newer",
    }
)
DAMAGED_CODES = frozenset({"vault-damaged"})


class Refused(Exception):
    """The command cannot be done; ``sentence`` says why, in the language of the moment."""

    def __init__(self, sentence: str, code: int = REFUSED) -> None:
        """Take the whole sentence and the exit code."""
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def exit_code_of(error_code: str) -> int:
    """Return the exit code for the code of a ``StorageError``."""
    if error_code in DAMAGED_CODES:
        return DAMAGED
    return CANNOT_UNLOCK if error_code in CANNOT_UNLOCK_CODES else REFUSED
