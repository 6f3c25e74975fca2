"""What a pack's files import says what its containers import ahead."""

from challenges.catalog import LIBRARY, load_pack
from challenges.imports import imports_of


def test_every_form_of_an_import_is_found_with_its_parents() -> None:
    source = (
        b"import json, scipy.stats as s\nfrom sklearn.linear_model import Ridge\n"
        b"from . import own\nfrom .own import thing\n"
        b"def f():\n    from numpy import random\n"
    )
    found = imports_of({"a.py": source, "b.txt": b"import pandas"})

    assert set(found) >= {"json", "scipy", "scipy.stats", "sklearn.linear_model", "numpy"}
    assert not {"own", "pandas", ""} & set(found)


def test_a_file_that_is_not_python_names_none() -> None:
    assert imports_of({"a.py": b"x = = 1", "b.py": b"\0"}) == ()


def test_packs_import_ahead_what_their_reference_and_grader_use() -> None:
    with_numbers, without = (load_pack(LIBRARY / slug) for slug in ("bias-audit", "data-contract"))

    assert "scipy.stats" in with_numbers.candidate_imports
    assert "numpy" in with_numbers.grader_imports
    assert "numpy" not in without.candidate_imports
    assert "pandas" not in without.grader_imports
