"""Packs come by their digest, from the database alone.

The workers of tests/faults are other processes, and what they grade is in no library.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from tests.fakes.toy import toy_pack
from tests.vetting.assessments.test_publishing_challenges import calibrated, pack_files
from vetting.assessments import packs
from vetting.assessments.errors import PackSpoiltError
from vetting.assessments.models import ChallengeVersion
from vetting.assessments.services import publish_challenge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    packs.fetch.cache_clear()
    yield
    packs.fetch.cache_clear()


def publish() -> ChallengeVersion:
    return publish_challenge(pack=calibrated(pack_files()), at=NOW)


def test_what_was_published_comes_back_whole() -> None:
    version = publish()
    fetched = packs.pack_of(version.pk)
    assert fetched.digest == version.digest
    assert {**fetched.files} == {**calibrated(pack_files()).files}
    assert packs.fetch(version.digest) is fetched


def test_what_was_fetched_once_is_kept(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = publish()
    packs.pack_of(version.pk)
    with django_assert_num_queries(0):
        packs.pack_of(version.pk)


def test_a_few_are_kept_and_not_all(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = publish()
    packs.pack_of(first.pk)
    for number in range(packs.KEPT):
        files = pack_files(version=f"1.{number + 1}.0", brief=f"Sum them: `right_sums`. {number}")
        packs.pack_of(publish_challenge(pack=calibrated(files), at=NOW).pk)
    with django_assert_num_queries(1):
        packs.pack_of(first.pk)


def test_another_content_under_the_digest_is_refused_and_not_kept() -> None:
    version = publish()
    sound = bytes(version.archive)
    ChallengeVersion.objects.filter(pk=version.pk).update(archive=toy_pack().pack_bytes())
    with pytest.raises(PackSpoiltError, match=version.digest):
        packs.pack_of(version.pk)
    ChallengeVersion.objects.filter(pk=version.pk).update(archive=sound)
    assert packs.pack_of(version.pk).digest == version.digest
