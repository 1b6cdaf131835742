"""What is drawn again after a key: the widgets that the change touches, and no others.

The law: Textual asks every widget whose container was touched for its lines (17 of them at each
key in a form, half of the time from key to echo); here a widget is asked only where its own place
meets the change, and none behind one that covers it. What reaches the terminal is the same. Private
to Textual, which is pinned; a test holds the two compositors' pictures against each other.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual._compositor import Compositor

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip


class NarrowCompositor(Compositor):
    """Renders no widget that lies outside the part to draw."""

    def _get_renders(
        self, crop: "Region | None" = None
    ) -> Iterable[tuple["Region", "Region", "list[Strip]"]]:
        """Yield region, clip and lines of each widget that meets ``crop``; None is everything."""
        if crop is None:
            yield from super()._get_renders()
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and crop.overlaps(seen):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))
                if seen.contains_region(crop):
                    return  # they come from front to back: nothing behind this one shows
