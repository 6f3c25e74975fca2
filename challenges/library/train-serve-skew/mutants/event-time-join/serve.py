"""Serves features by counters that are made for speed; training has code of its own."""

import json
import sys
from collections import deque
from pathlib import Path

BEFORE, AFTER = Path("data/state.json"), Path("state.json")


class Counters:
    def __init__(self):
        self.by_origin, self.by_carrier, self.by_tail = {}, {}, {}

    def receive(self, message):
        if message["delay"] is None:
            return
        entry = [message["at"], message["delay"]]
        self.by_origin.setdefault(message["origin"], deque()).append(entry)
        self.by_carrier.setdefault(message["carrier"], deque()).append(entry)
        self.by_tail[message["tail"]] = entry

    def features(self, request):
        now = request["at"]
        here = recent(self.by_origin.get(request["origin"], deque()), now - 180)
        carrier = recent(self.by_carrier.get(request["carrier"], deque()), now - 360)
        last = self.by_tail.get(request["tail"])
        hour = [delay for at, delay in here if at > now - 60]
        two_hours = [delay for at, delay in here if at > now - 120]
        return {
            "origin_departures_60": len(hour),
            "origin_mean_delay_180": sum(d for _, d in here) / len(here) if here else None,
            "origin_worst_delay_120": max(two_hours, default=None),
            "carrier_late_share_360": sum(d > 15 for _, d in carrier) / len(carrier)
            if carrier
            else None,
            "tail_last_delay": last[1] if last and last[0] > now - 720 else None,
        }


def recent(entries, start):
    while entries and entries[0][0] <= start:
        entries.popleft()
    return list(entries)


def main():
    counters = Counters()
    if BEFORE.exists():
        origin, carrier, counters.by_tail = json.loads(BEFORE.read_text())
        counters.by_origin = {name: deque(entries) for name, entries in origin.items()}
        counters.by_carrier = {name: deque(entries) for name, entries in carrier.items()}
    for line in sys.stdin:
        request = json.loads(line)
        for message in request["messages"]:
            counters.receive(message)
        sys.stdout.write(json.dumps(counters.features(request)) + "\n")
        sys.stdout.flush()
    queues = [counters.by_origin, counters.by_carrier]
    kept = [{name: list(entries) for name, entries in queue.items()} for queue in queues]
    AFTER.write_text(json.dumps([*kept, counters.by_tail], separators=(",", ":")))


main()
