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
INTERVIEWER = Colleague("Ines Carvalho", "ines@brightwater.example", "interviewer")
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
    """`hands_in`: per item the place of the submission, 0 the reference, n the n-th best mutant."""

    name: str
    email: str
    hands_in: tuple[int, int]
    henrik: Notes | None = None
    ines: Notes | None = None


CANDIDATES = (
    DemoCandidate(
        "Maren Okafor",
        "maren@candidates.example",
        (0, 0),
        Notes(
            "strong_yes",
            "Would put her on call for the pricing models tomorrow.",
            (
                (5, "Drew the alert's life from batch to pager before writing a line, unasked."),
                (
                    4,
                    "Asked for the data engineer's view on the missing column and changed her plan.",
                ),
                (
                    4,
                    "Dropped her first detector when the weekly pattern fooled it; said so plainly.",
                ),
                (5, "Priced a false alarm at two analyst hours and set the threshold from it."),
                (5, "Wrote the runbook and who gets woken, without being asked for either."),
            ),
        ),
        Notes(
            "strong_yes",
            "Explains trade-offs the way a good colleague does.",
            (
                (
                    4,
                    "Summed up the drift report in three sentences that a planner would understand.",
                ),
                (4, "Credited a former team's checklist and explained what she had changed in it."),
                (5, "We changed the budget half-way; new plan in ten minutes, with what it loses."),
                (4, "Put the profit curve first, the model second."),
                (5, "Told of an outage she had caused, and the check that now prevents it."),
            ),
        ),
    ),
    DemoCandidate(
        "Tomasz Lindqvist",
        "tomasz@candidates.example",
        (0, 1),
        Notes(
            "yes",
            "Strong engineer; would grow with a product owner beside him.",
            (
                (4, "Clear write-up; one chart with unlabelled axes."),
                (4, "Paired with me on the failing batch and let me drive."),
                (4, "Switched from per-column tests to a joint one when shown the alarm count."),
                (3, "Knew the cost of a contact, had not asked what a lost customer costs."),
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
        (2, 0),
        Notes(
            "yes",
            "The best business sense of the group.",
            (
                (5, "Opened with what the campaign earns and what it risks."),
                (4, "Would sit with the call centre for a day first; has done it before."),
                (3, "Needed a nudge to leave the uplift idea when the data was too thin."),
                (5, "Asked about the margin per customer within five minutes."),
                (3, "Leaves the alert's follow-up to the platform team."),
            ),
        ),
        Notes(
            "yes",
            "Very good with people; operations less so.",
            (
                (5, "Her one-page memo could go to the board."),
                (5, "Resolved the disagreement in the role play without giving in."),
                (4, "Reworked the plan when the consent list arrived."),
                (4, "Tied each metric to a decision somebody takes."),
                (3, "Had not thought about who re-trains the model in March."),
            ),
        ),
    ),
    DemoCandidate(
        "Jonas Petrenko",
        "jonas@candidates.example",
        (1, 2),
        Notes(
            "yes",
            "Solid hands; judgement still forming.",
            (
                (3, "Precise on code, vague on why the threshold is where it is."),
                (3, "Works alone first, shares when finished."),
                (4, "Found the unit change himself after the second hint."),
                (3, "Optimized recall because the brief listed it first."),
                (4, "Tests for his own monitor, with a seeded drift."),
            ),
        ),
        Notes(
            "no",
            "Not for the senior role yet.",
            (
                (3, "Short answers; good ones when asked twice."),
                (3, "Did not ask anybody about the column he found odd."),
                (3, "Stayed with one test although it fired every Monday."),
                (2, "Could not say what an alarm costs."),
                (4, "Rolled back at once when his change broke the starter."),
            ),
        ),
    ),
    DemoCandidate(
        "Salma Haddad",
        "salma@candidates.example",
        (2, 1),
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
        None,
    ),
    DemoCandidate(
        "Wei Castellano",
        "wei@candidates.example",
        (3, 3),
        Notes(
            "no",
            "Textbook strong, practice thin.",
            (
                (3, "Fluent on the theory of tests, lost on the log in front of us."),
                (2, "Corrected the colleague in the role play in front of the others."),
                (2, "Held to the p-value when 40 columns were tested."),
                (2, "The campaign's profit was 'for the business to decide'."),
                (2, "Asked who would look after the model once he had built it."),
            ),
        ),
        Notes(
            "no",
            "Good lecture, little doing.",
            (
                (3, "Explains well what is in the book."),
                (3, "Friendly; waited to be assigned."),
                (2, "No second idea when the first failed."),
                (2, "Maximized accuracy after reading that contacts cost money."),
                (2, "No check on the output that he handed in."),
            ),
        ),
    ),
    DemoCandidate(
        "Noor Andersen",
        "noor@candidates.example",
        (4, 4),
        Notes(
            "no",
            "Promising for a junior opening.",
            (
                (3, "Pleasant and clear about small things."),
                (4, "Sought help early and used it."),
                (3, "Tried two approaches, both by trial and error."),
                (2, "Contacted everybody until the money was gone."),
                (2, "Did not look at the alarms her monitor raised."),
            ),
        ),
        Notes(
            "strong_no",
            "Too early for this role.",
            (
                (2, "Hard to follow which version was handed in."),
                (4, "Shared her notes with the next group."),
                (2, "Froze when the data changed."),
                (2, "Budget understood as a target to spend."),
                (None, ""),
            ),
        ),
    ),
    DemoCandidate("Lukas Brandt", "lukas@candidates.example", (5, 5)),
)


def demo_accounts() -> list[dict[str, str]]:
    """Who can sign in, for the page and for the terminal."""
    return [
        {"name": one.name, "email": one.email, "role": one.role, "password": PASSWORD}
        for one in COLLEAGUES
    ]
