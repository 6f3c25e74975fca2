import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from challenges.catalog import Pack
from tests.cast import NOW
from vetting.assessments.errors import NotCalibratedError, VersionTakenError
from vetting.assessments.models import Challenge, ChallengeVersion
from vetting.assessments.services import publish_challenge
from vetting.audit.models import Event
from vetting.rubrics.models import Rubric

pytestmark = pytest.mark.django_db

MANIFEST = """
slug = "tiny-task"
title = "A tiny task"
summary = "Sum two columns."
version = "{version}"
roles = ["data-scientist"]
minutes = 30
difficulty = "easy"
[[steps]]
name = "solve"
command = ["python", "solve.py"]
inputs = ["public/numbers.csv"]
outputs = [{{ path = "sums.csv" }}]
[[checks]]
name = "right_sums"
title = "Right sums"
competency = "data-understanding"
unit = "share"
weight = 1.0
floor = 0
ceiling = 1
must_not = true
[[calibration.mutants]]
name = "adds-nothing"
band = [0.0, 0.4]
fails = "right_sums"
"""
RUBRIC = """
title = "Reading the tiny task"
[[criteria]]
name = "care"
title = "Care"
competency = "evaluation"
guidance = "Whether they looked at the numbers first."
questions = ["What did you look at first?"]
[criteria.anchors]
1 = "Did not look at the numbers."
2 = "Looked when something broke."
3 = "Looked before starting."
4 = "Looked and wrote down what was odd."
5 = "Looked, wrote it down, and guarded against it."
"""


def pack_files(version: str = "1.0.0", brief: str = "Sum them: `right_sums`.") -> dict[str, bytes]:
    texts = {
        "challenge.toml": MANIFEST.format(version=version),
        "brief.md": brief,
        "generate.py": "def generate(seed, out): ...\n",
        "grade.py": "def grade(case, outputs): ...\n",
        "visible.py": "def check(case, outputs): ...\n",
        "rubric.toml": RUBRIC,
        "workspace/solve.py": "print()\n",
        "reference/solve.py": "print(1)\n",
        "mutants/adds-nothing/solve.py": "print(0)\n",
    }
    return {path: text.encode() for path, text in texts.items()}


def calibrated(files: dict[str, bytes], *, ok: bool = True, digest: str | None = None) -> Pack:
    proof = {
        "digest": digest or Pack.from_files(files, name="tiny-task").digest,
        "ok": ok,
        "runner": "docker",
        "image_digest": "sha256:0",
        "wall_seconds": 0.1,
        "peak_memory_bytes": None,
        "submissions": [],
        "checks": [],
    }
    return Pack.from_files(
        {**files, "calibration.json": json.dumps(proof).encode()}, name="tiny-task"
    )


def test_a_calibrated_pack_is_kept_whole() -> None:
    pack = calibrated(pack_files())
    version = publish_challenge(pack=pack, at=NOW)
    assert (version.challenge.slug, version.version, version.minutes) == ("tiny-task", "1.0.0", 30)
    kept = Pack.from_bytes(bytes(ChallengeVersion.objects.get().archive))
    assert kept.digest == pack.digest == version.digest
    assert kept.workspace == {"solve.py": b"print()\n"}
    assert Event.objects.get().verb == "published"


def test_the_pack_s_rubric_is_published_with_it() -> None:
    publish_challenge(pack=calibrated(pack_files()), at=NOW)
    rubric = Rubric.objects.get(slug="challenge-tiny-task")
    assert [criterion.title for criterion in rubric.criteria.all()] == ["Care"]
    assert rubric.criteria.get().levels.count() == 5


def test_publishing_again_changes_nothing() -> None:
    pack = calibrated(pack_files())
    first = publish_challenge(pack=pack, at=NOW)
    assert publish_challenge(pack=pack, at=NOW) == first
    assert ChallengeVersion.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_pack_without_calibration_is_refused_with_the_command_that_mends_it() -> None:
    pack = Pack.from_files(pack_files(), name="tiny-task")
    with pytest.raises(NotCalibratedError, match="python -m challenges verify tiny-task"):
        publish_challenge(pack=pack, at=NOW)
    assert not Challenge.objects.exists()


def test_a_calibration_of_other_content_or_a_failed_one_is_refused() -> None:
    for pack in (
        calibrated(pack_files(), digest="sha256:" + "0" * 64),
        calibrated(pack_files(), ok=False),
    ):
        with pytest.raises(NotCalibratedError):
            publish_challenge(pack=pack, at=NOW)
    assert not ChallengeVersion.objects.exists()


def test_one_version_never_names_two_contents() -> None:
    publish_challenge(pack=calibrated(pack_files()), at=NOW)
    changed = calibrated(pack_files(brief="Sum them well: `right_sums`."))
    with pytest.raises(VersionTakenError, match="raise version"):
        publish_challenge(pack=changed, at=NOW)
    assert ChallengeVersion.objects.count() == 1


def test_a_raised_version_becomes_the_newest_and_the_old_one_stays() -> None:
    publish_challenge(pack=calibrated(pack_files()), at=NOW)
    later = NOW.replace(year=NOW.year + 1)
    publish_challenge(pack=calibrated(pack_files("1.1.0")), at=later)
    assert [one.version for one in ChallengeVersion.objects.newest()] == ["1.1.0"]
    assert ChallengeVersion.objects.count() == 2


def test_the_command_publishes_a_library_and_names_what_it_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "tiny-task", calibrated(pack_files()).files)
    call_command("publish_challenges", library=tmp_path)
    call_command("publish_challenges", library=tmp_path)
    assert capsys.readouterr().out.count("published tiny-task 1.0.0 sha256:") == 2
    (tmp_path / "tiny-task" / "brief.md").write_text("Changed: `right_sums`.")
    with pytest.raises(CommandError, match="no calibration for its present content"):
        call_command("publish_challenges", library=tmp_path)
    (tmp_path / "tiny-task" / "challenge.toml").write_text("slug =")
    with pytest.raises(CommandError, match=r"tiny-task/challenge\.toml"):
        call_command("publish_challenges", library=tmp_path)


def write(folder: Path, files: object) -> None:
    for path, content in dict(files).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
