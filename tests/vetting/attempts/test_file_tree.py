import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetting.attempts.errors import TreeTooLargeError, UnsafePathError
from vetting.attempts.file_tree import (
    FILE_BYTES,
    FILE_COUNT,
    TOTAL_BYTES,
    check_clashes,
    check_sizes,
    clean_path,
)


@pytest.mark.parametrize("path", ["main.py", "a/b/c.txt", ".gitignore", "A-b_c.1", "datasets/x"])
def test_it_takes_plain_paths(path: str) -> None:
    assert clean_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../up.py",
        "a/../../up.py",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "C:evil",
        "a\x00b",
        "line\nbreak",
        "name\n",
        "ünïcode",
        "two words",
        "dot.",
        "data/mine.csv",
        "DATA/mine.csv",
        "x" * 101,
        "/".join("abcdefghijk"),
        "a/" * 120 + "b",
    ],
)
def test_it_refuses_what_could_lead_elsewhere(path: str) -> None:
    with pytest.raises(UnsafePathError):
        clean_path(path)


@given(st.text(max_size=30))
def test_what_it_takes_stays_below_the_workspace(path: str) -> None:
    try:
        clean_path(path)
    except UnsafePathError:
        return
    assert not path.startswith("/")
    assert ".." not in path.split("/")
    assert path.isascii()
    assert path.isprintable()


@pytest.mark.parametrize(
    "paths", [["a.py", "A.py"], ["a", "a/b"], ["a/b/c", "A/B"], ["x/y", "X/y"]]
)
def test_it_refuses_paths_that_are_one_on_some_computers(paths: list[str]) -> None:
    with pytest.raises(UnsafePathError):
        check_clashes(paths)


def test_neighbours_do_not_clash() -> None:
    check_clashes(["a/b", "a/c", "ab", "a.py"])


def test_it_names_the_file_that_is_too_large() -> None:
    with pytest.raises(TreeTooLargeError, match=r"big\.bin"):
        check_sizes({"big.bin": FILE_BYTES + 1})


def test_it_counts_files_and_bytes() -> None:
    with pytest.raises(TreeTooLargeError):
        check_sizes({f"f{number}": 0 for number in range(FILE_COUNT + 1)})
    parts = TOTAL_BYTES // FILE_BYTES
    with pytest.raises(TreeTooLargeError):
        check_sizes({f"f{number}": FILE_BYTES for number in range(parts + 1)})
    check_sizes({f"f{number}": FILE_BYTES for number in range(parts)})
