"""Failed attempts slow down, and nothing resets them but the right secret."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from storage.errors import MediumGone, TooSoon
from storage.vault import attempts
from storage.vault.attempts import (
    LONGEST_MS,
    Moment,
    begin_try,
    delay,
    now,
    start_counting,
    waiting_time,
)

BOOT, REBOOT = b"\1" * 16, b"\2" * 16


class Clock:
    """A machine's two clocks, turned by hand."""

    def __init__(self) -> None:
        self.moment = Moment(wall=1_000_000_000, boot_id=BOOT, since_boot=50_000)

    def __call__(self) -> Moment:
        """Return the moment."""
        return self.moment

    def go(self, wall: int = 0, since_boot: int = 0, boot_id: bytes = b"") -> None:
        """Turn the clocks by so many ms."""
        old = self.moment
        self.moment = Moment(old.wall + wall, boot_id or old.boot_id, old.since_boot + since_boot)


@pytest.fixture
def clock() -> Clock:
    """Lend a clock."""
    return Clock()


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    """Start counting in a file."""
    start_counting(tmp_path / "attempts", clock=clock)
    return tmp_path / "attempts"


def fail(path: Path, clock: Clock, times: int) -> None:
    """Try so often, waiting as long as it takes."""
    for _ in range(times):
        wait = round(waiting_time(path, clock=clock) * 1000)
        clock.go(wait, wait)
        begin_try(path, clock=clock)


def test_the_delay_grows_to_a_quarter_of_an_hour() -> None:
    """Two free tries, then 5 s, doubling, never more than 15 minutes."""
    assert [delay(tries) for tries in range(6)] == [0, 0, 0, 5000, 10_000, 20_000]
    assert delay(30) == delay(10**6) == LONGEST_MS


def test_five_failures_wait_and_too_early_is_refused_uncounted(path: Path, clock: Clock) -> None:
    """T4: after five failures the next try waits, and trying meanwhile changes nothing."""
    fail(path, clock, 5)
    assert waiting_time(path, clock=clock) == 20
    before = path.read_bytes()
    with pytest.raises(TooSoon) as caught:
        begin_try(path, clock=clock)
    assert caught.value.wait == 20
    assert path.read_bytes() == before


def test_a_killed_try_counts(path: Path, clock: Clock) -> None:
    """T4: a process killed right after the try began has still used it up."""
    fail(path, clock, 4)
    child = os.fork()
    if child == 0:
        clock.go(10_000, 10_000)
        begin_try(path, clock=clock)
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    clock.go(10_000, 10_000)
    assert waiting_time(path, clock=clock) == 20


def test_without_writing_first_a_kill_is_a_free_try(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of T4: were tries not written down, the fifth would not wait."""
    monkeypatch.setattr(attempts, "_write", lambda _path, _record: None)
    fail(path, clock, 5)
    assert waiting_time(path, clock=clock) == 0


def test_success_starts_anew(path: Path, clock: Clock) -> None:
    """The right secret forgets the failures."""
    fail(path, clock, 6)
    start_counting(path, clock=clock)
    assert waiting_time(path, clock=clock) == 0


def test_the_wall_clock_set_does_not_help(path: Path, clock: Clock) -> None:
    """Within one start of the machine, neither back nor forward shortens the wait."""
    fail(path, clock, 5)
    for change in (-(10**9), 2 * 10**9):
        clock.go(wall=change)
        assert waiting_time(path, clock=clock) == 20
    clock.go(since_boot=15_000)
    assert waiting_time(path, clock=clock) == 5


def test_after_a_restart_the_wait_goes_on_by_the_wall_clock(path: Path, clock: Clock) -> None:
    """A restart does not reset the delay; the time the machine was off counts."""
    fail(path, clock, 5)
    clock.go(wall=12_000, since_boot=-40_000, boot_id=REBOOT)
    assert waiting_time(path, clock=clock) == 8


def test_a_clock_set_back_over_a_restart_starts_the_delay_again(path: Path, clock: Clock) -> None:
    """The full delay, counted from now, and no longer than that."""
    fail(path, clock, 5)
    clock.go(wall=-(10**8), boot_id=REBOOT)
    assert waiting_time(path, clock=clock) == 20
    clock.go(wall=5000, since_boot=5000)
    assert waiting_time(path, clock=clock) == 15


def test_every_damaged_byte_means_the_longest_delay(path: Path, clock: Clock) -> None:
    """A file that cannot be trusted never counts as none; after the delay a try is allowed."""
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert waiting_time(path, clock=clock) == LONGEST_MS / 1000
    path.write_bytes(whole[:-1])
    assert waiting_time(path, clock=clock) == LONGEST_MS / 1000
    clock.go(LONGEST_MS, LONGEST_MS)
    begin_try(path, clock=clock)
    assert waiting_time(path, clock=clock) == LONGEST_MS / 1000


def test_a_file_that_is_gone_means_the_longest_delay(path: Path, clock: Clock) -> None:
    """Deleting the file resets nothing."""
    path.unlink()
    with pytest.raises(TooSoon):
        begin_try(path, clock=clock)
    assert waiting_time(path, clock=clock) == LONGEST_MS / 1000


def test_a_call_that_failed_costs_nobody_the_longest_delay(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading failed once: this try is refused, the file is left alone, the next one is judged."""
    before = path.read_bytes()
    with monkeypatch.context() as failing:
        failing.setattr(Path, "read_bytes", _fail)
        with pytest.raises(MediumGone):
            begin_try(path, clock=clock)
        assert waiting_time(path, clock=clock) == 0
    assert path.read_bytes() == before
    begin_try(path, clock=clock)


def _fail(_path: Path) -> bytes:
    raise OSError(errno.EIO, "made up")


def test_a_medium_that_takes_no_writing_lets_the_owner_in(path: Path, clock: Clock) -> None:
    """What cannot be counted is not forbidden: a delay begun anew each time would never end."""
    folder = path.parent / "attempts-as-folder"
    folder.mkdir()
    for _ in range(5):
        begin_try(folder, clock=clock)
    assert waiting_time(folder, clock=clock) == 0


def test_this_machine_has_a_moment() -> None:
    """Both clocks run, and the boot is known or zeros."""
    first, second = now(), now()
    assert second.wall >= first.wall
    assert second.since_boot >= first.since_boot
    assert first.boot_id == second.boot_id
    assert len(first.boot_id) == 16


def test_a_machine_without_boot_ids_goes_by_the_wall_clock(path: Path, clock: Clock) -> None:
    """Windows and macOS have no boot id: the wall clock decides, set back it starts again."""
    clock.moment = replace(clock.moment, boot_id=bytes(16))
    start_counting(path, clock=clock)
    fail(path, clock, 5)
    clock.go(wall=12_000)
    assert waiting_time(path, clock=clock) == 8
    clock.go(wall=-(10**8))
    assert waiting_time(path, clock=clock) == 20
