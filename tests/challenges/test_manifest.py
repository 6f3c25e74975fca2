"""A wrong pack is refused in one line that names the file, the key and what to do."""

import pytest

from challenges.errors import ManifestError, PackError
from tests.challenges.conftest import Change

MANIFEST = "challenge.toml"
OUTPUTS = 'outputs = [{ path = "quotes.csv", max_kb = 16 }]'
LARGE = OUTPUTS.replace("16 }", '32000 }, { path = "b.csv", max_kb = 32000 }')
STREAM = 'stream = "hidden/offers.jsonl"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes = 10", "minuets = 10", "minutes: Field required; add it"),
        ('slug = "', 'colour = "red"\nslug = "', "colour: Extra inputs are not permitted; remove"),
        ("weight = 0.6", "weight = 0.5", "the weights add up to 0.9; make it 1"),
        ("must_not = true", "must_not = false", "set must_not = true on one"),
        ('roles = ["data-scientist"]', 'roles = ["wizard"]', "'wizard' is not one of"),
        ('competency = "modelling"', 'competency = "ownership"', "'ownership' is not one of"),
        ('name = "overcharged"', 'name = "mean_error"', "'mean_error' occurs twice; rename one"),
        ("floor = 0.3\nceiling = 0.0", "floor = 0.3\nceiling = 0.3", "set them apart"),
        ('"hidden/items.csv"', '"answers/prices.csv"', "must start with public/, hidden/"),
        ('"hidden/items.csv"', '"hidden/../answers/prices.csv"', "must be relative"),
        ('"outputs/quote/quotes.csv"', '"outputs/quote/x.csv"', "no earlier step writes"),
        ('path = "quotes.csv"', 'path = "/etc/passwd"', "must be relative"),
        ("band = [0.0, 0.45]", "band = [0.5, 0.45]", "low < high"),
        (
            'fails = "overcharged"',
            'fails = "nothing"',
            "'nothing' is not a check; name one of mean_error,",
        ),
        ("wall_seconds = 3", "wall_seconds = 2000", "less than or equal to 600"),
        ("weight = 0.6", "weight = nan", "weight: "),
        ("must_not = true", "mustnot = true", "checks.overcharged.mustnot: Extra inputs"),
        ("floor = 0.5\n", "", "checks.right_answers.floor: Field required; add it"),
        (
            "floor = 0.5",
            'floor = "mesured"',
            """floor: 'mesured' must be a number or "measured\"""",
        ),
        ('version = "1.0.0"', 'version = "1"', "version: '1' must be three numbers, as in 1.0.0"),
        ('"right_answers"', '"right-answers"', "must be lower-case words joined by underscores"),
        (
            OUTPUTS,
            'outputs = ["quotes.csv"]',
            "steps.quote.outputs.0: 'quotes.csv' must be a table",
        ),
        ("weight = 0.6", "weight = ", "not TOML"),
        (OUTPUTS, f"{OUTPUTS}\ncrash_after = 3", "steps.quote.crash_after: 3 is not below limits"),
        (
            OUTPUTS,
            LARGE,
            "steps.outputs: up to 332 MB over all hidden cases, and 256 MB are graded",
        ),
        (
            OUTPUTS,
            f"{OUTPUTS}\ncrash_after = 0",
            "steps.quote.crash_after: Input should be greater",
        ),
        (OUTPUTS, f"{OUTPUTS}\nrepeat = 1", "steps.quote.repeat: Input should be greater than or"),
        (OUTPUTS, f"{OUTPUTS}\nrepeat = 5", "steps.quote.repeat: Input should be less"),
        (OUTPUTS, 'serve = "grpc"', "steps.quote.serve: Input should be 'http'"),
        (OUTPUTS, "", "steps.quote: a step needs outputs, a stream or to serve; add one"),
        (STREAM, f"{STREAM}\ncrash_after = 1", "stream and crash_after exclude each other"),
        (STREAM, f"{STREAM}\nrepeat = 2", "stream and repeat exclude each other; keep one"),
        (STREAM, f'{STREAM}\nserve = "http"', "stream and serve exclude each other; keep one"),
        (OUTPUTS, f"{OUTPUTS}\nrepeat = 2\ncrash_after = 1", "crash_after and repeat exclude"),
        (OUTPUTS, 'serve = "http"\nrepeat = 2', "repeat and serve exclude each other; keep one"),
        (OUTPUTS, 'serve = "http"\ncrash_after = 1', "crash_after and serve exclude each other"),
    ],
)
def test_a_wrong_manifest_is_refused_in_one_line(
    changed: Change, old: str, new: str, told: str
) -> None:
    with pytest.raises(ManifestError) as refusal:
        changed(MANIFEST, old, new)
    message = str(refusal.value)
    assert message.startswith("quick-quote/challenge.toml: ")
    assert told in message
    assert "\n" not in message


def test_every_check_must_be_announced_by_the_brief(changed: Change) -> None:
    with pytest.raises(PackError, match=r"brief.md: checks.overcharged: .*in backticks"):
        changed("brief.md", "`overcharged`", "overcharged")


def test_every_mutant_of_the_manifest_must_exist(changed: Change) -> None:
    with pytest.raises(PackError, match=r"mutants/all-high: .*add the folder"):
        changed(MANIFEST, 'name = "always-high"', 'name = "all-high"')


def test_a_mutant_that_the_manifest_does_not_name_is_refused(changed: Change) -> None:
    with pytest.raises(PackError, match=r"mutants/left-over: .*add it there, or remove the folder"):
        changed(files={"mutants/left-over/quote.py": b""})


@pytest.mark.parametrize("path", ["grade.py", "visible.py", "rubric.toml", "brief.md"])
def test_a_missing_file_is_named(changed: Change, path: str) -> None:
    with pytest.raises(PackError, match=f"{path}: is missing; add the file"):
        changed(files={path: None})


def test_vendored_data_must_name_its_source(changed: Change) -> None:
    with pytest.raises(PackError, match=r"data/SOURCE\.md: is missing; say origin, licence"):
        changed(files={"data/table.csv": b"a\n1\n"})


def test_a_rubric_needs_an_anchor_for_every_level(changed: Change) -> None:
    with pytest.raises(
        PackError, match=r"rubric\.toml: criteria\.reasoning\.anchors: .*add what is missing"
    ):
        changed("rubric.toml", '3 = "Gives a reason for the method."\n', "")


def test_a_rubrics_missing_line_is_named(changed: Change) -> None:
    with pytest.raises(PackError, match=r"criteria\.reasoning\.guidance: Field required; add it"):
        changed("rubric.toml", 'guidance = "Ask how the price list was found."\n', "")


def test_a_client_is_there_exactly_if_a_step_serves(changed: Change) -> None:
    with pytest.raises(
        PackError, match=r"client\.py: steps\.haggle\.serve: is missing; add the file"
    ):
        changed(MANIFEST, STREAM, 'serve = "http"')
    with pytest.raises(PackError, match=r"client\.py: steps\.serve: no step serves; set serve ="):
        changed(files={"client.py": b""})
