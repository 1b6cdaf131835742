"""The recovery sheet: each wrong sign is found, with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.secret import Secret
from storage.errors import SheetLineWrong
from storage.vault import sheet as sheet_module
from storage.vault.sheet import ALPHABET, LINES, RecoverySheet, read_sheet

SHEET = RecoverySheet(Secret(bytes(range(32))))
PRINTED = SHEET.lines()


def wrong_lines(text: str) -> tuple[int, ...]:
    """Return the lines that are refused."""
    with pytest.raises(SheetLineWrong) as caught:
        read_sheet(text)
    return caught.value.lines


@given(st.binary(min_size=32, max_size=32))
def test_what_was_printed_is_read(seed: bytes) -> None:
    """Every seed comes back from its four lines."""
    sheet = RecoverySheet(Secret(seed))
    assert read_sheet("\n".join(sheet.lines())).seed == Secret(seed)


def test_each_single_wrong_sign_is_found_with_its_line() -> None:
    """T36: every place, every other sign: that line and no other is named."""
    for number in range(LINES):
        line = PRINTED[number]
        for at, sign in enumerate(line):
            if sign == " ":
                continue
            for other in ALPHABET.replace(sign, ""):
                broken = list(PRINTED)
                broken[number] = line[:at] + other + line[at + 1 :]
                assert wrong_lines("\n".join(broken)) == (number + 1,)


def test_without_the_checksum_a_wrong_sign_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of T36: a sheet read without its check signs is another seed."""
    broken = "\n".join(PRINTED)
    broken = broken[:3] + ("3" if broken[3] != "3" else "4") + broken[4:]
    assert wrong_lines(broken) == (1,)
    monkeypatch.setattr(sheet_module, "_is_right", lambda _row, _number: True)
    assert read_sheet(broken).seed != SHEET.seed


@given(st.data())
def test_two_wrong_signs_in_a_line_are_found(data: st.DataObject) -> None:
    """The check is a code of distance three: any two errors of a line are seen too."""
    number = data.draw(st.integers(0, LINES - 1))
    places = [at for at, sign in enumerate(PRINTED[number]) if sign != " "]
    line = list(PRINTED[number])
    for at in data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)):
        line[at] = data.draw(st.sampled_from(ALPHABET.replace(line[at], "")))
    broken = [*PRINTED[:number], "".join(line), *PRINTED[number + 1 :]]
    assert wrong_lines("\n".join(broken)) == (number + 1,)


def test_swapped_lines_and_neighbours_are_found() -> None:
    """Two lines in each other's place, two signs in each other's place, a line left out."""
    first, second, *rest = PRINTED
    assert wrong_lines("\n".join([second, first, *rest])) == (1, 2)
    swapped = second[1] + second[0] + second[2:]
    assert wrong_lines("\n".join([first, swapped, *rest])) == (2,)
    assert wrong_lines("\n".join([first, *rest])) == (2, 3, 4)
    assert wrong_lines("") == (1, 2, 3, 4)
    assert wrong_lines("\n".join([*PRINTED, first])) == (4,)


@pytest.mark.parametrize("sign", ["0", "1", "I", "L", "O", "å", "?"])
def test_a_sign_that_is_not_printed_is_named_by_its_line(sign: str) -> None:
    """The alphabet has no look-alikes, so a typed one is an error of that line."""
    broken = [*PRINTED[:2], sign + PRINTED[2][1:], PRINTED[3]]
    assert wrong_lines("\n".join(broken)) == (3,)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PRINTED).lower(),
        "\r\n\r\n".join(PRINTED),
        " ".join(PRINTED),
        "".join(PRINTED).replace(" ", ""),
        "\n".join(
            f"  {number}: {line.replace(' ', '-')} " for number, line in enumerate(PRINTED, 1)
        ),
        "\n".join(f"{number}. {line}" for number, line in enumerate(PRINTED, 1)),
        "\n".join(line.replace(" ", "\u2011") for line in PRINTED),
    ],
)
def test_case_spaces_dashes_and_line_numbers_do_not_matter(text: str) -> None:
    """What a person may type in another way is read all the same."""
    assert read_sheet(text).seed == SHEET.seed


def test_a_number_beyond_the_seed_is_refused() -> None:
    """Well-formed lines that no sheet ever held are refused."""
    top = [len(ALPHABET) - 1] * 13
    lines = [
        "".join(ALPHABET[d] for d in sheet_module._checked(top, n)) for n in range(1, LINES + 1)
    ]
    assert wrong_lines("\n".join(lines)) == (1,)


def test_slot_key_and_root_come_from_the_seed_apart() -> None:
    """Two labels, two keys; the same sheet always gives the same."""
    again = read_sheet("\n".join(PRINTED))
    assert again.slot_key() == SHEET.slot_key()
    assert again.person_root().public == SHEET.person_root().public
    assert SHEET.slot_key() != SHEET.person_root().seed()
    assert SHEET.slot_key() != SHEET.seed


def test_the_alphabet_has_no_look_alikes() -> None:
    """31 different signs, a prime, none of 0 O 1 I L."""
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set("0O1IL") & set(ALPHABET)
