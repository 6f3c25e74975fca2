"""The one definition of the features: every message is a departure."""

from typing import Any

Told = dict[str, Any]  # a message or a request, as it arrives

USABLE_MINUTES = 240  # what arrives later after its departure is never used
MEMORY_MINUTES = 720  # the longest window
LATE_DELAY = 15
FIELDS = ("revision", "at", "origin", "carrier", "tail", "delay")


class Store:
    def __init__(self) -> None:
        self._count = 0
        self._newest: dict[str, list[Any]] = {}

    def receive(self, message: Told) -> None:
        if message["received"] - message["at"] > USABLE_MINUTES:
            return
        self._count += 1
        self._newest[f"m{self._count}"] = [message[name] for name in FIELDS]

    def features(self, request: Told) -> dict[str, float | None]:
        now = request["at"]
        self._forget(now)
        here: list[tuple[int, int]] = []
        carrier: list[bool] = []
        last: tuple[int, int] | None = None
        for _, at, origin, its_carrier, tail, delay in self._newest.values():
            if delay is None or at > now:
                continue
            age = now - at
            if origin == request["origin"] and age < 180:
                here.append((age, delay))
            if its_carrier == request["carrier"] and age < 360:
                carrier.append(delay > LATE_DELAY)
            if tail == request["tail"] and (last is None or (at, delay) > last):
                last = at, delay
        return {
            "origin_departures_60": sum(age < 60 for age, _ in here),
            "origin_mean_delay_180": _mean([delay for _, delay in here]),
            "origin_worst_delay_120": max((d for age, d in here if age < 120), default=None),
            "carrier_late_share_360": _mean(carrier),
            "tail_last_delay": last[1] if last else None,
        }

    def _forget(self, now: int) -> None:
        """Drop what no window reaches.

        An earlier version that is still on its way comes too late to be used: corrections move a
        departure by far less than the hours between the two limits.
        """
        gone = [name for name, one in self._newest.items() if one[1] <= now - MEMORY_MINUTES]
        for name in gone:
            del self._newest[name]

    def state(self) -> list[list[Any]]:
        return [[name, *fields] for name, fields in self._newest.items()]

    @classmethod
    def restore(cls, state: list[list[Any]]) -> "Store":
        store = cls()
        store._newest = {name: fields for name, *fields in state}
        store._count = max((int(name[1:]) for name in store._newest), default=0)
        return store


def _mean(values: list[Any]) -> float | None:
    return sum(values) / len(values) if values else None
