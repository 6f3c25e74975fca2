"""`python -m tests.journeys.seed`: a shop that hires, before anybody has applied."""

import django

RECRUITER = ("Alice Moreau", "alice@northwind.example")
INTERVIEWER = ("Bob Tanaka", "bob@northwind.example")
PASSWORD = "a long enough pass phrase"
OPENING = "Data scientist, retention"
ASSESSMENT = "Decide with data"
CHALLENGE = "churn-campaign"


def main() -> None:
    django.setup()
    # These use models, which exist only now.
    from django.utils import timezone  # noqa: PLC0415 - as said

    from vetting.accounts.models import Membership, Organization  # noqa: PLC0415 - as said
    from vetting.accounts.services import create_staff_user  # noqa: PLC0415 - as said
    from vetting.assessments.models import ChallengeVersion  # noqa: PLC0415 - as said
    from vetting.assessments.services import (  # noqa: PLC0415 - as said
        ItemDraft,
        create_assessment,
        publish_assessment,
    )
    from vetting.openings.models import OpeningMember  # noqa: PLC0415 - as said
    from vetting.openings.services import create_opening, seat_member  # noqa: PLC0415 - as said

    at = timezone.now()
    northwind = Organization.objects.create(name="Northwind Records", slug="northwind")
    alice, bob = (
        create_staff_user(
            email=email, name=name, password=PASSWORD, organization=northwind, roles=(role,)
        )
        for (name, email), role in (
            (RECRUITER, Membership.Role.RECRUITER),
            (INTERVIEWER, Membership.Role.INTERVIEWER),
        )
    )
    version = ChallengeVersion.objects.get(challenge__slug=CHALLENGE)
    draft = create_assessment(
        organization=northwind,
        title=ASSESSMENT,
        ai_policy="Use what you like; explain what you hand in.",
        items=[ItemDraft(challenge_version=version, weight=1.0)],
        by=alice,
        at=at,
    )
    publish_assessment(assessment=draft, by=alice, at=at)
    opening = create_opening(
        organization=northwind, title=OPENING, requisition_id="DS-7", by=alice, at=at
    )
    seat_member(opening=opening, user=bob, role=OpeningMember.Role.INTERVIEWER, by=alice, at=at)


if __name__ == "__main__":
    main()
