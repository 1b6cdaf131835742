"""Which screen opens for what: the modes with their fixed digits, and the places one can go to.

The law: screens never import each other; they post ``Open(kind, id)`` and the app looks here. A
screen is named by text and imported when it is first opened, so that the lock screen stays fast. A
mode whose module is not there yet does not show; its digit stays free.
"""

from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from tui_app.i18n.catalogue import N_
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Mode:
    """A first-level screen. ``letter`` follows ``g``; ``screen`` is ``module:Class``."""

    id: str
    digit: int
    label: str
    letter: str
    screen: str


MODES = (
    Mode("today", 1, N_("Today"), "t", "tui_app.screens.today:TodayScreen"),
    Mode("cases", 2, N_("Cases"), "c", "tui_app.screens.cases:CasesScreen"),
    Mode("meetings", 3, N_("Meetings"), "m", "tui_app.screens.meetings:MeetingsScreen"),
    Mode("actions", 4, N_("Actions"), "a", "tui_app.screens.actions:ActionsScreen"),
    Mode("messages", 5, N_("Messages"), "v", "tui_app.screens.mailbox:MailboxScreen"),
    Mode("people", 6, N_("People"), "p", "tui_app.screens.people:PeopleScreen"),
    Mode("exchange", 7, N_("Exchange"), "e", "tui_app.screens.exchange_now:NowScreen"),
)

