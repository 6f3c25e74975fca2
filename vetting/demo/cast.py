"""Who is in the demo and what they do. People, organization and notes are invented."""

from dataclasses import dataclass

ORGANIZATION = "Brightwater Logistics"
OPENING = "Senior MLOps engineer"
REQUISITION_ID = "ENG-2041"
ASSESSMENT = "MLOps in production: monitor and decide"
AI_POLICY = (
    "You may use any tool you like, including AI assistants. You will talk about your work in the "
    "interview, so hand in only what you can explain."
)

# In the order of a scorecard's criteria.
COMPETENCIES = (
    "communication",
    "collaboration",
    "adaptability",
    "business-alignment",
    "ownership",
)


@dataclass(frozen=True, slots=True)
class Colleague:
    name: str
    email: str
    role: str


RECRUITER = Colleague("Alma Reyes", "alma@brightwater.example", "recruiter")
HIRING_MANAGER = Colleague("Henrik Solberg", "henrik@brightwater.example", "hiring_manager")
INTERVIEWER = Colleague("Clara Whitfield", "clara@brightwater.example", "interviewer")
COLLEAGUES = (RECRUITER, HIRING_MANAGER, INTERVIEWER)
PASSWORD = "only-on-loopback"  # noqa: S105 - everybody may know it: load_demo refuses any other place
VISITOR = ("Robin Visitor", "robin@visitor.example")


@dataclass(frozen=True, slots=True)
class Notes:
    """One interviewer's scorecard: per competency a level (None: not observed) and its evidence."""

    recommendation: str
    summary: str
    ratings: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class DemoCandidate:
    """`hands_in`: per challenge the name of the submission, `reference` or one of its mutants."""

    name: str
    email: str
    hands_in: tuple[str, str]
    henrik: Notes | None = None
    clara: Notes | None = None


