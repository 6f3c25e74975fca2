"""The questions that rag-evaluation deals out quote nothing, and its grader rewards no pose."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

Json = dict[str, Any]
Values = dict[str, float | None]
SILENCE: Json = {"answerable": False, "passages": [], "citation": None}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "rag-evaluation")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


def lines(raw: bytes) -> list[Json]:
    return [json.loads(line) for line in raw.splitlines()]


@pytest.fixture(scope="module")
def texts(case: Case) -> dict[str, str]:
    return {one["passage"]: one["text"] for one in lines(case["public/passages.jsonl"])}


@pytest.fixture(scope="module")
def queries(case: Case) -> list[Json]:
    return lines(case["hidden/queries.jsonl"])


@pytest.fixture(scope="module")
def evidence(case: Case) -> list[Json]:
    return lines(case["answers/evidence.jsonl"])


def test_questions_arrive_without_their_answers(queries: list[Json]) -> None:
    assert all(set(query) == {"query", "text"} for query in queries)


def test_four_questions_in_ten_have_no_answer(evidence: list[Json]) -> None:
    share = sum(not one["answerable"] for one in evidence) / len(evidence)
    assert 0.35 < share < 0.45


def test_evidence_is_a_sentence_of_its_passage(
    case: Case, texts: dict[str, str], evidence: list[Json]
) -> None:
    for one in evidence + lines(case["public/labelled.jsonl"]):
        if one["answerable"]:
            sentence = texts[one["passage"]][one["start"] : one["end"]]
            assert sentence[0].isupper()
            assert sentence.endswith(".")


def test_no_question_quotes_the_corpus(queries: list[Json], texts: dict[str, str]) -> None:
    corpus = " ".join(" ".join(texts.values()).lower().split())
    assert not [query["text"] for query in queries if query["text"] in corpus]


def test_no_sentence_is_asked_about_twice(case: Case, evidence: list[Json]) -> None:
    asked = [
        (one["passage"], one["start"])
        for one in evidence + lines(case["public/labelled.jsonl"])
        if one["answerable"]
    ]
    assert len(asked) == len(set(asked))


def test_a_question_without_answer_uses_the_words_of_the_corpus(
    queries: list[Json], evidence: list[Json], texts: dict[str, str]
) -> None:
    words = set(" ".join(texts.values()).lower().split())
    shares = [
        sum(word in words for word in query["text"].split()) / len(query["text"].split())
        for query, one in zip(queries, evidence, strict=True)
        if not one["answerable"]
    ]
    assert sum(shares) / len(shares) > 0.5


def test_a_third_of_the_questions_is_mistyped(case: Case) -> None:
    rows = list(csv.DictReader(io.StringIO(case["answers/queries.csv"].decode())))
    assert 0.2 < sum(row["mistyped"] == "1" for row in rows) / len(rows) < 0.5


Graded = Callable[..., Values]


def outputs(answers: list[Json], index: bytes = b"{}") -> dict[str, bytes]:
    told = "\n".join(map(json.dumps, answers)).encode()
    return {"index/index.dat": index, "answer/answers.jsonl": told}


@pytest.fixture
def graded(pack: Pack, case: Case, tmp_path: Path) -> Graded:
    def grade(answers: list[Json], index: bytes = b"{}") -> Values:
        verdict = judge(pack, case, outputs(answers, index), tmp_path)
        assert "invalid" not in verdict, verdict
        return {name: measure["value"] for name, measure in verdict["measures"].items()}

    return grade


def right(one: Json) -> Json:
    if not one["answerable"]:
        return dict(SILENCE)
    cited = {name: one[name] for name in ("passage", "start", "end")}
    return {"answerable": True, "passages": [one["passage"]], "citation": cited}


def test_an_oracle_measures_best(graded: Graded, evidence: list[Json], case: Case) -> None:
    values = graded([right(one) for one in evidence], case["public/passages.jsonl"] * 2)
    assert values == {
        "ndcg": 1,
        "mistyped_ndcg": 1,
        "answered_unanswerable": 0,
        "refused_answerable": 0,
        "citation_overlap": 1,
        "index_size": 2,
    }


def test_silence_alone_is_no_caution(graded: Graded, evidence: list[Json]) -> None:
    values = graded([SILENCE] * len(evidence))
    assert values["answered_unanswerable"] is values["index_size"] is None
    assert values["refused_answerable"] == 1
    assert values["citation_overlap"] == 0


def test_answering_everything_is_seen(graded: Graded, evidence: list[Json]) -> None:
    values = graded([right(one) | {"answerable": True} for one in evidence])
    assert values["answered_unanswerable"] == 1
    assert values["refused_answerable"] == 0


def test_a_whole_passage_is_no_citation(
    graded: Graded, evidence: list[Json], texts: dict[str, str]
) -> None:
    answers = [right(one) for one in evidence]
    for answer in answers:
        if answer["citation"]:
            whole = len(texts[answer["citation"]["passage"]])
            answer["citation"] |= {"start": 0, "end": whole}
    assert (graded(answers)["citation_overlap"] or 0) < 0.5


def test_a_later_place_gains_less(graded: Graded, evidence: list[Json], case: Case) -> None:
    names = [one["passage"] for one in lines(case["public/passages.jsonl"])]
    answers = [right(one) for one in evidence]
    for answer in answers:
        first = next(name for name in names if name not in answer["passages"])
        answer["passages"] = [first, *answer["passages"]]
    assert graded(answers)["ndcg"] == pytest.approx(0.6309, abs=0.001)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"passages": ["nowhere"]}, "passages: one of them is not in the corpus"),
        ({"citation": {"passage": "nowhere", "start": 0, "end": 1}}, "citation: its passage"),
        ({"citation": "p1"}, "citation: 'p1' is not an object"),
        ({"answerable": "perhaps"}, "answerable: 'perhaps' is not true or false"),
    ],
)
def test_an_answer_of_another_form_is_explained(
    pack: Pack, case: Case, evidence: list[Json], tmp_path: Path, change: Json, told: str
) -> None:
    answers = [SILENCE] * (len(evidence) - 1) + [SILENCE | change]
    verdict = judge(pack, case, outputs(answers), tmp_path)
    assert verdict["invalid"].startswith(f"answers.jsonl: line {len(evidence)}: {told}")
