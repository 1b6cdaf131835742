"""Row 1 says how much waits to go out."""

from pathlib import Path

from storage.lines.messages import Writing
from tests.storage.casebook.exchanging import at, two
from tests.tui_app.stage import app_of, on_stage, settled, text_of
from tui_app.screens.exchange_now import NowScreen


async def test_row_1_says_how_much_waits(tmp_path: Path) -> None:
    """Counted beside other work after a change, not before ten seconds have passed again."""
    aino, bo = two(tmp_path)
    async with on_stage(NowScreen(), aino) as pilot:
        app = app_of(pilot)
        app.waiting.stale = True
        app.beat()
        await settled(pilot)
        assert "odottaa lähtöä" not in text_of(pilot).splitlines()[0]
        aino.posting.send(Writing("Hei", "Moi", to=(at(aino, bo),)))
        await settled(pilot)
        app.beat()
        await settled(pilot)
        assert app.waiting.stale
        for _ in range(2):
            app.clock.pass_by(11)  # type: ignore[attr-defined]
            app.beat()
            await settled(pilot)
        assert "1 odottaa lähtöä" in text_of(pilot).splitlines()[0]
    aino.close()
    bo.close()
