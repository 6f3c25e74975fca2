import csv
import io

import pytest

from tests.cast import Cast, apply_for, assessment_of, cast, client_of, hand_in, rate, seat, staff
from vetting.accounts.models import Membership
from vetting.assessments.models import Assessment
from vetting.openings.models import Application, Opening, OpeningMember
from vetting.shortlists.export import as_text
from vetting.shortlists.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def assessment(people: Cast) -> Assessment:
    return assessment_of(people.northwind, 3, 1)


def complete(
    people: Cast, assessment: Assessment, name: str, scores: tuple[float, float], level: int
) -> Application:
    application = apply_for(people.opening, name)
    hand_in(application, assessment, *((score, 0.02) for score in scores))
    rate(application, people.bob, [level] * 5)
    return application


def shortlist(people: Cast, query: str = "") -> dict[str, object]:
    address = f"/api/v1/openings/{people.opening.pk}/shortlist/{query}"
    response = client_of(people.alice).get(address)
    assert response.status_code == 200
    return response.json()


def test_the_composite_joins_both_halves_by_the_opening_s_weight(
    people: Cast, assessment: Assessment
) -> None:
    complete(people, assessment, "Carol", (0.8, 0.4), 4)
    (row,) = shortlist(people)["ranked"]
    # The items weigh 3 to 1, so 0.8 and 0.4 make 0.7; level 4 is 0.75 of the scale.
    assert row["automated"] == pytest.approx(0.7)
    assert row["rubric"] == pytest.approx(0.75)
    assert row["composite"] == pytest.approx(0.6 * 0.7 + 0.4 * 0.75)
    # automated error: 0.02 * sqrt(3^2 + 1) / 4 = 0.0158114; at 0.9 that reaches 1.6449 * it
    assert row["automated_interval"] == pytest.approx([0.7 - 0.026007, 0.7 + 0.026007], abs=1e-5)
    # one rater: the assumed deviation 0.15
    assert row["rubric_interval"][0] == pytest.approx(0.75 - 1.644854 * 0.15, abs=1e-5)
    # sqrt((0.6 * 0.0158114)^2 + (0.4 * 0.15)^2) = 0.0607454
    assert row["composite_interval"][1] == pytest.approx(0.72 + 1.644854 * 0.0607454, abs=1e-5)
    assert (row["rank"], row["rank_interval"], row["band"], row["raters"]) == (1, [1, 1], 1, 1)
    assert row["recommendations"] == {"strong_no": 0, "no": 0, "yes": 1, "strong_yes": 0}
    assert [item["score"] for item in row["items"]] == [0.8, 0.4]


def test_better_comes_first_and_the_far_off_is_in_another_band(
    people: Cast, assessment: Assessment
) -> None:
    complete(people, assessment, "Weak", (0.1, 0.1), 1)
    complete(people, assessment, "Close", (0.8, 0.8), 4)
    complete(people, assessment, "Best", (0.85, 0.85), 4)
    ranked = shortlist(people)["ranked"]
    assert [(one["candidate_name"], one["rank"], one["band"]) for one in ranked] == [
        ("Best", 1, 1),
        ("Close", 2, 1),
        ("Weak", 3, 2),
    ]
    assert ranked[0]["rank_interval"] == [1, 2]
    assert ranked[2]["rank_interval"] == [3, 3]


def test_a_what_if_reorders_and_is_not_kept(people: Cast, assessment: Assessment) -> None:
    complete(people, assessment, "Coder", (0.9, 0.9), 1)
    complete(people, assessment, "Talker", (0.1, 0.1), 5)

    def names(query: str) -> list[str]:
        return [one["candidate_name"] for one in shortlist(people, query)["ranked"]]

    assert names("?automated_weight=1") == ["Coder", "Talker"]
    assert names("?automated_weight=0") == ["Talker", "Coder"]
    assert shortlist(people, "?automated_weight=0.25")["rubric_weight"] == 0.75
    people.opening.refresh_from_db()
    assert people.opening.rubric_weight == 0.4


