"""The quarter that ab-readout deals out: repeatable, broken where it says so, and telling nothing."""

import csv
import io
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

SEED = 31
COLUMNS = ("experiment_id", "valid", "effect", "low", "high", "decision")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "ab-readout")


@pytest.fixture(scope="module")
def quarter(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, [SEED], tmp_path_factory.mktemp("quarter"))[0]


def rows(quarter: Case, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(quarter[path].decode())))


def experiments(quarter: Case) -> list[dict[str, str]]:
    """Plans and answers side by side."""
    answers = {row["experiment_id"]: row for row in rows(quarter, "answers/experiments.csv")}
    return [row | answers[row["experiment_id"]] for row in rows(quarter, "public/experiments.csv")]


# What is dealt


def test_it_deals_the_same_quarter_for_the_same_seed(
    pack: Pack, quarter: Case, tmp_path: Path
) -> None:
    assert generate(pack, [SEED], tmp_path)[0] == quarter


def test_it_deals_another_quarter_for_another_seed(
    pack: Pack, quarter: Case, tmp_path: Path
) -> None:
    (other,) = generate(pack, [SEED + 1], tmp_path)
    assert all(other[path] != quarter[path] for path in quarter)


def test_five_of_twenty_four_are_broken_and_none_of_them_by_store(quarter: Case) -> None:
    broken = [row for row in experiments(quarter) if row["valid"] == "0"]
    assert len(experiments(quarter)) == 24
    assert len(broken) == 5
    assert {row["unit"] for row in broken} == {"user"}


def test_only_broken_experiments_have_lost_treated_users(quarter: Case) -> None:
    arms = Counter(
        (row["experiment_id"], row["arm"])
        for row in rows(quarter, "public/assignments.csv")
        if not row["user_id"].startswith("T")
    )
    for row in experiments(quarter):
        if row["unit"] == "user":
            treated, others = arms[row["experiment_id"], "B"], arms[row["experiment_id"], "A"]
            share, total = float(row["share_treated"]), treated + others
            z = (treated - share * total) / np.sqrt(total * share * (1 - share))
            assert (z < -4) == (row["valid"] == "0")


def test_stores_are_in_one_arm_each(quarter: Case) -> None:
    by_store = {row["experiment_id"] for row in experiments(quarter) if row["unit"] == "store"}
    arms: dict[tuple[str, str], set[str]] = {}
    for row in rows(quarter, "public/assignments.csv"):
        if row["experiment_id"] in by_store and not row["user_id"].startswith("T"):
            arms.setdefault((row["experiment_id"], row["store"]), set()).add(row["arm"])
    assert len(by_store) == 7
    assert all(len(both) == 1 for both in arms.values())


def test_the_log_holds_doubled_orders_test_accounts_and_late_ones(quarter: Case) -> None:
    orders = rows(quarter, "public/orders.csv")
    assert len({row["order_id"] for row in orders}) < len(orders)
    assert any(row["user_id"].startswith("T") for row in orders)
    assert any(int(row["day"]) > 60 for row in orders)


# What is not told


def test_neither_number_nor_place_of_an_experiment_tells_its_answer(
    pack: Pack, tmp_path: Path
) -> None:
    """Over several quarters together: one alone holds too few experiments to say."""
    told = [
        (int(row["experiment_id"][1:]), place, float(row["effect"]), int(row["valid"]))
        for quarter in generate(pack, list(range(40, 43)), tmp_path)
        for place, row in enumerate(experiments(quarter))
    ]
    numbers, places, effects, valid = np.array(told).T
    for clue in (numbers, places):
        for answer in (effects, valid):
            assert abs(np.corrcoef(clue, answer)[0, 1]) < 4 / np.sqrt(len(told))


def test_no_public_file_holds_an_effect_or_the_canary(quarter: Case) -> None:
    public = b"".join(raw for path, raw in quarter.items() if path.startswith("public/"))
    assert quarter["answers/canary.txt"] not in public
    assert not any(
        row["ideal_width"].encode() in public for row in rows(quarter, "answers/experiments.csv")
    )


# How a readout is judged


def readout(quarter: Case, *, half_width: float, ship: str) -> dict[str, bytes]:
    """The true effects in intervals of `half_width` ideal ones; `ship`: "helpful", "all", "none"."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(quarter, "answers/experiments.csv"):
        effect = float(row["effect"])
        reach = half_width * float(row["ideal_width"]) / 2
        helps = row["valid"] == "1" and effect > 0
        decision = "ship" if ship == "all" or (ship == "helpful" and helps) else "keep"
        name, valid = row["experiment_id"], row["valid"]
        writer.writerow([name, valid, effect, effect - reach, effect + reach, decision])
    return {"readout/readout.csv": text.getvalue().encode()}


def values(pack: Pack, quarter: Case, told: dict[str, bytes], folder: Path) -> dict[str, float]:
    measures = judge(pack, quarter, told, folder)["measures"]
    return {name: measure["value"] for name, measure in measures.items()}


def test_the_truth_in_ideal_intervals_loses_nothing(
    pack: Pack, quarter: Case, tmp_path: Path
) -> None:
    assert values(pack, quarter, readout(quarter, half_width=1, ship="helpful"), tmp_path) == {
        "interval_coverage": 100,
        "interval_width": pytest.approx(1),
        "faults_found": 100,
        "false_alarms": 0,
        "decision_accuracy": 100,
        "false_discoveries": 0,
    }


def test_shipping_everything_is_mostly_false_discoveries(
    pack: Pack, quarter: Case, tmp_path: Path
) -> None:
    told = values(pack, quarter, readout(quarter, half_width=1, ship="all"), tmp_path)
    assert told["false_discoveries"] == 18
    assert told["decision_accuracy"] == pytest.approx(25)


def test_shipping_nothing_is_the_floor(pack: Pack, quarter: Case, tmp_path: Path) -> None:
    told = judge(pack, quarter, readout(quarter, half_width=1, ship="none"), tmp_path)["measures"]
    assert told["decision_accuracy"]["value"] == told["decision_accuracy"]["floor"]


def test_it_refuses_an_effect_outside_its_interval(
    pack: Pack, quarter: Case, tmp_path: Path
) -> None:
    told = judge(pack, quarter, readout(quarter, half_width=-1, ship="none"), tmp_path)
    assert "effect must lie between" in told["invalid"]
