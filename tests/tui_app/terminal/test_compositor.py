"""Drawing only what a change touches gives the same picture as asking every widget."""

from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tests.tui_app.screens.test_form import PretendCasebook, SmallForm
from tests.tui_app.stage import on_stage, settled
from tui_app.terminal.compositor import NarrowCompositor

ROW, CORNER = Region(0, 0, 80, 1), Region(79, 23, 1, 1)
PARTS = (ROW, Region(21, 3, 30, 2), CORNER, Region(3, 2, 60, 20), Region(0, 0, 80, 24))


def picture(compositor: Compositor, part: Region) -> dict[tuple[int, int], Strip | None]:
    """Return the strips drawn for ``part``, by row and column."""
    chops = compositor._render_chops(part, set(part.line_range).__contains__)
    return {
        (y, x): chops[y][x] for y in part.line_range for x in chops[y] if part.x <= x < part.right
    }


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_is_drawn_as_textual_draws_it(part: Region) -> None:
    """Every strip inside the part is the one that Textual's own compositor draws."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        await pilot.press(*"Malli")
        await settled(pilot)
        compositor = pilot.app.screen._compositor
        assert isinstance(compositor, NarrowCompositor)
        narrow = picture(compositor, part)
        with patch.object(NarrowCompositor, "_get_renders", Compositor._get_renders):
            assert narrow == picture(compositor, part)
        assert all(strip is not None for strip in narrow.values())


async def test_a_key_asks_few_widgets() -> None:
    """A key in a field has the field and what lies under it drawn; Textual would ask for more."""
    asked: list[int] = []
    for own in (True, False):
        async with on_stage(SmallForm(), PretendCasebook()) as pilot:
            await settled(pilot)
            get = NarrowCompositor._get_renders if own else Compositor._get_renders
            lines = Widget.render_lines
            with (
                patch.object(NarrowCompositor, "_get_renders", get),
                patch.object(Widget, "render_lines", autospec=True, side_effect=lines) as drawn,
            ):
                await pilot.press("M")
                await settled(pilot)
            asked.append(drawn.call_count)
    assert asked[0] < asked[1]


async def test_nothing_behind_a_covering_widget_is_drawn() -> None:
    """The field with the cursor is the only one asked for its place; Textual asks all behind it."""
    async with on_stage(SmallForm(), PretendCasebook()) as pilot:
        await settled(pilot)
        field, compositor = pilot.app.screen.focused, pilot.app.screen._compositor
        assert field is not None
        assert [region for region, *_ in compositor._get_renders(field.region)] == [field.region]
        assert len(list(Compositor._get_renders(compositor, field.region))) > 1
