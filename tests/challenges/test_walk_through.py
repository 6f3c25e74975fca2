"""The handbook's walk-through, walked: what the page shows is what a reader meets."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from challenges.calibration import FILE as CALIBRATION
from challenges.catalog import load_pack
from challenges.new_pack import TEMPLATE
from challenges.verify import write_calibration
from tests.challenges.walk_through import ROOT, Block, Reader, assert_says, blocks_of
from vetting.assessments.models import ChallengeVersion

PAGE = ROOT / "docs" / "your-first-challenge.md"
FOLDER = "packs/fresh-bread"
QUICK = "python -m challenges verify fresh-bread --library packs --quick"
FULL = "python -m challenges verify fresh-bread --library packs"


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return blocks_of(PAGE.read_text(encoding="utf-8"))


def _files(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.path and block.language != "diff"]


def test_it_is_typed_in_within_half_an_hour(blocks: list[Block]) -> None:
    assert sum(block.body.count("\n") for block in _files(blocks)) <= 220


def test_each_file_is_named_above_its_block(blocks: list[Block]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for block in _files(blocks):
        assert f"\n`{block.path}`\n\n```{block.language} {block.path}\n" in page


def test_the_ways_to_it_and_from_it_exist() -> None:
    for page in ("README.md", "docs/authoring-challenges.md"):
        assert f"({'docs/' if page == 'README.md' else ''}{PAGE.name})" in (ROOT / page).read_text()


def _manage(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    try:
        call_command(*words)
    except CommandError as error:
        return f"CommandError: {error}"
    return capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.django_db
def test_who_follows_it_ends_with_a_published_challenge(
    blocks: list[Block],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)  # manage.py runs in this process
    reader = Reader(desk=tmp_path, folder=FOLDER, manage=lambda words: _manage(words, capsys))
    folder = tmp_path / FOLDER
    ran: list[str] = []
    said = ""
    for block in blocks:
        if block.language == "sh":
            said = ""
            for command in block.body.splitlines():
                if command == FULL and FULL in ran:
                    _prove_again(folder)  # what it says was compared the first time
                else:
                    said += reader.run(command)
                ran.append(command)
        elif block.language == "text":
            assert_says(block.body, said)
        elif block.language == "diff":
            reader.mend(block)
        else:
            reader.write(block)
        if said and ran[-1] == QUICK and block.language == "text":
            assert "FAIL   8" in said
            _nothing_of_the_template_is_left(folder, blocks)
    assert [command for command in ran if "preview" in command]
    assert load_pack(folder).is_calibrated
    published = ChallengeVersion.objects.order_by("published_at").values_list(
        "challenge__slug", "version"
    )
    assert list(published) == [("fresh-bread", "1.0.0"), ("fresh-bread", "1.0.1")]


def _prove_again(folder: Path) -> None:
    pack = load_pack(folder)
    assert pack.calibration is not None
    write_calibration(folder, pack.calibration.model_copy(update={"digest": pack.digest}))


def _nothing_of_the_template_is_left(folder: Path, blocks: list[Block]) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - {CALIBRATION} == {block.path for block in _files(blocks)}
    template = {path.read_bytes() for path in TEMPLATE.rglob("*") if path.is_file()}
    assert not [path for path in files if (folder / path).read_bytes() in template]
