"""docker-compose.yml's main job, once: a submission goes through the real queue to a result."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.compose import stand_ins
from tests.compose.deployment import Deployment
from tests.visitor import Visitor, wait_for

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.timeout(900)]

PASSWORD = "a-long-enough-password"
FIRST_PEOPLE = f"""
from vetting.accounts.models import Membership, Organization
from vetting.accounts.services import create_staff_user
brightwater = Organization.objects.create(name="Brightwater", slug="brightwater")
create_staff_user(email="alma@brightwater.example", name="Alma", password="{PASSWORD}",
                  organization=brightwater, roles=(Membership.Role.RECRUITER,))
"""


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    made = Deployment(tmp_path / "vetting", stand_ins.make(tmp_path))
    made.prepare()
    try:
        yield made
    finally:
        print(made.compose("logs", "--no-color", "--tail", "60"))  # noqa: T201 - for whoever reads why it failed
        made.down()
        assert made.leftovers() == []


def test_a_submission_goes_through_the_services_to_a_result(deployment: Deployment) -> None:
    deployment.up()
    candidate, recruiter = Visitor(deployment.url), Visitor(deployment.url)
    wait_for(candidate.is_ready, seconds=120, what="/readyz")
    deployment.compose("exec", "-T", "web", "python", "manage.py", "shell", stdin=FIRST_PEOPLE)

    assert '<div id="root"' in candidate.get("/")
    invitation = invite(recruiter)
    attempt_id = candidate.post("/api/v1/invitations/accept/", {"token": invitation["token"]})[
        "attempt_id"
    ]
    hand_in_the_starter(candidate, attempt_id)
    report = wait_for(
        lambda: settled_report(recruiter, attempt_id), seconds=300, what="the candidate's report"
    )

    assert report["state"] == "ready", report
    assert 0 <= report["score"] <= 1
    (item,) = report["items"]
    assert item["outcome"] == "completed"
    assert item["checks"]
    assert all(check["score"] is not None for check in item["checks"])


def invite(recruiter: Visitor) -> dict[str, str]:
    """A recruiter's way from signing in to an invitation."""
    recruiter.get("/api/v1/me/", status=401)
    me = recruiter.post(
        "/api/v1/sign-in/", {"email": "alma@brightwater.example", "password": PASSWORD}
    )
    organization_id = me["memberships"][0]["organization"]["id"]
    challenge = recruiter.get("/api/v1/challenges/")[0]
    assessment = recruiter.post(
        "/api/v1/assessments/",
        {
            "organization_id": organization_id,
            "title": "One challenge",
            "ai_policy": "Use what you like.",
            "items": [{"challenge_version_id": challenge["version_id"], "weight": 1}],
        },
        status=201,
    )
    recruiter.post(f"/api/v1/assessments/{assessment['id']}/publish/")
    opening = recruiter.post(
        "/api/v1/openings/",
        {"organization_id": organization_id, "title": "MLOps engineer", "requisition_id": "1"},
        status=201,
    )
    application = recruiter.post(
        f"/api/v1/openings/{opening['id']}/applications/",
        {"name": "Robin", "email": "robin@visitor.example"},
        status=201,
    )
    invited: dict[str, str] = recruiter.post(
        f"/api/v1/applications/{application['id']}/invite/",
        {"assessment_id": assessment["id"]},
        status=201,
    )
    return invited


def hand_in_the_starter(candidate: Visitor, attempt_id: str) -> None:
    candidate.post(f"/api/v1/attempts/{attempt_id}/start/")
    wait_for(
        lambda: (
            candidate.get(f"/api/v1/attempts/{attempt_id}/")["items"][0]["data_state"] == "ready"
        ),
        seconds=120,
        what="the candidate's own data",
    )
    candidate.post(f"/api/v1/attempts/{attempt_id}/hand-in/")


def settled_report(recruiter: Visitor, attempt_id: str) -> dict[str, object] | None:
    report: dict[str, object] = recruiter.get(f"/api/v1/attempts/{attempt_id}/report/")
    return report if report["state"] != "pending" else None
