"""Serves features: one request with the newest messages per line on stdin, one answer per line.

A new process starts empty, or from data/state.json if the one before it left a state.
"""

import json
import os
import sys

# Answers go to stdout and nothing else may: whatever is printed goes to stderr.
answers, sys.stdout = sys.stdout, sys.stderr

HOUR = 60


class Store:
    """Counts messages as they come in."""

    def __init__(self, messages=()):
        self.by_origin, self.by_carrier, self.by_tail = {}, {}, {}
        self.messages = []
        for message in messages:
            self.receive(message)

    def receive(self, message):
        self.messages.append(message)
        self.by_origin.setdefault(message["origin"], []).append(message)
        self.by_carrier.setdefault(message["carrier"], []).append(message)
        self.by_tail[message["tail"]] = message

    def features(self, request):
        here = recent(self.by_origin.get(request["origin"], []), request["at"], 3 * HOUR)
        carrier = recent(self.by_carrier.get(request["carrier"], []), request["at"], 6 * HOUR)
        last = self.by_tail.get(request["tail"])
        three = [one["delay"] or 0 for one in here]
        two = [one["delay"] or 0 for one in recent(here, request["at"], 2 * HOUR)]
        late = [(one["delay"] or 0) > 15 for one in carrier]
        return {
            "origin_departures_60": len(recent(here, request["at"], HOUR)),
            "origin_mean_delay_180": sum(three) / len(three) if three else None,
            "origin_worst_delay_120": max(two, default=None),
            "carrier_late_share_360": sum(late) / len(late) if late else None,
            "tail_last_delay": last["delay"] if last else None,
        }


def recent(messages, now, minutes):
    found = []
    for message in reversed(messages):
        if message["received"] <= now - minutes:
            break
        found.append(message)
    return found[::-1]


def start():
    if os.path.exists("data/state.json"):
        with open("data/state.json") as file:
            return Store(json.load(file))
    return Store()


def main():
    store = start()
    for line in sys.stdin:
        request = json.loads(line)
        for message in request["messages"]:
            store.receive(message)
        answers.write(json.dumps(store.features(request)) + "\n")
        answers.flush()
    with open("state.json", "w") as file:
        json.dump(store.messages, file)


main()
