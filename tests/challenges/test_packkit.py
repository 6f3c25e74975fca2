"""The readers of candidates' bytes: what does not fit is named, and nothing odd gets through."""

import math
from pathlib import Path

import pytest

from challenges import packkit
from challenges.packkit import InvalidOutput, list_of, number, optional, text, whole

COLUMNS = {"id": text, "price": number}


def _write(folder: Path, raw: bytes) -> Path:
    path = folder / "answer.csv"
    path.write_bytes(raw)
    return path


def test_a_sound_csv_is_read_in_any_order_of_columns(tmp_path: Path) -> None:
    path = _write(tmp_path, b"\xef\xbb\xbfprice,id\r\n1.5,a\r\n-2e3,b\r\n")
    rows = packkit.read_csv(path, COLUMNS, ids=["b", "a"], id_column="id")
    assert rows == [{"id": "a", "price": 1.5}, {"id": "b", "price": -2000.0}]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "the columns must be exactly id, price; found none"),
        (b"id\na\n", "the columns must be exactly"),
        (b"id,price,\na,1,\n", "the columns must be exactly"),
        (b"id,price,price\na,1,2\n", "the columns must be exactly"),
        (b"id,price\na\n", "line 2 has 1 cells, not 2"),
        (b"id,price\na,nan\n", "line 2: price: 'nan' is not a number"),
        (b"id,price\na,inf\n", "is not a number"),
        (b"id,price\na,1e999\n", "is not a finite number"),
        (b"id,price\na,1e308\n", "is larger than any quantity"),
        (b"id,price\na,-1e101\n", "is larger than any quantity"),
        (b"id,price\na,1_000\n", "is not a number"),
        ("id,price\na,١٢\n".encode(), "is not a number"),
        (b"id,price\na,0x10\n", "is not a number"),
        (b"id,price\na,\n", "is not a number"),
        (b'id,price\na,"1\n', "not a CSV file"),
        (b"id,price\n\xff,1\n", "not UTF-8"),
        (b"id,price\na,1\na,2\n", "'a' occurs more than once"),
        (b"id,price\na,1\nc,2\n", "1 ids are missing and 1 are unknown"),
        (b"id,price\n" + b"a,1\n" * 4, "more than 3 rows"),
        (b"id,price\n" + b"a" * 200_000 + b",1\n", "not a CSV file"),
    ],
)
def test_a_csv_that_does_not_fit_is_explained(tmp_path: Path, raw: bytes, told: str) -> None:
    with pytest.raises(InvalidOutput) as refusal:
        packkit.read_csv(_write(tmp_path, raw), COLUMNS, ids=["a", "b"], id_column="id", max_rows=3)
    assert told in str(refusal.value)
    assert len(str(refusal.value)) < 500


def test_a_missing_file_is_the_candidates_doing(tmp_path: Path) -> None:
    with pytest.raises(InvalidOutput, match=r"answer\.csv was not written"):
        packkit.read_csv(tmp_path / "answer.csv", COLUMNS)


FIELDS = {"alert": packkit.flag, "columns": optional(list_of(text, at_most=2))}


def test_json_lines_are_read_with_optional_fields(tmp_path: Path) -> None:
    path = _write(tmp_path, b'{"alert": true, "columns": ["a"], "more": 1}\n{"alert": false}')
    assert packkit.read_json_lines(path, FIELDS, lines=2) == [
        {"alert": True, "columns": ["a"]},
        {"alert": False, "columns": None},
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "0 lines, but 1 were expected"),
        (b"{}", "field 'alert' is missing"),
        (b"[]", "not a JSON object"),
        (b'{"alert": "yes"}', "is not true or false"),
        (b'{"alert": 7}', "is not true or false"),
        (b'{"alert": true, "columns": "a"}', "is not a list"),
        (b'{"alert": true, "columns": ["a", "b", "c"]}', "is not a list of at most 2"),
        (b'{"alert": true, "columns": [1]}', "is not a text"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff", "not JSON in UTF-8"),
        (b'{"alert": NaN}', "not JSON"),
        (b'{"alert": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_json_lines_that_do_not_fit_are_explained(tmp_path: Path, raw: bytes, told: str) -> None:
    with pytest.raises(InvalidOutput, match=told):
        packkit.read_json_lines(_write(tmp_path, raw), FIELDS, lines=1)


@pytest.mark.parametrize("value", [True, None, "1.5", 1.5, 10**18, float("nan"), [1]])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a whole number"):
        whole(value)


def test_numbers_are_finite_whatever_json_allows(tmp_path: Path) -> None:
    with pytest.raises(InvalidOutput, match="is not a finite number"):
        packkit.read_json(_write(tmp_path, b'{"price": 1e999}'), {"price": number})


def test_what_may_be_read_can_be_reckoned_with() -> None:
    """A grader that overflows is a fault of ours: the run would have no score instead of a bad one."""
    low, high = number("-1e100"), number("1e100")
    assert math.isfinite(100 * (high - low) / 1e-6)
    assert math.isfinite(sum([high**2] * 1000) * 1000)


def test_a_canary_belongs_to_its_seed() -> None:
    assert packkit.canary(1) == packkit.canary(1) != packkit.canary(2)
