"""Every endpoint of the API, found in the URL conf, and a world in which each address exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast, apply_for, assessment_of, cast, hand_in, invite, rate
from tests.fakes.toy import toy_pack
from vetting.assessments.models import Assessment, ChallengeVersion
from vetting.attempts.models import Invitation
from vetting.openings.models import Application
from vetting.runs.models import Run

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class World:
    cast: Cast
    application: Application
    assessment: Assessment
    invitation: Invitation
    run: Run

    def address(self, route: str) -> str:
        ids = {
            "organization_id": self.cast.northwind.pk,
            "opening_id": self.cast.opening.pk,
            "application_id": self.application.pk,
            "assessment_id": self.assessment.pk,
            "invitation_id": self.invitation.pk,
            "user_id": self.cast.bob.pk,
            "attempt_id": self.run.workspace.attempt_id,
            "workspace_id": self.run.workspace_id,
            "submission_id": self.run.submission_id,
            "run_id": self.run.pk,
        }
        filled = re.sub(r"<uuid:(\w+)>", lambda found: str(ids[found[1]]), route)
        filled = filled.replace("<path:path>", "answer.py").replace("<slug:role>", "ml-engineer")
        return f"/api/v1/{filled}"


def make_world() -> World:
    people = cast()
    application = apply_for(people.opening, "Carol")
    assessment = assessment_of(people.northwind)
    ChallengeVersion.objects.update(archive=toy_pack().pack_bytes(), digest=toy_pack().digest)
    hand_in(application, assessment, (0.8, 0.02))
    rate(application, people.bob, [4] * 5)
    return World(
        cast=people,
        application=application,
        assessment=assessment,
        invitation=invite(application, assessment),
        run=Run.objects.get(),
    )


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        else:
            yield route, entry


def endpoints() -> set[tuple[str, str]]:
    found = set()
    for address, pattern in routes(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if not address.startswith("api/v1/") or view is None:
            continue
        route = address.removeprefix("api/v1/")
        allowed = set(view.http_method_names)
        found |= {(one, route) for one in METHODS if one in allowed and hasattr(view, one)}
    return found
