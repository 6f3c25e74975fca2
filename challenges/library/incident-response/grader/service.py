"""The offer ranking service, simulated in ticks of a quarter of an hour: what it is, does and bears."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.incidents import TICKS, Action, Incident, Week

GROUPS = ("user", "item", "geo")
FRESH = {"user": 18.0, "item": 30.0, "geo": 11.0}  # minutes, from 0.3 to 1.3 times that
CHANNELS = 64  # of noise, per tick
REPLICAS, CAPACITY = 6, 75.0  # at the start; requests per second that each bears
MOST_REPLICAS = 16
COST_OF_REPLICA = 0.01  # of a full tick's value, for each beyond REPLICAS
HIT_RATE, FLUSHED_HIT_RATE, STUCK_HIT_RATE = 0.6, 0.2, 0.95
FULL_DEMAND = REPLICAS * CAPACITY / (1 - HIT_RATE / 2)  # what the first replicas just bear
SNAPSHOT_LOSS, DISABLED_LOSS = 0.06, 0.08  # of quality, for each group that is pinned or off
OLDER_MODEL = 0.97  # quality of what a needless rollback brings back
COLD_TICKS, COLD_ERRORS = 2, 0.12  # of a version that was just released
CANARY_TICKS = 10  # until a canary is promoted
REPLACED_AFTER = 8  # ticks, a drained replica
HUMANS_NEED = 8  # ticks after a page
RELIEVED = 0.85  # utilisation below which an overload does no harm
SLO_MS = 250.0

Table = NDArray[np.float64]


@dataclass(slots=True, kw_only=True)
class Version:
    number: int
    share: float
    quality: float = 1.0
    errors: float = 0.001
    score_shift: float = 1.0
    released_at: int = 0
    incident: Incident | None = None


@dataclass(slots=True)
class Service:
    week: Week
    tick: int = 0
    replicas: list[str] = field(default_factory=lambda: [f"r{n}" for n in range(1, REPLICAS + 1)])
    named: int = REPLICAS
    wanted: int = REPLICAS
    returning: list[int] = field(default_factory=list)  # ticks at which replacements start
    pinned: set[str] = field(default_factory=set)
    disabled: set[str] = field(default_factory=set)
    versions: list[Version] = field(default_factory=lambda: [Version(number=40, share=1.0)])
    newest: int = 40
    retired: list[Version] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)  # starts of incidents that are over for good
    help_at: int | None = None
    flushed_at: int = -99
    ages: dict[str, float] = field(default_factory=lambda: dict(FRESH))
    sick: dict[int, str] = field(default_factory=dict)  # an incident's start → its replica
    events: list[str] = field(default_factory=list)
    noise: Table = field(init=False)
    chance: Table = field(init=False)

    def __post_init__(self) -> None:
        """Draw the noise of all ticks, so that two controllers meet the same week."""
        rng = np.random.default_rng(self.week.seed)
        self.noise = rng.normal(0, 1, (TICKS, CHANNELS))
        self.chance = rng.uniform(0, 1, (TICKS, len(GROUPS)))

    # --- time -------------------------------------------------------------------------------

    def begin_tick(self, tick: int) -> None:
        """Let happen what happens by itself."""
        self.tick, self.events = tick, []
        self._staff()
        if self.help_at == tick:
            self.mended |= {one.start for one in self.active()}
            self._withdraw_bad_versions()
            self.help_at = None
        self._release()
        self._age()

    def hurting(self) -> list[Incident]:
        return [one for one in self.active() if not self._is_eased(one)]

    def active(self) -> list[Incident]:
        return [
            one
            for one in self.week.incidents
            if one.covers(self.tick) and one.start not in self.mended
        ]

    def _is_eased(self, incident: Incident) -> bool:
        """Whether what was done keeps it from hurting, though it is not over."""
        if incident.cause in {"schema", "dependency"}:
            return incident.target in self.pinned | self.disabled
        if incident.kind == "replica":
            return self.sick.get(incident.start) not in self.replicas
        if incident.kind == "overload":
            return self.utilisation() < RELIEVED
        return False

    def _staff(self) -> None:
        self.returning = [at for at in self.returning if at > self.tick]
        while len(self.replicas) < self.wanted - len(self.returning):
            self.named += 1
            self.replicas.append(f"r{self.named}")
        del self.replicas[self.wanted :]

    def _release(self) -> None:
        canary = self.versions[-1] if len(self.versions) > 1 else None
        if canary is not None and self.tick - canary.released_at >= CANARY_TICKS:
            self._put_live(canary)
            self.events.append(f"v{canary.number} promoted to 100 %")
        for decoy in self.week.decoys:
            if decoy.start == self.tick and decoy.kind in {"release", "canary"}:
                self._deploy(1.0 if decoy.kind == "release" else 0.1)
        for one in self.week.incidents:
            if one.end == self.tick:
                self._withdraw_bad_versions()
            if one.start == self.tick:
                self._break(one)

    def _break(self, incident: Incident) -> None:
        if incident.kind == "bad_model":
            self._deploy(1.0, quality=incident.size, score_shift=1.1, incident=incident)
        elif incident.kind == "bad_canary":
            self._deploy(0.1, quality=0.7, errors=incident.size, incident=incident)
        elif incident.kind == "replica":
            self.sick[incident.start] = self.replicas[int(incident.target) % len(self.replicas)]

    def _deploy(self, share: float, **traits: Any) -> None:
        self.newest += 1
        version = Version(number=self.newest, share=share, released_at=self.tick, **traits)
        self.events.append(f"deploy v{version.number} to {share:.0%}")
        if share == 1.0:
            self._put_live(version)
        else:
            self.versions = [self.versions[0], version]
            self.versions[0].share = 1 - share

    def _put_live(self, version: Version) -> None:
        self.retired += [one for one in self.versions if one is not version]
        version.share = 1.0
        self.versions = [version]

    def _withdraw_bad_versions(self) -> None:
        if any(version.incident is not None for version in self.versions):
            self._rollback()

    def _rollback(self) -> None:
        gone = self.versions[-1]
        if len(self.versions) > 1:
            self._put_live(self.versions[0])
        else:
            sound = [one for one in self.retired if one.incident is None]
            if not sound:
                return
            self._put_live(sound[-1])
            if gone.incident is None:
                self.versions[0].quality = OLDER_MODEL
        self.retired = [one for one in self.retired if one is not gone]
        if gone.incident is not None:
            self.mended.add(gone.incident.start)
        self.events.append(f"v{gone.number} withdrawn, v{self.versions[0].number} at 100 %")

    def _age(self) -> None:
        fresh = dict(zip(GROUPS, self.chance[self.tick], strict=True))
        stale = {one.target for one in self.active() if one.kind == "stale"}
        hour = (self.week.first_quarter + self.tick) // 4 % 24
        for group in GROUPS:
            # Every night from two to four, the item pipeline rebuilds its catalogue.
            is_paused = group in stale or (group == "item" and hour in {2, 3})
            self.ages[group] = (
                self.ages[group] + 15 if is_paused else FRESH[group] * (0.3 + fresh[group])
            )

    # --- actions ----------------------------------------------------------------------------

    def act(self, action: Action) -> None:
        """Do it; what mends an active incident ends it."""
        for one in self.active():
            eases_only = one.cause in {"schema", "dependency", "replica", "tracking"}
            if one.mended_by(action, self.sick.get(one.start, "")) and not eases_only:
                self.mended.add(one.start)
        do, target = action["do"], str(action.get("target", ""))
        if do == "rollback":
            self._rollback()
        elif do == "scale":
            self.wanted = int(action["to"])
        elif do == "drain" and target in self.replicas and len(self.replicas) > 1:
            self.replicas.remove(target)
            self.returning.append(self.tick + REPLACED_AFTER)
        elif do in {"pin", "unpin"}:
            (self.pinned.add if do == "pin" else self.pinned.discard)(target)
        elif do in {"disable", "enable"}:
            (self.disabled.add if do == "disable" else self.disabled.discard)(target)
        elif do == "flush_cache":
            self.flushed_at = self.tick
        elif do == "page" and self.help_at is None:
            self.help_at = self.tick + HUMANS_NEED

    # --- what is so -------------------------------------------------------------------------

    def demand(self) -> float:
        usual = self.week.demand[self.tick] * (1.15 if self.decoy("bump") is not None else 1.0)
        surges = [one.size for one in self.active() if one.kind == "overload"]
        return max(usual, *(size * FULL_DEMAND for size in surges)) if surges else usual

    def hit_rate(self) -> float:
        stuck = [one.grown(self.tick) for one in self.active() if one.kind == "cache"]
        if stuck:
            return HIT_RATE + (STUCK_HIT_RATE - HIT_RATE) * max(stuck)
        warmed = (self.tick - self.flushed_at) / 6
        return min(HIT_RATE, FLUSHED_HIT_RATE + (HIT_RATE - FLUSHED_HIT_RATE) * warmed)

    def utilisation(self) -> float:
        work = self.demand() * (1 - self.hit_rate() / 2)
        return work / (len(self.replicas) * CAPACITY)

    def latency(self) -> float:
        slow = self._sum_of("dependency")
        spike = 320.0 if self.decoy("spike") is not None else 0.0
        return 60 + 25 / max(0.04, 1 - self.utilisation()) + slow + spike

    def errors(self) -> float:
        served = sum(version.share * self.errors_of(version) for version in self.versions)
        overload = 0.8 * max(0.0, self.utilisation() - 0.95)
        sick = self._sum_of("replica")
        slow = 0.02 * any(one.kind == "dependency" for one in self.hurting())
        return min(0.9, served + overload + sick / len(self.replicas) + slow)

    def errors_of(self, version: Version) -> float:
        """A new version stumbles while its caches are cold: that passes."""
        is_cold = 0 <= self.tick - version.released_at < COLD_TICKS and version.released_at > 0
        return version.errors + (COLD_ERRORS if is_cold else 0.0)

    def _sum_of(self, kind: str) -> float:
        return sum(one.size * one.grown(self.tick) for one in self.hurting() if one.kind == kind)

    def quality(self) -> float:
        value = sum(version.share * version.quality for version in self.versions)
        for one in self.hurting():
            if one.kind in {"schema", "cache"}:
                value *= 1 - (1 - one.size) * one.grown(self.tick)
            if one.kind == "stale":
                value *= 1 - min(0.22, one.size * (self.tick - one.start))
        pinned_only = self.pinned - self.disabled
        return value - SNAPSHOT_LOSS * len(pinned_only) - DISABLED_LOSS * len(self.disabled)

    def lost(self) -> float:
        """What this tick loses, as a share of what it could be worth."""
        too_slow = min(1.0, max(0.0, (self.latency() - SLO_MS) / 500))
        value = (1 - self.errors()) * self.quality() * (1 - 0.25 * too_slow)
        return 1 - value + COST_OF_REPLICA * max(0, len(self.replicas) - REPLICAS)

    def decoy(self, kind: str) -> str | None:
        """The target of a decoy that is on, "" if it has none."""
        for one in self.week.decoys:
            if one.kind == kind and one.start <= self.tick < one.start + one.length:
                return one.target
        return None