@pytest.mark.parametrize("weight", ["1.1", "-0.1", "nan", "inf", "much"])
def test_a_weight_that_is_no_share_is_refused(people: Cast, weight: str) -> None:
    address = f"/api/v1/openings/{people.opening.pk}/shortlist/?automated_weight={weight}"
    response = client_of(people.alice).get(address)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["automated_weight"]


def test_what_is_incomplete_is_listed_below_with_what_is_missing(
    people: Cast, assessment: Assessment
) -> None:
    complete(people, assessment, "Complete", (0.5, 0.5), 3)
    hand_in(apply_for(people.opening, "Unrated"), assessment, (0.9, 0.02), (0.9, 0.02))
    broken = apply_for(people.opening, "Broken")
    hand_in(broken, assessment, (0.9, 0.02), None)
    rate(broken, people.bob, [5] * 5)
    apply_for(people.opening, "New")
    found = shortlist(people)
    assert [one["candidate_name"] for one in found["ranked"]] == ["Complete"]
    assert {one["candidate_name"]: one["missing"] for one in found["incomplete"]} == {
        "Unrated": ["scorecard"],
        "Broken": ["evaluation"],
        "New": ["hand_in", "scorecard"],
    }
    halves = {
        one["candidate_name"]: (one["automated"], one["rubric"]) for one in found["incomplete"]
    }
    assert halves["Unrated"] == (pytest.approx(0.9), None)
    assert halves["Broken"] == (None, 1.0)
    assert found["progress"] == {"runs_total": 6, "runs_finished": 5, "runs_failed": 1}


def test_who_withdrew_is_not_listed(people: Cast, assessment: Assessment) -> None:
    complete(people, assessment, "Carol", (0.5, 0.5), 3)
    Application.objects.update(state=Application.State.WITHDRAWN)
    found = shortlist(people)
    assert (found["ranked"], found["incomplete"]) == ([], [])


def test_a_scorecard_on_which_nothing_was_observed_leaves_the_half_missing(
    people: Cast, assessment: Assessment
) -> None:
    application = apply_for(people.opening, "Carol")
    hand_in(application, assessment, (0.5, 0.02), (0.5, 0.02))
    rate(application, people.bob, [None] * 5)
    (row,) = shortlist(people)["incomplete"]
    assert row["missing"] == ["scorecard"]


def test_two_raters_are_surer_than_one(people: Cast, assessment: Assessment) -> None:
    application = complete(people, assessment, "Carol", (0.5, 0.5), 3)
    (alone,) = shortlist(people)["ranked"]
    ines = staff("Ines", people.northwind, Membership.Role.INTERVIEWER)
    seat(ines, people.opening)
    rate(application, ines, [3] * 5)
    (both,) = shortlist(people)["ranked"]
    assert both["raters"] == 2
    assert both["rubric_interval"][0] > alone["rubric_interval"][0]


def test_the_latest_decision_counts_and_the_earlier_stay(
    people: Cast, assessment: Assessment
) -> None:
    application = complete(people, assessment, "Carol", (0.5, 0.5), 3)
    alice = client_of(people.alice)
    address = f"/api/v1/applications/{application.pk}/decide/"
    for verdict in ("hold", "advance"):
        body = {"verdict": verdict, "reason": f"For {verdict}."}
        response = alice.post(address, body, format="json")
        assert response.status_code == 201
    assert response.json()["decided_by"]["name"] == "Alice"
    (row,) = shortlist(people)["ranked"]
    assert (row["decision"]["verdict"], row["decision"]["reason"]) == ("advance", "For advance.")
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "advance"},
        {"verdict": "advance", "reason": "   "},
        {"verdict": "hire", "reason": "x"},
        {"verdict": "advance", "reason": "a\x00b"},
    ],
)
def test_a_decision_needs_a_verdict_and_a_reason(people: Cast, body: dict[str, str]) -> None:
    application = apply_for(people.opening, "Carol")
    response = client_of(people.alice).post(
        f"/api/v1/applications/{application.pk}/decide/", body, format="json"
    )
    assert response.status_code == 400
    assert not Decision.objects.exists()


