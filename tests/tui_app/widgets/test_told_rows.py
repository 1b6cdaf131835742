"""Blocks of told text as rows of cells."""

from hypothesis import given
from hypothesis import strategies as some

from tui_app.i18n.cells import width
from tui_app.widgets.told_rows import SIGNS, Block, rows_of

TEXT = some.text("abc åäö\n", max_size=60)
BLOCKS = some.lists(
    some.builds(Block, some.binary(min_size=1), TEXT, lead=some.text("ab: ", max_size=20),
                space=some.booleans(), beside=some.booleans()),
    max_size=6,
)  # fmt: skip


def texts(blocks: list[Block], cells: int) -> list[list[str]]:
    """Return the rows' texts."""
    return [[cell.text.rstrip() for cell in row] for row in rows_of(blocks, cells)]


def test_later_rows_hang_below_the_first_letter() -> None:
    """The lead stands once."""
    assert texts([Block(b"1", "yksi kaksi kolme", "T.T.: ")], 20) == [
        ["T.T.: yksi kaksi"], ["      kolme"],
    ]  # fmt: skip


def test_a_long_lead_stands_on_a_row_of_its_own() -> None:
    """So that words are not broken into a narrow strip."""
    assert texts([Block(b"1", "oma avain", "näkemys Malli: ")], 26)[0] == ["näkemys Malli:"]


def test_two_views_stand_beside_each_other() -> None:
    """Both begin in the same row; a third column only where it can still be read."""
    views = [Block(b"1", "yksi", beside=True), Block(b"2", "kaksi", beside=True),
             Block(b"3", "kolme", beside=True)]  # fmt: skip
    assert texts(views, 80) == [["yksi", "kaksi", "kolme"]]
    assert texts(views, 50) == [["yksi", "kaksi"], ["kolme"]]
    assert texts(views, 30) == [["yksi"], ["kaksi"], ["kolme"]]


@given(BLOCKS, some.integers(20, 120))
def test_every_block_is_there_within_the_width(blocks: list[Block], cells: int) -> None:
    """Each block begins exactly once, no cell is too wide, and no letter is lost."""
    rows = rows_of(blocks, cells)
    begun = [cell.place for row in rows for cell in row if cell.first]
    assert sorted(begun) == list(range(len(blocks)))
    for row in rows:
        assert sum(cell.cells for cell in row) <= cells
        assert all(width(cell.text) + SIGNS <= cell.cells for cell in row)
    for place, block in enumerate(blocks):
        shown = "".join(cell.text for row in rows for cell in row if cell.place == place)
        assert shown.replace(" ", "").endswith("".join(block.text.split()))


def test_control_characters_are_gone() -> None:
    """What a terminal would obey is not in a cell."""
    assert "\x1b" not in texts([Block(b"1", "a\x1b[31mb")], 30)[0][0]
