"""The product as an operator runs it, and the people who sit before it: all of it by its own API.

Web, dispatcher and worker are processes with the product's own settings; the database, the broker
and the container engine are real. Only what comes before the work (an invitation that was accepted,
data that was prepared) is written straight into the database, because it is not what is attacked.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from django.db import transaction
from django.test import override_settings

from sandbox.docker_runner import DockerRunner
from tests.attacks.catalogue import CHALLENGES, Case, Ending, honest_files, pack
from tests.cast import NOW, PASSWORD, apply_for, cast, opening_of
from tests.faults.platform import PRODUCT, Platform
from tests.servers import RedisServer, free_port, wait_until
from tests.visitor import Visitor
from vetting.accounts.models import Organization, User
from vetting.assessments.models import Assessment
from vetting.assessments.services import (
    ItemDraft,
    create_assessment,
    publish_assessment,
    publish_challenge,
)
from vetting.attempts.archives import write_archive
from vetting.attempts.services import invitations, sittings, workspaces
from vetting.openings.models import Opening
from vetting.runs.models import Run
from vetting.runs.runner import docker_runner

SLOTS = 4
HOST_SECRET = "CANARY-5f1d"  # in the environment of everything that starts containers
# Short enough for a worker's death to be noticed soon, long enough for a host that is busy.
TIMES = {
    "VETTING_LEASE_SECONDS": "8",
    "VETTING_RENEW_SECONDS": "1.5",
    "VETTING_REDISPATCH_SECONDS": "20",
    "VETTING_RETRY_SECONDS": "0.3",
    "VETTING_DISPATCH_SECONDS": "0.3",
    "VETTING_REAP_SECONDS": "3",
    "VETTING_DISPATCH_WINDOW": str(SLOTS),
}
PLAIN_HASHES = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # what the product can check
DATA = {"numbers.csv": b"id,a,b\n1,2,3\n"}
END_SECONDS = 240


@dataclass(frozen=True, kw_only=True)
class Firm:
    """Somebody who hires: an opening, and the challenges as assessments of one item each."""

    opening: Opening
    recruiter: User
    assessments: dict[str, Assessment]


class Candidate(Visitor):
    """Somebody at their workspace, signed in by their invitation."""

    def __init__(self, url: str, *, token: str) -> None:
        super().__init__(url)
        self.get("/api/v1/me/", status=401)
        self.attempt: str = self.post("/api/v1/invitations/accept/", {"token": token})["attempt_id"]
        items = self.get(f"/api/v1/attempts/{self.attempt}/")["items"]
        self.workspace: str = items[0]["workspace_id"]

    def upload(self, archive: bytes) -> requests.Response:
        return self._session.post(
            f"{self._url}/api/v1/workspaces/{self.workspace}/archive/",
            files={"archive": ("work.zip", archive)},
            headers={"X-CSRFToken": self._session.cookies["csrftoken"], "Origin": self._url},
            timeout=60,
        )

    def hand_in(self, files: dict[str, bytes]) -> Run:
        uploaded = self.upload(write_archive(files))
        assert uploaded.status_code == 200, uploaded.text
        self.post(f"/api/v1/attempts/{self.attempt}/hand-in/")
        return Run.objects.get(workspace=self.workspace, kind=Run.Kind.SCORED)

    def files(self) -> Any:
        """What the workspace holds, as its page is told."""
        return self.get(f"/api/v1/workspaces/{self.workspace}/")["files"]

    def report(self) -> dict[str, Any]:
        told: dict[str, Any] = self.get(f"/api/v1/attempts/{self.attempt}/report/")
        return told


class Installation:
    def __init__(self, redis: RedisServer, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.platform = Platform(redis, folder, PRODUCT)
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        key = secrets.token_urlsafe(50)
        self.name = name_on_containers(key)
        self.platform.environment |= {
            **TIMES,
            "VETTING_SECRET_KEY": key,
            "VETTING_PUBLIC_URL": self.url,
            "A_SECRET_OF_THE_HOST": HOST_SECRET,
            "TMPDIR": str(self.temporary),
        }
        self.northwind, self.elsewhere = furnish()
        self.web = self.platform.start(
            *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            "vetting.config.wsgi:application",
        )
        self.dispatcher = self.platform.start_dispatcher()
        self.worker = self.platform.start_worker(slots=SLOTS)
        wait_until(Visitor(self.url).is_ready, seconds=60, what="the pages")
        self.staff = self.signed_in(self.northwind.recruiter)

    def signed_in(self, user: User) -> Visitor:
        visitor = Visitor(self.url)
        visitor.get("/api/v1/me/", status=401)
        visitor.post("/api/v1/sign-in/", {"email": user.email, "password": PASSWORD})
        return visitor

    def sit(self, name: str, *, challenge: str = "tally", firm: Firm | None = None) -> Candidate:
        """Somebody who works: their data is there, and the clock runs."""
        firm = firm or self.northwind
        with transaction.atomic():  # at once, so that the dispatcher has no data prepared
            invited = invitations.invite(
                application=apply_for(firm.opening, name),
                assessment=firm.assessments[challenge],
                by=firm.recruiter,
                at=NOW,
            )
            attempt, user = invitations.accept(token=invited.token, at=NOW)
            for workspace in attempt.workspaces.all():
                workspaces.receive_data(workspace_id=workspace.pk, files=DATA)
            sittings.start(attempt=attempt, by=user, at=NOW)
        return Candidate(self.url, token=invited.token)

    def hand_in(self, case: Case) -> "Handed":
        name = case.name.replace("/", "-")
        candidate = self.sit(name, challenge=case.expected.challenge)
        return Handed(candidate, candidate.hand_in(case.files()))

    def hand_in_honest(self, name: str) -> "Handed":
        candidate = self.sit(name)
        return Handed(candidate, candidate.hand_in(honest_files()))

    def wait_for(self, handed: Iterable["Handed"]) -> None:
        ids = [one.run.pk for one in handed]
        ended = (Run.State.FINISHED, Run.State.FAILED)

        def all_have_ended() -> bool:
            assert self.worker.popen.poll() is None, self.worker.log.read_text()
            return Run.objects.filter(pk__in=ids, state__in=ended).count() == len(ids)

        wait_until(all_have_ended, seconds=END_SECONDS, what=f"the end of {len(ids)} runs")

    def logs(self) -> str:
        return "".join(one.log.read_text(errors="replace") for one in self.platform.processes)

    def stop(self) -> None:
        """In good order: what is left then was left by the runs."""
        for process in (self.worker, self.dispatcher, self.web):
            if process.popen.poll() is None:
                process.terminate(seconds=60)
        self.platform.stop()


@dataclass(frozen=True)
class Handed:
    """A submission that was accepted, and who handed it in."""

    candidate: Candidate
    run: Run

    def read(self, staff: Visitor) -> "Told":
        run = f"/api/v1/runs/{self.run.pk}/"
        return Told(
            report=self.candidate.report(),
            own_run=self.candidate.get(run),
            run=staff.get(run),
            submission=staff.get(f"/api/v1/submissions/{self.run.submission_id}/"),
        )


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the API tells of a run that has ended: its candidate, and those who judge the work."""

    report: dict[str, Any]
    own_run: dict[str, Any]
    run: dict[str, Any]
    submission: dict[str, Any]

    @property
    def ending(self) -> Ending:
        (item,) = self.report["items"]
        return Ending(
            outcome=item["outcome"],
            message=item["message"],
            score=item["score"],
            exit_codes=frozenset(step["exit_code"] for step in self.run["steps"]),
            output=self.run["output"],
        )


