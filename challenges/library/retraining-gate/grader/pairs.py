"""Pairs of models to decide on: what the gate is shown, and what happens afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.demand import WEATHER, Hours, read_hours
from grader.forecasts import SLICES, Model, in_slice, saving, worst_slice

SHADOW_DAYS, AFTER_DAYS = 14, 28
SWITCH_COST = 0.02  # of the champion's cost: what a promotion must save to pay for itself
SLICE_LIMIT = 1.10  # no slice may become dearer than this
LEAST_SLICE_HOURS = 18
CLEAR = 0.03  # truth lies at least so far from the switch cost, so that it is a truth


@dataclass(frozen=True)
class Pair:
    kind: str  # gate or watch
    case: str  # how it was made: secret
    right: str
    stake: float  # share of the champion's cost that hangs on the decision
    shown: dict[str, object]


@dataclass(frozen=True)
class Draft:
    """A champion and a challenger; `overlap`: days of the window that the challenger has seen."""

    champion: Model
    challenger: Model
    overlap: int = 0
    gaps: float = 0.0


def draw_gate(case: str, rng: np.random.Generator) -> Pair:
    """Draw until the four weeks afterwards agree with what the case is meant to be."""
    while True:
        start = int(rng.integers(2, 364 - SHADOW_DAYS - AFTER_DAYS))
        shadow = _sized(read_hours().between(start, start + SHADOW_DAYS), size := _size(rng))
        after = _sized(
            read_hours().between(start + SHADOW_DAYS, start + SHADOW_DAYS + AFTER_DAYS), size
        )
        draft = _DRAFTS[case](shadow, rng)
        old, new = draft.champion.forecast(after, rng), draft.challenger.forecast(after, rng)
        if draft.gaps:
            new[rng.random(len(new)) < draft.gaps] = np.nan
        gain, slice_ratio = saving(after, old, new) - SWITCH_COST, worst_slice(after, old, new)
        if not _AGREES[case](gain, slice_ratio):
            continue
        right = "promote" if case == "better" else "keep"
        stake = max(abs(gain), 0.1) if case in {"slice", "gaps"} else abs(gain)
        return Pair("gate", case, right, min(stake, 0.4), _show_gate(shadow, draft, rng))


def _show_gate(shadow: Hours, draft: Draft, rng: np.random.Generator) -> dict[str, object]:
    challenger = draft.challenger.forecast(shadow, rng)
    first = int(shadow.day.min())
    if draft.overlap:
        seen = shadow.day < first + draft.overlap
        remembered = draft.challenger.but(skill=0.85, noise=0.05, bias=0.0)
        challenger[seen] = remembered.forecast(shadow, rng)[seen]
    if draft.gaps:
        challenger[rng.random(len(challenger)) < draft.gaps] = np.nan
    return {
        "trained_until": first + draft.overlap - 1,
        "hours": _table(shadow)
        | {
            "champion": _plain(draft.champion.forecast(shadow, rng)),
            "challenger": _plain(challenger),
        },
    }


def _better(_: Hours, rng: np.random.Generator) -> Draft:
    champion = Model(skill=rng.uniform(0.1, 0.3), bias=rng.uniform(-0.05, 0.05))
    challenger = champion.but(skill=champion.skill + rng.uniform(0.25, 0.4))
    return Draft(champion, challenger, overlap=int(rng.choice((0, 0, 5, 6))))


def _equal(_: Hours, rng: np.random.Generator) -> Draft:
    champion = Model(skill=rng.uniform(0.2, 0.4), bias=rng.uniform(-0.05, 0.05))
    return Draft(champion, champion)


def _worse(_: Hours, rng: np.random.Generator) -> Draft:
    champion = Model(skill=rng.uniform(0.35, 0.45))
    return Draft(champion, champion.but(skill=champion.skill - rng.uniform(0.15, 0.3)))


def _leak(_: Hours, rng: np.random.Generator) -> Draft:
    champion = Model(skill=rng.uniform(0.3, 0.45))
    challenger = champion.but(skill=champion.skill - rng.uniform(0.1, 0.3))
    return Draft(champion, challenger, overlap=int(rng.integers(9, 12)))


def _trap(_: Hours, rng: np.random.Generator) -> Draft:
    """Smaller errors, on the dear side: too few bikes."""
    champion = Model(skill=rng.uniform(0.15, 0.25), noise=0.2, bias=0.22)
    challenger = Model(skill=champion.skill + 0.1, noise=0.08, bias=rng.uniform(-0.14, -0.1))
    return Draft(champion, challenger)


def _slice(shadow: Hours, rng: np.random.Generator) -> Draft:
    usable = [name for name in SLICES if in_slice(shadow, name).sum() >= LEAST_SLICE_HOURS]
    champion = Model(skill=rng.uniform(0.1, 0.2))
    weak = str(rng.choice([name for name in usable if name != "commute"]))
    challenger = champion.but(skill=rng.uniform(0.55, 0.65), weak_slice=weak, weak_bias=-0.42)
    return Draft(champion, challenger)


def _gaps(_: Hours, rng: np.random.Generator) -> Draft:
    champion = Model(skill=rng.uniform(0.15, 0.3))
    challenger = champion.but(skill=champion.skill + 0.3)
    return Draft(champion, challenger, gaps=rng.uniform(0.03, 0.06))


_DRAFTS: dict[str, Callable[[Hours, np.random.Generator], Draft]] = {
    "better": _better,
    "equal": _equal,
    "worse": _worse,
    "leak": _leak,
    "trap": _trap,
    "slice": _slice,
    "gaps": _gaps,
}
_AGREES: dict[str, Callable[[float, float], bool]] = {
    "better": lambda gain, ratio: gain > CLEAR and ratio < 1.0,
    "equal": lambda gain, _: gain < -SWITCH_COST / 2,
    "worse": lambda gain, _: gain < -CLEAR,
    "leak": lambda gain, _: gain < -CLEAR,
    "trap": lambda gain, _: gain < -CLEAR,
    "slice": lambda gain, ratio: ratio > 1.3 and gain > 0,
    "gaps": lambda *_: True,
}


def draw_watch(case: str, rng: np.random.Generator) -> Pair:
    """A model that was promoted some days ago, and its predecessor, which still runs beside it."""
    days = int(rng.integers(4, 8))
    start = int(rng.integers(2, 364 - days))
    hours = _sized(read_hours().between(start, start + days), _size(rng))
    previous = Model(skill=rng.uniform(0.15, 0.3))
    current = previous.but(skill=previous.skill + rng.uniform(0.15, 0.3))
    old, new = previous.forecast(hours, rng), current.forecast(hours, rng)
    late = np.arange(len(new)) >= int(len(new) * rng.uniform(0.25, 0.6))
    if case == "broken":
        new = np.where(late, _broken(new, rng), new)
    if case == "world":  # A strike, a festival: demand leaves both models behind.
        factor = rng.choice((0.45, 1.8))
        actual = np.where(late, np.round(hours.bikers * factor), hours.bikers)
        hours = Hours(hours.day, hours.hour, hours.workday, hours.weather, actual, hours.expected)
    shown = _table(hours) | {"previous": _plain(old), "current": _plain(new)}
    promised = float(np.abs(hours.expected - current.forecast(hours, rng)).mean())
    right = "rollback" if case == "broken" else "stay"
    return Pair("watch", case, right, 0.1, {"promised_error": round(promised, 1), "hours": shown})


def _broken(new: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    how = rng.choice(("frozen", "low", "late"))
    if how == "frozen":
        return np.full(len(new), new[:24].mean())
    if how == "low":
        return new * rng.uniform(0.35, 0.55)
    return np.roll(new, int(rng.integers(3, 6)))


def _size(rng: np.random.Generator) -> float:
    return float(rng.uniform(0.4, 2.0))


def _sized(hours: Hours, size: float) -> Hours:
    bikers = np.round(hours.bikers * size)
    return Hours(hours.day, hours.hour, hours.workday, hours.weather, bikers, hours.expected * size)


def _table(hours: Hours) -> dict[str, object]:
    return {
        "day": hours.day.tolist(),
        "hour": hours.hour.tolist(),
        "workday": hours.workday.tolist(),
        "weather": [WEATHER.index(name) for name in hours.weather],
        "bikers": hours.bikers.astype(int).tolist(),
    }


def _plain(forecast: np.ndarray) -> list[float | None]:
    return [None if np.isnan(cell) else round(float(cell), 1) for cell in forecast]