CANDIDATES = (
    DemoCandidate(
        "Amara Osei",
        "amara@candidates.example",
        ("reference", "biggest-effect"),
        Notes(
            "strong_yes",
            "Would put her on call for the pricing models tomorrow.",
            (
                (5, "Drew the alert's way from batch to pager before writing a line, unasked."),
                (4, "Asked for the data engineer's view on the silent sensors, changed her plan."),
                (4, "Dropped her first detector when a holiday week fooled it; said so plainly."),
                (5, "Priced a false alarm at two analyst hours and set the threshold from it."),
                (5, "Wrote the runbook and who gets woken, without being asked for either."),
            ),
        ),
        Notes(
            "strong_yes",
            "Explains trade-offs the way a good colleague does.",
            (
                (5, "Summed up the drifts in three sentences that a planner would understand."),
                (4, "Credited a former team's checklist and explained what she had changed in it."),
                (5, "We halved the budget half-way; new plan in ten minutes, with what it loses."),
                (4, "Saw at once that ranking by effect alone leaves the margins out."),
                (5, "Told of an outage she had caused, and the check that now prevents it."),
            ),
        ),
    ),
    DemoCandidate(
        "Tomasz Wieczorek",
        "tomasz@candidates.example",
        ("reference", "reference"),
        Notes(
            "yes",
            "The strongest engineer; would grow with a product owner beside him.",
            (
                (3, "Clear write-up; one chart with unlabelled axes."),
                (4, "Paired with me on the failing batch and let me drive."),
                (4, "Moved from one test per column to evidence over time, and showed why."),
                (3, "Knew the cost of a contact; had not asked what a lost customer costs."),
                (4, "Added a dead-man switch to the monitor on his own."),
            ),
        ),
        Notes(
            "yes",
            "Reliable, careful, a little long.",
            (
                (3, "Answers start with the history; the point comes in minute three."),
                (4, "Named whom he would ask before changing the feed."),
                (4, "Took the late data file calmly and re-planned."),
                (3, "Repeated the goal in the brief's words, did not question it."),
                (4, "Keeps a log of decisions; showed last month's."),
            ),
        ),
    ),
    DemoCandidate(
        "Priya Raman",
        "priya@candidates.example",
        ("slow-and-sure", "reference"),
        Notes(
            "yes",
            "The best business sense of the group.",
            (
                (5, "Opened with what the campaign earns and what it risks."),
                (4, "Would sit with the call centre for a day first; has done it before."),
                (3, "Needed a nudge to accept an earlier, less certain alert."),
                (5, "Asked about the margin per customer within five minutes."),
                (3, "Leaves the alert's follow-up to the platform team."),
            ),
        ),
        Notes(
            "yes",
            "Very good with people; operations less so.",
            (
                (5, "Her one-page memo could go to the board."),
                (5, "Brought finance and the call centre to one definition of a lost customer."),
                (4, "Reworked the plan when the consent log turned out to be out of order."),
                (4, "Tied each metric to a decision somebody takes."),
                (3, "Had not thought about who re-trains the model in March."),
            ),
        ),
    ),
    DemoCandidate(
        "Jonas Petrenko",
        "jonas@candidates.example",
        ("keeps-everything", "spring-prior"),
        Notes(
            "no",
            "Excellent hands; works past the people he works for.",
            (
                (2, "Precise on code, vague on why the threshold is where it is."),
                (2, "Works alone, shares when finished; the reviewer learned of it by pager."),
                (3, "Found the unit change himself after the second hint."),
                (3, "Good profit; did not ask whether spring's numbers still hold."),
                (3, "Tests for his own monitor; its size in production is 'a disk question'."),
            ),
        ),
        Notes(
            "no",
            "I would not put him between two teams yet.",
            (
                (2, "Short answers; good ones when asked twice."),
                (1, "Called the data team's feed 'their problem' three times."),
                (3, "Changed the approach once, for a reason he could name."),
                (2, "Could not say what an alarm costs."),
                (3, "Rolled back at once when his change broke the starter."),
            ),
        ),
    ),
    DemoCandidate(
        "Salma Haddad",
        "salma@candidates.example",
        ("no-calendar", "pending-is-lapsed"),
        Notes(
            "yes",
            "Learns fast; honest about gaps.",
            (
                (4, "Said which part she had not finished and what it would take."),
                (4, "Thanked the reviewer and fixed it in the meeting."),
                (4, "Learned the streaming interface during the interview."),
                (3, "Reasonable picture of the budget, no alternatives."),
                (3, "Owns her code; alerts belong to 'the system'."),
            ),
        ),
    ),
    DemoCandidate(
        "Wei Castellano",
        "wei@candidates.example",
        ("global-mean", "top-risk"),
        Notes(
            "yes",
            "The best conversation of the week. The code tells another story.",
            (
                (5, "Made a room of planners understand drift with one drawing."),
                (4, "Settled the argument about paging hours with last quarter's numbers."),
                (4, "Re-planned aloud when the budget moved, and kept a way back."),
                (4, "Asked first who pays for a wrong alert."),
                (4, "Described a hand-over that still runs without him."),
            ),
        ),
        Notes(
            "strong_yes",
            "Would be heard by every team we have.",
            (
                (5, "Framed the three options with what each gives up."),
                (5, "Left a template that the other trades still use, by their account."),
                (4, "Tested the riskiest assumption first, in a story of his last project."),
                (4, "Advised against a model once, and said what it had saved."),
                (3, "Vague on who looked at the alarms after release."),
            ),
        ),
    ),
    DemoCandidate(
        "Noor Andersen",
        "noor@candidates.example",
        ("ks-everything", "textbook-churn"),
        Notes(
            "no",
            "Promising for a junior opening.",
            (
                (3, "Pleasant and clear about small things."),
                (4, "Sought help early and used it."),
                (2, "Held to the p-value while nine columns were tested every shift."),
                (2, "Contacted the riskiest customers although most would have stayed anyway."),
                (2, "Did not look at the alarms her monitor raised."),
            ),
        ),
        Notes(
            "strong_no",
            "Too early for this role.",
            (
                (2, "Hard to follow which version was handed in."),
                (3, "Shared her notes with the next group."),
                (2, "No second idea when the first failed."),
                (2, "Maximized accuracy after reading that contacts cost money."),
                (None, ""),
            ),
        ),
    ),
    DemoCandidate(
        "Lukas Brandt", "lukas@candidates.example", ("slow-and-sure", "consent-by-file-order")
    ),
)


def demo_accounts() -> list[dict[str, str]]:
    """Who can sign in, for the page and for the terminal."""
    return [
        {"name": one.name, "email": one.email, "role": one.role, "password": PASSWORD}
        for one in COLLEAGUES
    ]
