"""One seed, one case: a shop's spring pilot, its autumn panel, and the campaign to plan.

The customers are CDNOW's: who they are, and how their past foretells their future, is measured on
real purchases. What these customers will do is drawn here and stands in no public table.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from grader.customers import Columns, disguise, eligible_customers, past_risk, sigmoid
from grader.season import (
    Season,
    draw_autumn,
    draw_season,
    lapse_chances,
    lapse_odds,
    offer_effect,
    weeks_to_order,
)
from packkit import canary

PILOT_SIZE, PANEL_SIZE, CAMPAIGN_SIZE = 12_000, 2600, 2500
CHANNELS = ("email", "letter", "phone")
COLUMNS = (
    "days_since_first_order",
    "days_since_last_order",
    "orders",
    "items",
    "spend",
    "discount_share",
    "newsletter_opens",
    "open_complaint",
    "channel",
    "margin_if_kept",
)


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    pool, bought = eligible_customers(int(rng.integers(330, 431)))
    customers = disguise(pool, rng)
    season = draw_season(customers, past_risk(pool, bought), rng)
    autumn = draw_autumn(customers, season, PANEL_SIZE + CAMPAIGN_SIZE, rng)
    pilot = take(customers, rng.choice(len(pool["orders"]), PILOT_SIZE), rng)
    panel = take(customers, autumn[:PANEL_SIZE], rng)
    campaign = take(customers, autumn[PANEL_SIZE:], rng)
    pilot_ids, panel_ids, campaign_ids = draw_identifiers(rng)

    public = out / "public"
    write_pilot(public / "pilot.csv", pilot_ids, pilot, season, rng)
    write_panel(public / "autumn_panel.csv", panel_ids, panel, season, rng)
    write_table(public / "customers.csv", {"customer_id": campaign_ids} | text_columns(campaign))
    refused = write_consent_log(public / "consent_log.csv", campaign_ids, rng)
    write_json(public / "terms.json", draw_terms(campaign, season, rng))
    write_answers(out / "answers" / "customers.csv", campaign_ids, campaign, season, refused)
    (out / "answers" / "canary.txt").write_text(canary(seed))


def draw_identifiers(rng: np.random.Generator) -> list[np.ndarray]:
    numbers = rng.permutation(np.arange(1_000_000, 10_000_000, 97))
    sizes = np.cumsum([PILOT_SIZE, PANEL_SIZE, CAMPAIGN_SIZE])
    return np.split(np.char.add("C", numbers[: sizes[-1]].astype(str)), sizes[:-1])


def take(customers: Columns, rows: np.ndarray, rng: np.random.Generator) -> Columns:
    """A customer who is drawn twice is two people: spend and margin differ a little."""
    chosen = {name: column[rows] for name, column in customers.items()}
    for name in ("spend", "margin_if_kept"):
        chosen[name] = np.round(chosen[name] * rng.lognormal(0, 0.05, len(rows)), 2)
    return chosen


def write_pilot(
    path: Path, identifiers: np.ndarray, pilot: Columns, season: Season, rng: np.random.Generator
) -> None:
    offer = rng.random(PILOT_SIZE) < 0.5
    odds = lapse_odds(pilot, season, season.spring) + offer * offer_effect(pilot, season)
    stays = rng.random(PILOT_SIZE) >= sigmoid(odds)
    week = weeks_to_order(np.where(offer, season.hazard * 1.8, season.hazard), rng)
    outcome = {
        "offer": offer.astype(int).astype(str),
        "bought_in_week": np.where(stays, week.astype(str), ""),
    }
    write_table(path, {"customer_id": identifiers} | text_columns(pilot) | outcome)


def write_panel(
    path: Path, identifiers: np.ndarray, panel: Columns, season: Season, rng: np.random.Generator
) -> None:
    stays = rng.random(PANEL_SIZE) >= sigmoid(lapse_odds(panel, season, season.autumn))
    week = weeks_to_order(np.full(PANEL_SIZE, season.hazard), rng)
    observed = rng.integers(3, 10, PANEL_SIZE)
    outcome = {
        "weeks_observed": observed.astype(str),
        "bought_in_week": np.where(stays & (week <= observed), week.astype(str), ""),
    }
    write_table(path, {"customer_id": identifiers} | text_columns(panel) | outcome)


def write_consent_log(path: Path, identifiers: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Objections and their withdrawals, in no order; the latest of a customer counts."""
    refused = np.zeros(len(identifiers), bool)
    rows = []
    for index in np.flatnonzero(rng.random(len(identifiers)) < 0.2):
        changes = int(rng.choice([1, 2, 3], p=[0.45, 0.4, 0.15]))
        refused[index] = changes % 2 == 1
        minutes = np.sort(rng.choice(500_000, changes, replace=False))
        for turn, minute in enumerate(minutes):
            at = datetime(2024, 9, 2, 8, 0) + timedelta(minutes=int(minute))  # noqa: DTZ001, local time by contract
            rows.append((at.isoformat(), identifiers[index], "opt_in" if turn % 2 else "opt_out"))
    shuffled = [rows[place] for place in rng.permutation(len(rows))]
    write_rows(path, ("recorded_at", "customer_id", "event"), shuffled)
    return refused


def draw_terms(campaign: Columns, season: Season, rng: np.random.Generator) -> dict[str, object]:
    """The budget never quite pays for everybody who is worth it."""
    costs = {
        "email": 0.2,
        "letter": round(rng.uniform(0.9, 1.2), 2),
        "phone": round(rng.uniform(3.5, 4.5), 2),
    }
    voucher = round(rng.uniform(2.5, 3.5), 2)
    alone, contacted = lapse_chances(campaign, season)
    cost = np.array([costs[CHANNELS[channel]] for channel in campaign["channel"]])
    net = (alone - contacted) * campaign["margin_if_kept"] - voucher * (1 - contacted) - cost
    budget = round(float(cost[net > 0].sum()) * rng.uniform(0.5, 0.75), 2)
    return {"contact_cost": costs, "voucher": voucher, "budget": budget}


def write_answers(
    path: Path, identifiers: np.ndarray, campaign: Columns, season: Season, refused: np.ndarray
) -> None:
    alone, contacted = lapse_chances(campaign, season)
    columns = {
        "customer_id": identifiers,
        "lapse_alone": np.char.mod("%.6f", alone),
        "lapse_contacted": np.char.mod("%.6f", contacted),
        "refused": refused.astype(int).astype(str),
    }
    write_table(path, columns)


def text_columns(customers: Columns) -> dict[str, np.ndarray]:
    def text(name: str) -> np.ndarray:
        if name == "channel":
            return np.array(CHANNELS)[customers[name]]
        return np.char.mod(
            "%.2f" if name in {"spend", "discount_share", "margin_if_kept"} else "%d",
            customers[name],
        )

    return {name: text(name) for name in COLUMNS}


def write_table(path: Path, columns: Mapping[str, np.ndarray]) -> None:
    write_rows(path, tuple(columns), zip(*columns.values(), strict=True))


def write_rows(path: Path, header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")
