"""How a screen calls the casebook: in a thread, with progress, and with errors as sentences.

The law: casebook methods block, so none is called in the loop; the threads never touch a widget;
this is the only place in ``tui_app`` that catches ``StorageError``. What is asked with ``ask`` is
done in the order of asking, so a reading sees the writing before it; ``ask_long`` goes beside it,
shows how far it is after 0.3 s and ends on Esc.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from textual.screen import Screen

from storage.errors import ReasonNeeded, Stopped, StorageError
from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.screens.progress import SHOWN_AFTER, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tui_app.screens.host import Host

Answer = TypeVar("Answer")
Arguments = TypeVarTuple("Arguments")
Refused = Callable[[StorageError], bool]


class Asking(Screen[None]):
    """A screen that can ask the casebook. The subclass has ``say`` and ``fault``."""

    progress: Progress | None = None

    @property
    def host(self) -> "Host":
        """The app."""
        return cast("Host", self.app)

    def ask(
        self,
        work: "Callable[[*Arguments], Answer]",
        *arguments: *Arguments,
        then: Callable[[Answer], object] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Do ``work(*arguments)`` in the casebook's thread, then ``then(result)`` in the loop.

        A ``StorageError`` goes to ``refused``; unless that returns True it is said in row 23.
        """

        # Handed over at once: a worker of a screen that closes is cancelled, a save never is.
        def again() -> None:
            self.ask(work, *arguments, then=then, refused=refused)

        def refused_or_why(error: StorageError) -> bool:
            if refused is not None and refused(error):
                return True
            return isinstance(error, ReasonNeeded) and self._ask_why(error, again)

        doing = self.host.in_order.submit(lambda: work(*arguments))
        self.run_worker(self._asked(doing, Progress(), then, refused_or_why), group="ask")

    def _ask_why(self, error: ReasonNeeded, again: Callable[[], None]) -> bool:
        """Ask why another's case is opened; once the reason is in the log, do the work again."""
        from tui_app.dialogs.reason import Reason

        def told(reason: str | None) -> None:
            casebook = self.host.casebook
            if reason is not None and casebook is not None:
                read = casebook.cases.read
                self.ask(read, error.case_id, reason, then=lambda _read: again())

        question = _("{case} is another's case. Why do you open it?").format(case=error.case)
        self.app.push_screen(Reason(question, _("The reason is written into the use log.")), told)
        return True

    def ask_long(
        self,
        work: "Callable[[Progress, *Arguments], Answer]",
        *arguments: *Arguments,
        then: Callable[[Answer], object] | None = None,
        refused: Refused | None = None,
        can_stop: bool = True,
    ) -> None:
        """Do ``work(progress, *arguments)`` beside other work; Esc stops it, if it can be."""
        progress = Progress(can_stop=can_stop)
        self.progress = progress
        doing = self.host.aside.submit(lambda: work(progress, *arguments))
        self.run_worker(self._asked(doing, progress, then, refused), group="ask")

    def ask_aside(self, work: Callable[[], object], refused: Refused) -> None:
        """Do ``work()`` beside other work, unseen: what nobody waits for, and Esc does not stop."""
        self.run_worker(self._done_aside(work, refused), group="aside")

    async def _done_aside(self, work: Callable[[], object], refused: Refused) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self.host.aside, work)
        except StorageError as error:
            refused(error)

    def refusal(self, work: "Callable[[*Arguments], object]", *arguments: *Arguments) -> str:
        """Do quick ``work``, which touches no disk; return what it refuses, "" if nothing."""
        try:
            work(*arguments)
        except StorageError as error:
            return sentence(error)
        return ""

    def looker(
        self, find: Callable[[str, int], Sequence[Any]], limit: int = 50
    ) -> Callable[[str, Callable[[Sequence[Any]], None]], None]:
        """Return the ``look`` of a ``Choose`` dialog that reads by ``find(words, limit)``."""
        newest = ""

        def look(words: str, show: Callable[[Sequence[Any]], None]) -> None:
            nonlocal newest
            newest = words

            def look_up() -> Sequence[Any] | None:
                # Whoever types fast has asked for more words by now: skip the answer to fewer.
                return find(words, limit) if words == newest else None

            self.ask(look_up, then=lambda found: None if found is None else show(found))

        return look

    async def _asked(
        self,
        doing: "Future[Answer]",
        progress: Progress,
        then: Callable[[Answer], object] | None,
        refused: Refused | None,
    ) -> None:
        ticking = self.set_interval(SHOWN_AFTER, lambda: self._show_progress(progress))
        try:
            answer = await asyncio.shield(asyncio.wrap_future(doing))
        except StorageError as error:
            self._work_ended(progress)
            if self.is_there and (refused is None or not refused(error)):
                self.fault(error)
            return
        finally:
            ticking.stop()
        self._work_ended(progress)
        if then is not None and self.is_there:
            then(answer)

    @property
    def is_there(self) -> bool:
        """Tell whether the screen still has its widgets: one that is closing loses them first."""
        return self.is_attached and not self._pruning

    def _show_progress(self, progress: Progress) -> None:
        progress.shown = True
        words = _("Working…")
        if self.progress is progress:
            stops = progress.can_stop
            words = _("Working… Esc stops.") if stops else _("Working… It is done whole.")
        self.say(f"{progress.bar()} {words}".strip())

    def _work_ended(self, progress: Progress) -> None:
        if self.progress is progress:
            self.progress = None
        if progress.shown:
            self.say("")

    def stop_work(self) -> bool:
        """Ask the long work, if there is one, to stop; return whether there is one."""
        if self.progress is None:
            return False
        self.progress.stop_wanted = self.progress.can_stop
        return True

    def fault(self, error: StorageError) -> None:
        """Say in row 23 what happened and what to do."""
        self.say(_("Stopped.") if isinstance(error, Stopped) else sentence(error), alert=True)

    def say(self, text: str, *, alert: bool = False) -> None:
        """Show ``text`` in row 23."""
        raise NotImplementedError
