"""How images are made, as far as it can be tried without a registry and in a few seconds."""

from pathlib import Path

import pytest

from sandbox import image, image_build
from sandbox.errors import ImageMissingError
from sandbox.image_build import BuildError


def test_a_tag_is_made_of_the_recipes_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipes = tmp_path / "images"
    (recipes / "small").mkdir(parents=True)
    for name, text in (
        ("image.toml", "preload = []"),
        ("Dockerfile", "FROM x"),
        ("requirements.txt", ""),
    ):
        (recipes / "small" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(image, "RECIPES", recipes)
    before = image.Image("small", (), ()).tag
    (recipes / "small" / "requirements.txt").write_text("numpy==1", encoding="utf-8")
    after = image.Image("small", (), ()).tag

    assert before.startswith("vetting/small:")
    assert before != after


def test_every_package_of_an_image_is_locked_by_hash() -> None:
    for name in image.names():
        text = (image.find(name).folder / "requirements.txt").read_text(encoding="utf-8")
        requirements = text.replace("\\\n", " ").splitlines()
        pinned = [line for line in requirements if "==" in line]

        assert pinned
        assert all("--hash=sha256:" in line for line in pinned)
        assert "://" not in text


@pytest.mark.parametrize("name", ["", ".", "..", "python-ml/..", "../images/python-ml", "none"])
def test_only_a_recipes_name_is_an_image(name: str) -> None:
    with pytest.raises(ImageMissingError):
        image.find(name)


@pytest.mark.docker
def test_a_base_that_is_on_the_host_is_taken_without_a_registry(
    built_image: str, tmp_path: Path
) -> None:
    tag = image.find(built_image).tag

    assert image_build._base(tmp_path, tag) == image_build.Base(tag, "public")


@pytest.mark.docker
def test_a_registry_that_does_not_answer_leads_to_the_distributions_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(image_build, "_bootstrap", lambda archive, tag: made.append(tag))
    base = image_build._base(tmp_path, "127.0.0.1:9/nothing:latest")

    assert base.kind == "bootstrapped"
    assert made in ([], [base.tag])  # it may be there from an earlier build


def test_a_failed_step_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BuildError, match="not installed"):
        image_build._run(["no-such-program"], seconds=1)
    with pytest.raises(BuildError, match="try again later"):
        image_build._run(["sleep", "9"], seconds=0.1, advice="try again later")
    with pytest.raises(BuildError, match="the mirror"):
        image_build._run(["ls", "/nowhere"], seconds=5, advice="is the mirror there?")
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(BuildError, match="apt-get install mmdebstrap"):
        image_build._bootstrap(Path("x.tar"), "tag")


@pytest.mark.docker
def test_a_built_image_is_not_built_again(built_image: str) -> None:
    lines: list[str] = []

    assert image_build.build(image.find(built_image), say=lines.append, public_base="") is False
    assert lines == []
