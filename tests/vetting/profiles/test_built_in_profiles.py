from pathlib import Path

import pytest
from django.core.management import call_command

from challenges.catalog import library
from challenges.competencies import COMPETENCIES, ROLES
from vetting.profiles.built_in import read_built_in
from vetting.profiles.models import RoleProfile


def test_there_is_one_for_every_role_that_packs_speak_of() -> None:
    assert set(read_built_in()) == set(ROLES)
    assert len(ROLES) == 6


def test_they_weigh_only_what_exists() -> None:
    slugs = {pack.slug for pack in library()}
    for profile in read_built_in().values():
        assert set(profile.challenges) <= slugs
        assert set(profile.criteria) <= set(COMPETENCIES)


def test_a_challenge_made_for_a_role_weighs_more_than_others_in_its_profile() -> None:
    profiles = read_built_in()
    for pack in library():
        for role in pack.manifest.roles:
            assert profiles[role].challenges[pack.slug] > 1, (role, pack.slug)


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    call_command("load_role_profiles")
    before = list(RoleProfile.objects.order_by("pk").values())
    assert len(before) == len(ROLES)
    call_command("load_role_profiles")
    assert list(RoleProfile.objects.order_by("pk").values()) == before


def test_the_handbook_shows_their_weights() -> None:
    page = Path("docs/role-profiles.md").read_text(encoding="utf-8")
    profiles = read_built_in()
    challenges = sorted(pack.slug for pack in library())
    criteria = [
        slug for slug, one in COMPETENCIES.items() if one.soft or slug == "business-alignment"
    ]
    for title, names, weigh in (
        ("challenge", challenges, lambda profile: profile.challenges),
        ("criterion", criteria, lambda profile: profile.criteria),
    ):
        lines = ["| " + " | ".join((title, *ROLES.values())) + " |", "| --- " * 7 + "|"]
        for name in names:
            weights = (f"{weigh(profile).get(name, 1):g}" for profile in profiles.values())
            lines.append("| " + " | ".join((name, *weights)) + " |")
        assert "\n".join(lines) in page, "\n".join(lines)
