"""The reader of the screen reads what was written, and misses no control sequence."""

from tests.tui_app.seen_screen import SeenScreen


def test_text_stands_where_it_was_placed() -> None:
    """Places, line ends, colours, wide letters, marks, emptying; in pieces of one byte too."""
    data = "\x1b[2J\x1b[2;3H\x1b[1;31mpäivä\x1b[0m\r\n漢e\u0301x\x1b[1;1Hylin\x1b[K".encode()
    whole, pieces = SeenScreen(), SeenScreen()
    whole.feed(data)
    for at in range(len(data)):
        pieces.feed(data[at : at + 1])
    for screen in (whole, pieces):
        assert [screen.line(row) for row in range(3)] == ["ylin", "  päivä", "漢e\u0301x"]


def test_every_sequence_is_met_by_its_kind() -> None:
    """Clipboard, title, device control, modes, reports, C1 and C0: each has a name."""
    screen = SeenScreen()
    screen.feed(b"\x1b]52;c;eA==\x07\x1bPq\x1b\\\x1b[?1049h\x1b[6n\x1b[>c\x1b7\x08\xc2\x9b")
    assert screen.met == {
        "string ]": 1, "string P": 1, "CSI ?1049h": 1, "CSI n": 1, "CSI >c": 1, "ESC 7": 1,
        "control 08": 1, "control 9b": 1,
    }  # fmt: skip
