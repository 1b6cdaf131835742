"""What is said and agreed in the made-up office: neutral words, none of them from a real case.

The law: everything stands here as a message, so the demo speaks the language it is made in.
"""

from tui_app.i18n.catalogue import N_

WISHES = (
    N_("I want my own key and a door of my own."),
    N_("I want to see my children before anything else."),
    N_("No more than two calls a week, please."),
    N_("I want work, half days at first."),
    N_("I would like somebody to meet me at the gate."),
    N_("I want my debts on one paper so that I see them."),
)
SUMMARIES = (
    N_("The flat ended during the sentence. Stays with a relative at first. ID card expired."),
    N_("Wishes to go on with the workshop that began in prison."),
    N_("Substitution treatment goes on after release; the place of treatment is to be agreed."),
    N_("Short sentence: the whole preparation in two weeks."),
)
SOURCES = (N_("letter"), N_("phone call"), N_("message from the prison"), N_("the client told"))
WHATS = (
    N_("Call Kela about the first rent"),
    N_("ID card form"),
    N_("Book the housing visit"),
    N_("Debt adviser: ask for a time"),
    N_("Send the minutes to the client"),
    N_("Release-day plan"),
    N_("Make sure that medicines are in hand on the release day"),
    N_("Ask who meets the client at the gate"),
    N_("Ask for consent to share housing matters in the network"),
    N_("Follow-up call"),
    N_("Registration as a job-seeker"),
    N_("Apply for the rental deposit"),
)
WAITS = (N_("waits for Kela's answer"), N_("waits for the prison's letter"))
AGENDA = (
    (N_("Purpose, in the client's words"), 5),
    (N_("Who is here and why"), 5),
    (N_("What each may share today"), 5),
    (N_("Situation and hopes"), 10),
    (N_("Needs by life area"), 10),
    (N_("Who does what, by when"), 10),
    (N_("If things go wrong: the open door"), 5),
    (N_("Next meeting, read back"), 5),
)
OWN_ITEMS = (N_("Can I keep my old phone number?"), N_("Who pays the first rent?"))
TITLES = (
    ("network", N_("Release meeting")),
    ("prison-visit", N_("First meeting in the prison")),
    ("follow-up", N_("One month after release")),
    ("pair", N_("Preparing together")),
)
PLACES = (N_("meeting room 2"), N_("prison, visiting room"), N_("video meeting"))
# kind, tier, spoken by the client, word for word, text
ENTRIES = (
    (
        "note",
        "client",
        False,
        False,
        N_("The flat is ready the day before the release; the keys from the office until 16.00."),
    ),
    ("note", "client", True, True, N_("I fetch the keys myself.")),
    ("question", "shared", True, False, N_("Can the furniture be brought the day before?")),
    (
        "view",
        "shared",
        False,
        False,
        N_("The worker sees that daily calls help in the first week."),
    ),
    (
        "view",
        "shared",
        True,
        False,
        N_("The client finds daily calls too many; two a week is enough."),
    ),
    ("note", "own", False, False, N_("Agreed inside the team: the pair takes the first week.")),
)
AGREEMENTS = (
    N_("Keys: the client fetches them from the office"),
    N_("First rent: it is applied for from Kela"),
    N_("The plan is sent to everybody who was here"),
    N_("A worker and a peer expert come to the gate"),
)
# sector, role, why there; those of the directory
PROFESSIONALS = (
    ("prison", N_("contact person in the prison"), N_("knows the sentence plan and the dates")),
    ("county", N_("social worker"), N_("service needs assessment")),
    ("housing", N_("housing adviser"), N_("a flat for the release day")),
    ("state", N_("probation worker"), N_("supervision after release")),
    ("municipality", N_("debt adviser"), N_("debts on one paper")),
    ("health", N_("nurse"), N_("treatment goes on without a gap")),
    ("peer", N_("peer expert"), N_("has walked the same road")),
    ("ngo", N_("group leader"), N_("open group on Wednesdays")),
)
RELATIVES = (N_("mother"), N_("brother"), N_("friend"))
LIVES_NEAR = N_("lives near")
ONLY_MEETING = N_("Only for the meeting.")
NOT_YET = N_("Not him yet.")
TO_BE_FILLED = N_("support person for the first week")
CLOSING = N_("the matter was agreed to be over")
# sector, name, town's number; made up, in the language of the demo
ORGANISATIONS = (
    ("county", N_("Esimerkkilän hyvinvointialue"), 0),
    ("prison", N_("Mallilan vankila"), 2),
    ("prison", N_("Keksilän vankila"), 1),
    ("prison", N_("Satumäen avovankila"), 3),
    ("state", N_("Esimerkkilän yhdyskuntaseuraamustoimisto"), 0),
    ("municipality", N_("Keksijoen kaupungin velkaneuvonta"), 1),
    ("municipality", N_("Esimerkkilän työllisyyspalvelut"), 0),
    ("housing", N_("Tekaistun vuokra-asunnot"), 2),
    ("health", N_("Mallilan päihdepalvelut"), 2),
    ("ngo", N_("Kuviteltu tuki ry"), 0),
    ("peer", N_("Vertaisten Esimerkki ry"), 3),
    ("ngo", N_("Olemattoman säätiö"), 1),
)
CONTACTS = (
    N_("Said how the flat is coming on; wants to talk again next week."),
    N_("Asked about the identity card; the form is under way."),
    N_("Went through the first week, day by day."),
)
COMMENTS = (
    N_("Asked yesterday; an answer comes on Friday."),
    N_("The form lacks one paper."),
)
MAY_SAY = N_("That we ask how things are, and that the door is open.")
MEETING_PLACE = N_("the café where we have met")
