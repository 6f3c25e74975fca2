"""The season that churn-campaign deals out: repeatable, as its brief says, and telling nothing."""

import csv
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

SEEDS = (11, 12)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "churn-campaign")


@pytest.fixture(scope="module")
def seasons(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return generate(pack, SEEDS, tmp_path_factory.mktemp("seasons"))


@pytest.fixture(scope="module")
def season(seasons: list[Case]) -> Case:
    return seasons[0]


def rows(season: Case, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(season[path].decode())))


def column(season: Case, path: str, name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows(season, path)])


def lapsed(season: Case, path: str) -> np.ndarray:
    return np.array([row["bought_in_week"] == "" for row in rows(season, path)])


# What is dealt


def test_it_deals_the_same_season_for_the_same_seed(
    pack: Pack, seasons: list[Case], tmp_path: Path
) -> None:
    assert generate(pack, SEEDS, tmp_path) == seasons


def test_it_deals_another_season_for_another_seed(seasons: list[Case]) -> None:
    assert all(seasons[0][path] != seasons[1][path] for path in seasons[0])


def test_spring_s_offer_was_decided_by_a_coin(season: Case) -> None:
    offer = column(season, "public/pilot.csv", "offer") == 1
    for name in ("days_since_last_order", "orders", "newsletter_opens", "open_complaint"):
        values = column(season, "public/pilot.csv", name)
        gap = abs(values[offer].mean() - values[~offer].mean())
        assert gap < 4 * values.std() / math.sqrt(len(values) / 4), name


def test_autumn_differs_from_spring_by_more_than_ten_points(seasons: list[Case]) -> None:
    for season in seasons:
        untreated = column(season, "public/pilot.csv", "offer") == 0
        spring = lapsed(season, "public/pilot.csv")[untreated].mean()
        autumn = column(season, "answers/customers.csv", "lapse_alone").mean()
        assert 0.1 < abs(autumn - spring) < 0.25


def test_the_panel_tells_of_no_week_that_has_not_come(season: Case) -> None:
    for row in rows(season, "public/autumn_panel.csv"):
        assert int(row["bought_in_week"] or 0) <= int(row["weeks_observed"])


def test_the_pace_of_returns_is_the_same_in_both_seasons(season: Case) -> None:
    """Among panel customers watched for nine weeks, as among spring's without an offer."""
    pilot = [row for row in rows(season, "public/pilot.csv") if row["offer"] == "0"]
    panel = [row for row in rows(season, "public/autumn_panel.csv") if row["weeks_observed"] == "9"]
    early, late = (
        np.mean([int(row["bought_in_week"]) <= 4 for row in some if 0 < week(row) <= 9])
        for some in (pilot, panel)
    )
    assert abs(early - late) < 0.15


def week(row: dict[str, str]) -> int:
    return int(row["bought_in_week"] or 0)


def test_the_latest_entry_decides_who_had_objected(season: Case) -> None:
    latest: dict[str, tuple[str, str]] = {}
    for row in rows(season, "public/consent_log.csv"):
        entry = (row["recorded_at"], row["event"])
        latest[row["customer_id"]] = max(latest.get(row["customer_id"], entry), entry)
    objected = {customer for customer, (_, event) in latest.items() if event == "opt_out"}
    answers = rows(season, "answers/customers.csv")
    assert {row["customer_id"] for row in answers if row["refused"] == "1"} == objected


def test_the_last_line_of_the_log_would_mislead(season: Case) -> None:
    last = {row["customer_id"]: row["event"] for row in rows(season, "public/consent_log.csv")}
    refused = [
        row["customer_id"] for row in rows(season, "answers/customers.csv") if row["refused"] == "1"
    ]
    assert any(last[customer] == "opt_in" for customer in refused)


# What is not told


def test_no_public_file_holds_a_chance_or_the_canary(season: Case) -> None:
    canary = season["answers/canary.txt"]
    public = b"".join(raw for path, raw in season.items() if path.startswith("public/"))
    assert canary not in public
    for row in rows(season, "answers/customers.csv")[:200]:
        assert row["lapse_alone"].encode() not in public


@pytest.mark.parametrize("answer", ["lapse_alone", "lapse_contacted", "refused"])
def test_neither_place_nor_number_of_a_customer_tells_the_answer(season: Case, answer: str) -> None:
    numbers = [int(row["customer_id"][1:]) for row in rows(season, "public/customers.csv")]
    values = column(season, "answers/customers.csv", answer)
    for clue in (np.arange(len(values)), np.array(numbers)):
        assert abs(np.corrcoef(clue, values)[0, 1]) < 4 / math.sqrt(len(values))


def test_nobody_stands_in_two_files(season: Case) -> None:
    paths = ("public/pilot.csv", "public/autumn_panel.csv", "public/customers.csv")
    everyone = [row["customer_id"] for path in paths for row in rows(season, path)]
    assert len(set(everyone)) == len(everyone)


# What a plan is worth


def plan_for(season: Case, contact: str, promise: float = 0.0) -> dict[str, bytes]:
    lines = ["customer_id,contact,lapse_probability"]
    lines += [f"{row['customer_id']},{contact},0.5" for row in rows(season, "public/customers.csv")]
    summary = json.dumps({"expected_net_profit": promise})
    return {"plan/plan.csv": "\n".join(lines).encode(), "plan/summary.json": summary.encode()}


def test_contacting_nobody_earns_nothing(pack: Pack, season: Case, tmp_path: Path) -> None:
    measures = judge(pack, season, plan_for(season, "0"), tmp_path)["measures"]
    assert measures["net_profit"]["value"] == 0
    assert measures["harmful_contacts"]["value"] == measures["harmful_contacts"]["floor"]
    assert measures["budget_overrun"]["value"] == 0


def test_contacting_everybody_breaks_budget_and_objections(
    pack: Pack, season: Case, tmp_path: Path
) -> None:
    measures = judge(pack, season, plan_for(season, "1"), tmp_path)["measures"]
    refused = column(season, "answers/customers.csv", "refused").sum()
    assert measures["contacts_without_consent"]["value"] == refused > 0
    assert measures["budget_overrun"]["value"] > 100


def test_the_campaign_ends_where_the_budget_does(pack: Pack, season: Case, tmp_path: Path) -> None:
    told = judge(pack, season, plan_for(season, "1"), tmp_path)["measures"]["net_profit"][
        "evidence"
    ]
    assert int(told.split()[0]) < len(rows(season, "public/customers.csv"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ((b",0,0.5", b",2,0.5"), "is not 0 or 1"),
        ((b",0,0.5", b",0,1.5"), "is not between 0 and 1"),
        ((b",0,0.5", b",0,nan"), "is not a number"),
        ((b"contact", b"call"), "the columns must be exactly"),
        ((b"C", b"D"), "unknown"),
    ],
)
def test_it_refuses_a_plan_that_cannot_be_used(
    pack: Pack, season: Case, tmp_path: Path, spoil: tuple[bytes, bytes], message: str
) -> None:
    outputs = plan_for(season, "0")
    outputs["plan/plan.csv"] = outputs["plan/plan.csv"].replace(*spoil)
    assert message in judge(pack, season, outputs, tmp_path)["invalid"]
