"""Every tick that looks odd is an incident, also at night and also once.

"""

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from baseline import Baseline

Observation = dict[str, Any]
Action = dict[str, Any]

REPLICAS, MOST_REPLICAS = 6, 16
MUCH_WORK = 5.5  # replicas kept busy; ordinary days need five at most
FULL, ROOMY = 0.88, 0.72  # utilisation that hurts, and that a change should lead to
NULLS, MEAN, LOOKUP_MS = 0.08, 0.75, 20.0  # of a feed; the history's ordinary days stay far below
STALE_MINUTES, STALE_AT_NIGHT = 42, 42
CATALOGUE_HOURS = (2, 3, 4)  # the item pipeline rebuilds its catalogue, and catches up
HIT_RATE, ENTRY_MINUTES = 0.72, 35.0
REPLICA_ERRORS, VERSION_ERRORS = 0.05, 0.05
LOW_RATE, SHIFTED_SCORE = 0.88, 0.06  # against what is usual
LASTS = 1  # ticks that something must show which one tick can also show by chance
AT_ONCE, TAKES_EFFECT = 3, {"page": 12, "flush_cache": 6}  # ticks until an action must show
CALM_TICKS = 2  # of a feed, before it is used again


class Controller:
    def __init__(self, history: Sequence[Observation]) -> None:
        self.usual = Baseline(history)
        self.replicas = REPLICAS
        self.seen: dict[str, int] = {}  # symptom → ticks in a row
        self.mitigated: dict[str, int] = {}  # fault → tick at which something was done about it
        self.tick = 0

    def decide(self, now: Observation) -> dict[str, Any]:
        self.tick = now["tick"]
        actions, cause = self._tidy_up(now), None
        for found in (self._feeds, self._cache, self._replica, self._version, self._load):
            named, action = found(now)
            cause = cause or named
            if action is not None:
                actions.append(action)
        if cause is None:
            cause, page = self._counting(now)
            actions += [page] if page else []
        return {"actions": actions[:6], "cause": cause}

    # Each of these names a cause, and what to do about it if that was not done yet.

    def _feeds(self, now: Observation) -> tuple[str | None, Action | None]:
        for group, feed in now["features"].items():
            if feed["nulls"] > NULLS or abs(feed["mean"]) > MEAN:
                return "schema", None if group in now["pinned"] else {"do": "pin", "target": group}
            if feed["lookup_ms"] > LOOKUP_MS:
                known = group in now["disabled"] or group in now["pinned"]
                return "dependency", None if known else {"do": "pin", "target": group}
            if feed["age_minutes"] > self._oldest(group, now["hour"]):
                return "stale", self._once(f"stale {group}", "restart_pipeline", target=group)
        return None, None

    def _oldest(self, group: str, hour: int) -> int:
        return STALE_AT_NIGHT if group == "item" and hour in CATALOGUE_HOURS else STALE_MINUTES

    def _cache(self, now: Observation) -> tuple[str | None, Action | None]:
        cache = now["cache"]
        is_stuck = cache["hit_rate"] > HIT_RATE or cache["entry_age_minutes"] > ENTRY_MINUTES
        return ("cache", self._once("cache", "flush_cache")) if is_stuck else (None, None)

    def _replica(self, now: Observation) -> tuple[str | None, Action | None]:
        errors = {name: one["errors"] for name, one in now["replicas"].items()}
        worst = max(errors, key=lambda name: errors[name])
        is_ill = self._lasts(f"ill {worst}", errors[worst] > REPLICA_ERRORS + median(errors.values()))
        return ("replica", self._once(worst, "drain", target=worst)) if is_ill else (None, None)

    def _version(self, now: Observation) -> tuple[str | None, Action | None]:
        """Only the newest version can be at fault, and only if it is itself that differs."""
        name, newest = list(now["models"].items())[-1]
        others = [one for one in now["models"].values() if one is not newest]
        rate = self.usual.accept_rate(now["hour"])
        expected = others[0]["accept_rate"] if others else rate
        is_shifted = abs(newest["score_mean"] / self.usual.score - 1) > SHIFTED_SCORE
        is_low = newest["accept_rate"] < LOW_RATE * expected
        fails = newest["errors"] > VERSION_ERRORS
        if self._lasts(f"version {name}", fails or (is_shifted and is_low)):
            return "model", self._once(name, "rollback")
        return None, None

    def _load(self, now: Observation) -> tuple[str | None, Action | None]:
        work = now["utilisation"] * len(now["replicas"])
        if now["utilisation"] > FULL and work > MUCH_WORK:
            self.replicas = self._staff_for(now)
            return "overload", {"do": "scale", "to": self.replicas}
        return ("overload", None) if work > MUCH_WORK else (None, None)

    def _staff_for(self, now: Observation) -> int:
        needed = math.ceil(now["utilisation"] * len(now["replicas"]) / ROOMY)
        return min(MOST_REPLICAS, max(REPLICAS, needed))

    def _counting(self, now: Observation) -> tuple[str | None, Action | None]:
        """Fewer offers accepted, but as many rides as ever: somebody has to mend the counting."""
        rate = self.usual.accept_rate(now["hour"])
        rides = now["demand"] * 900 * (1 - now["error_rate"]) * rate
        is_off = now["accept_rate"] < LOW_RATE * rate and now["rides"] > 0.9 * rides
        if self._lasts("counting", is_off):
            return "tracking", self._once("counting", "page")
        return None, None

    def _tidy_up(self, now: Observation) -> list[Action]:
        """Use a feed again when it is well, and send replicas home when few would do."""
        actions: list[Action] = []
        for group in now["pinned"]:
            feed = now["features"][group]
            is_well = feed["nulls"] < NULLS and abs(feed["mean"]) < MEAN
            is_well = is_well and feed["lookup_ms"] < LOOKUP_MS
            if self._lasts(f"well {group}", is_well, CALM_TICKS):
                actions.append({"do": "unpin", "target": group})
        few = self.replicas > REPLICAS and self._staff_for(now) < self.replicas
        if self._lasts("few", few):
            self.replicas = self._staff_for(now)
            actions.append({"do": "scale", "to": self.replicas})
        return actions

    def _lasts(self, symptom: str, shows: bool, ticks: int = LASTS) -> bool:  # noqa: FBT001
        self.seen[symptom] = self.seen.get(symptom, 0) + 1 if shows else 0
        return self.seen[symptom] >= ticks

    def _once(self, fault: str, do: str, **details: str) -> Action | None:
        """Not again while it may still be taking effect; a person needs a few hours."""
        last = self.mitigated.get(fault)
        if last is not None and self.tick <= last + TAKES_EFFECT.get(do, AT_ONCE):
            return None
        self.mitigated[fault] = self.tick
        return {"do": do, **details}