def name_on_containers(key: str) -> str:
    """What the runner of an installation with this secret key writes on its containers."""
    with override_settings(SECRET_KEY=key):
        runner = docker_runner()
    runner.close()
    assert isinstance(runner, DockerRunner)
    return runner.installation


def furnish() -> tuple[Firm, Firm]:
    """Two organizations that hire, with the attacked challenges published by the product's own way."""
    with override_settings(PASSWORD_HASHERS=PLAIN_HASHES):
        people = cast()
    versions = {slug: publish_challenge(pack=pack(slug), at=NOW) for slug in CHALLENGES}

    def assessments(organization: Organization, by: User) -> dict[str, Assessment]:
        made = {}
        for slug, version in versions.items():
            draft = create_assessment(
                organization=organization,
                title=slug,
                ai_policy="",
                items=[ItemDraft(challenge_version=version, weight=1)],
                minutes=60,
                by=by,
                at=NOW,
            )
            made[slug] = publish_assessment(assessment=draft, by=by, at=NOW)
        return made

    return (
        Firm(
            opening=people.opening,
            recruiter=people.alice,
            assessments=assessments(people.northwind, people.alice),
        ),
        Firm(
            opening=opening_of(people.elsewhere, "Data engineer"),
            recruiter=people.mallory,
            assessments=assessments(people.elsewhere, people.mallory),
        ),
    )