def test_a_hiring_manager_decides_and_an_interviewer_does_not(people: Cast) -> None:
    application = apply_for(people.opening, "Carol")
    helen = staff("Helen", people.northwind, Membership.Role.HIRING_MANAGER)
    seat(helen, people.opening, OpeningMember.Role.HIRING_MANAGER)
    address = f"/api/v1/applications/{application.pk}/decide/"
    body = {"verdict": "hold", "reason": "Budget."}
    assert client_of(people.bob).post(address, body, format="json").status_code == 403
    assert client_of(helen).post(address, body, format="json").status_code == 201


def test_the_application_page_opens_down_to_the_evidence(
    people: Cast, assessment: Assessment
) -> None:
    application = complete(people, assessment, "Carol", (0.8, 0.4), 4)
    page = client_of(people.alice).get(f"/api/v1/applications/{application.pk}/").json()
    assert page["stage"] == "evaluated"
    assert page["automated"]["score"] == pytest.approx(0.7)
    item = page["automated"]["items"][0]
    assert (item["state"], item["outcome"], item["score"]) == ("evaluated", "completed", 0.8)
    assert item["competencies"] == [
        {"slug": "business-alignment", "title": "Business alignment", "score": 0.8}
    ]
    check = item["checks"][0]
    assert (check["value"], check["floor"], check["ceiling"]) == (41230.0, 0.0, 50000.0)
    assert check["evidence"] == "1,204 customers were called."
    assert [one["id"] for one in page["submissions"]] == [
        one["submission_id"] for one in page["automated"]["items"]
    ]
    rating = page["scorecards"][0]["ratings"][0]
    assert (rating["criterion"], rating["level"]) == ("Communication", 4)


def test_a_fault_of_ours_is_shown_as_not_evaluated(people: Cast, assessment: Assessment) -> None:
    application = apply_for(people.opening, "Carol")
    hand_in(application, assessment, (0.8, 0.02), None)
    page = client_of(people.alice).get(f"/api/v1/applications/{application.pk}/").json()
    assert page["stage"] == "not_evaluated"
    assert page["automated"]["score"] is None
    assert [one["state"] for one in page["automated"]["items"]] == ["evaluated", "not_evaluated"]
    assert page["automated"]["items"][1]["score"] is None


def test_the_export_holds_the_shortlist_line_by_line(people: Cast, assessment: Assessment) -> None:
    complete(people, assessment, "Carol", (0.8, 0.4), 4)
    apply_for(people.opening, "=cmd|' /C calc'!A1")
    response = client_of(people.alice).get(f"/api/v1/openings/{people.opening.pk}/shortlist.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (lines[0]["candidate"], lines[0]["composite"]) == ("Carol", "0.7200")
    assert lines[1]["candidate"] == "'=cmd|' /C calc'!A1"
    assert lines[1]["missing"] == "hand_in scorecard"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1"])
def test_a_cell_never_starts_a_formula(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Zoë", "a=b", "", "1 - 2"])
def test_ordinary_words_stay_as_they_are(cell: str) -> None:
    assert as_text(cell) == cell


def test_the_band_confidence_is_the_opening_s(people: Cast, assessment: Assessment) -> None:
    complete(people, assessment, "Close", (0.8, 0.8), 4)
    complete(people, assessment, "Best", (0.95, 0.95), 4)
    assert [one["band"] for one in shortlist(people)["ranked"]] == [1, 1]
    Opening.objects.update(band_confidence=0.6)
    assert [one["band"] for one in shortlist(people)["ranked"]] == [1, 2]
