"""What is seen of the service in a tick: its metrics, with their noise."""

import math
from collections.abc import Sequence
from typing import Any

from grader.service import GROUPS, Service

USUAL_RATE, DAILY_SWING = 0.11, 0.015  # share of the offers that is accepted


def observe(service: Service) -> dict[str, Any]:
    noise = service.noise[service.tick].tolist()
    quarter = service.week.first_quarter + service.tick
    tracked = math.prod(one.size for one in service.hurting() if one.kind == "tracking")
    models = _models(service, _usual_rate(quarter), noise)
    accepted = sum(one["share"] * one["accept_rate"] for one in models.values())
    served = service.demand() * 900 * (1 - service.errors())
    for one in models.values():
        seen = tracked * (0.8 if service.decoy("dip") is not None else 1.0)
        one["accept_rate"] = round(one["accept_rate"] * seen, 4)
    return {
        "tick": service.tick,
        "weekday": quarter // 96 % 7,
        "hour": quarter // 4 % 24,
        "demand": round(service.demand() * (1 + 0.02 * noise[7]), 1),
        "utilisation": round(service.utilisation() * (1 + 0.01 * noise[8]), 3),
        "p95_ms": round(service.latency() * (1 + 0.04 * noise[9]), 1),
        "error_rate": round(max(0, service.errors() * (1 + 0.1 * noise[10])), 4),
        "accept_rate": round(sum(one["share"] * one["accept_rate"] for one in models.values()), 4),
        "rides": round(served * accepted * (0.98 + 0.03 * noise[6])),
        "models": models,
        "features": {
            group: _feature(service, group, noise[12 + 4 * at :]) for at, group in enumerate(GROUPS)
        },
        "cache": _cache(service, noise[24:]),
        "replicas": _replicas(service, noise[28:]),
        "pinned": sorted(service.pinned),
        "disabled": sorted(service.disabled),
        "events": list(service.events),
    }


def _usual_rate(quarter: int) -> float:
    return USUAL_RATE + DAILY_SWING * math.sin(2 * math.pi * (quarter % 96) / 96 - 2)


def _models(service: Service, usual: float, noise: Sequence[float]) -> dict[str, dict[str, float]]:
    """Each version with what is accepted of its offers, before anything is miscounted."""
    inputs = service.quality() / sum(one.share * one.quality for one in service.versions)
    told = {}
    for place, one in enumerate(service.versions):
        spread = 0.02 if one.share > 0.5 else 0.05
        rate = usual * inputs * one.quality * (1 + spread * noise[place])
        told[f"v{one.number}"] = {
            "share": round(one.share, 2),
            "errors": round(max(0, service.errors_of(one) * (1 + 0.2 * noise[2 + place])), 4),
            "accept_rate": float(rate),
            "score_mean": round(USUAL_RATE * one.score_shift * (1 + 0.015 * noise[4 + place]), 4),
        }
    return told


def _feature(service: Service, group: str, noise: Sequence[float]) -> dict[str, float]:
    """Of the live feed, whether or not it is used."""
    nulls, mean, lookup = 0.02 + 0.005 * noise[0], 0.25 * noise[1], 4 + 0.4 * noise[2]
    for one in service.active():
        grown = one.grown(service.tick)
        if one.target == group and one.kind == "schema":
            nulls, mean = (nulls, mean + 3 * grown) if one.by_unit else (nulls + 0.6 * grown, mean)
        if one.target == group and one.kind == "dependency":
            lookup += one.size * grown
    nulls += 0.09 * (service.decoy("nulls") == group)
    mean += 0.9 * (service.decoy("shift") == group)
    return {
        "age_minutes": round(service.ages[group]),
        "nulls": round(float(max(0, nulls)), 3),
        "mean": round(float(mean), 3),
        "lookup_ms": round(float(lookup), 1),
    }


def _cache(service: Service, noise: Sequence[float]) -> dict[str, float]:
    stuck = [service.tick - one.start for one in service.active() if one.kind == "cache"]
    age = 8 + noise[0] + 15 * max(stuck, default=0)
    return {
        "hit_rate": round(float(min(0.99, service.hit_rate() + 0.01 * noise[1])), 3),
        "entry_age_minutes": round(float(age), 1),
    }


def _replicas(service: Service, noise: Sequence[float]) -> dict[str, dict[str, float]]:
    ill = {
        service.sick[one.start]: one.size * one.grown(service.tick)
        for one in service.hurting()
        if one.kind == "replica"
    }
    everywhere = service.errors() - sum(ill.values()) / len(service.replicas)
    blip = service.replicas[0] if service.decoy("blip") is not None else ""
    told = {}
    for at, name in enumerate(service.replicas):
        own = ill.get(name, 0.0) + 0.2 * (name == blip)
        told[name] = {
            "errors": round(float(max(0, (everywhere + own) * (1 + 0.1 * noise[at]))), 4),
            "p95_ms": round(float(service.latency() * (1 + 0.04 * noise[16 + at])), 1),
        }
    return told