PLACES = {
    # kind or kind.detail -> module:Class, called with the id (with nothing where there is none)
    "case": "tui_app.screens.case:CaseScreen",
    "case.network": "tui_app.screens.case_network:CaseNetworkScreen",
    "case.meetings": "tui_app.screens.case_meetings:CaseMeetingsScreen",
    "case.actions": "tui_app.screens.case_actions:CaseActionsScreen",
    "case.needs": "tui_app.screens.case_needs:CaseNeedsScreen",
    "case.handovers": "tui_app.screens.handovers:HandoversScreen",
    "need": "tui_app.screens.need:NeedScreen",
    "case.contacts": "tui_app.screens.case_contacts:CaseContactsScreen",
    "case.follow-ups": "tui_app.screens.case_follow_ups:CaseFollowUpsScreen",
    "follow-up": "tui_app.screens.follow_up:FollowUpScreen",
    "follow-up-plan": "tui_app.screens.follow_up_plan:FollowUpPlanScreen",
    "follow-up-template": "tui_app.screens.follow_up_template:FollowUpTemplateScreen",
    "interval": "tui_app.screens.follow_up_template:IntervalScreen",
    "new-interval": "tui_app.screens.follow_up_template:IntervalScreen",
    "lost-contact-step": "tui_app.screens.follow_up:StepScreen",
    "closing": "tui_app.screens.closing:ClosingScreen",
    "door-card": "tui_app.screens.door_card:DoorCardScreen",
    "case.log": "tui_app.screens.case_log:CaseLogScreen",
    "case.log.disclosed": "tui_app.screens.case_log:CaseLogScreen",
    "case.sharing": "tui_app.screens.case_sharing:CaseSharingScreen",
    "basis": "tui_app.screens.basis:BasisScreen",
    "new-basis": "tui_app.screens.new_basis:NewBasisScreen",
    "new-bar": "tui_app.screens.new_bar:NewBarScreen",
    "new-share": "tui_app.screens.new_share:NewShareScreen",
    "new-protection": "tui_app.screens.new_protection:NewProtectionScreen",
    "partner": "tui_app.screens.partner:PartnerScreen",
    "travel": "tui_app.screens.packs:PacksScreen",
    "take-along": "tui_app.screens.take_along:TakeAlongScreen",
    "own-copy": "tui_app.screens.own_copy:OwnCopyScreen",
    "new-case": "tui_app.screens.new_case:NewCaseScreen",
    "release": "tui_app.screens.release:NewReleaseScreen",
    "release-date": "tui_app.screens.release:ReleaseScreen",
    "tie": "tui_app.screens.tie:TieScreen",
    "network-out": "tui_app.screens.network_out:NetworkOutScreen",
    "tie-itself": "tui_app.screens.tie_itself:TieItselfScreen",
    "meeting": "tui_app.screens.meeting:MeetingScreen",
    "meeting.prepare": "tui_app.screens.meeting_prepare:PrepareScreen",
    "meeting.live": "tui_app.screens.meeting_live:LiveScreen",
    "meeting.minutes": "tui_app.screens.meeting_minutes:MinutesScreen",
    "meeting.hand-out": "tui_app.screens.hand_out:HandOutScreen",
    "entry": "tui_app.screens.minutes_entry:EntryScreen",
    "agreement": "tui_app.screens.minutes_agreement:AgreementScreen",
    "person": "tui_app.screens.person:PersonScreen",
    "new-person": "tui_app.screens.new_person:NewPersonScreen",
    "organisation": "tui_app.screens.organisation:OrganisationScreen",
    "new-organisation": "tui_app.screens.organisation:NewOrganisationScreen",
    "service": "tui_app.screens.service:ServiceScreen",
    "new-service": "tui_app.screens.service:NewServiceScreen",
    "practice-card": "tui_app.screens.practice_card:PracticeCardScreen",
    "new-practice-card": "tui_app.screens.practice_card:NewPracticeCardScreen",
    "doubles": "tui_app.screens.doubles:DoublesScreen",
    "seed": "tui_app.screens.seed:SeedScreen",
    "bring-in": "tui_app.screens.import_contacts:ImportScreen",
    "conflict": "tui_app.screens.conflict:ConflictScreen",
    "exchange.conflicts": "tui_app.screens.exchange:ExchangeScreen",
    "exchange.device": "tui_app.screens.exchange_device:DeviceScreen",
    "exchange.backup": "tui_app.screens.exchange_backup:BackupScreen",
    "exchange.now": "tui_app.screens.exchange_now:NowScreen",
    "exchange.history": "tui_app.screens.exchange_history:HistoryScreen",
    "exchange.people": "tui_app.screens.exchange_people:PeopleAndDevicesScreen",
    "correspondent": "tui_app.screens.correspondent:CorrespondentScreen",
    "comparing": "tui_app.screens.comparing:ComparingScreen",
    "new-invitation": "tui_app.screens.new_invitation:NewInvitationScreen",
    "exchange.changes": "tui_app.screens.exchange_changes:ChangesScreen",
    "action": "tui_app.screens.action:ActionScreen",
    "thread": "tui_app.screens.thread:ThreadScreen",
    "message": "tui_app.screens.thread:ThreadScreen",
    "letter": "tui_app.screens.letter:LetterScreen",
    "new-letter": "tui_app.screens.letter:LetterScreen",
    "reply": "tui_app.screens.reply:ReplyScreen",
    "note": "tui_app.screens.note:NoteScreen",
    "letter-about": "tui_app.screens.reply:AboutScreen",
    "case.messages": "tui_app.screens.case_messages:CaseMessagesScreen",
    "circle": "tui_app.screens.circle:CircleScreen",
    "week": "tui_app.screens.week:WeekScreen",
    "visit-paper": "tui_app.screens.visit_paper:VisitPaperScreen",
    "late-entry": "tui_app.screens.late_entry:LateEntryScreen",
    "first-run": "tui_app.screens.first_run:FirstRun",
    "joining": "tui_app.screens.joining:JoiningScreen",
    "joined": "tui_app.screens.joined:JoinedScreen",
    "recovery": "tui_app.screens.recovery:RecoveryScreen",
    "search": "tui_app.screens.search:SearchScreen",
    "settings": "tui_app.screens.settings:SettingsScreen",
}

VISIT = "tui_app.screens.visit:VisitScreen"
"""All there is on a visit; it is made with the case's number, and no ``Open`` leads to it."""
ON_A_VISIT = frozenset({"visit-paper", "late-entry", "help", "commands"})
"""The only kinds of place that open on a visit: none of them asks for another case."""


@cache
def built(screen: str) -> bool:
    """Tell whether the module of ``screen`` (``module:Class``) is there."""
    return find_spec(screen.partition(":")[0]) is not None


def load(screen: str) -> "Callable[..., Screen[None]]":
    """Import and return the class named ``module:Class``."""
    module, _, name = screen.partition(":")
    return cast("Callable[..., Screen[None]]", getattr(import_module(module), name))


def later(screen: str) -> "Callable[[], Screen[None]]":
    """Return what makes the screen named ``module:Class`` when it is first shown."""
    return partial(_make, screen)


def _make(screen: str) -> "Screen[None]":
    return load(screen)()


def built_modes() -> tuple[Mode, ...]:
    """Return the modes whose screens are there."""
    return tuple(mode for mode in MODES if built(mode.screen))


def mode_tabs() -> tuple[Tab, ...]:
    """Return the modes as the tabs of row 2."""
    return tuple(Tab(mode.digit, mode.id, mode.label) for mode in built_modes())
