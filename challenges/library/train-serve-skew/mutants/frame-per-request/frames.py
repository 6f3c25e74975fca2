"""The features once more, in the notation that the data scientists like."""

import pandas as pd

USABLE_MINUTES = 240
MEMORY_MINUTES = 720
LATE_DELAY = 15


class Store:
    def __init__(self, messages=()):
        self.messages = list(messages)

    def receive(self, message):
        if message["received"] - message["at"] <= USABLE_MINUTES:
            self.messages.append(message)

    def features(self, request):
        now = request["at"]
        self.messages = [one for one in self.messages if one["at"] > now - MEMORY_MINUTES]
        known = pd.DataFrame(self.messages).sort_values("revision", kind="stable")
        known = known.drop_duplicates("departure", keep="last")
        known = known[known["delay"].notna() & (known["at"] <= now)].sort_values(["at", "delay"])
        known["age"] = now - known["at"]
        here = known[known["origin"] == request["origin"]]
        carrier = known[(known["carrier"] == request["carrier"]) & (known["age"] < 360)]
        tail = known[known["tail"] == request["tail"]]
        found = {
            "origin_departures_60": (here["age"] < 60).sum(),
            "origin_mean_delay_180": here.loc[here["age"] < 180, "delay"].mean(),
            "origin_worst_delay_120": here.loc[here["age"] < 120, "delay"].max(),
            "carrier_late_share_360": (carrier["delay"] > LATE_DELAY).mean(),
            "tail_last_delay": tail["delay"].iloc[-1] if len(tail) else None,
        }
        return {name: None if pd.isna(value) else float(value) for name, value in found.items()}

    def state(self):
        return [list(message.values()) for message in self.messages]

    @classmethod
    def restore(cls, state):
        names = ("departure", "revision", "received", "at", "origin", "carrier", "tail", "delay")
        return cls(dict(zip(names, values)) for values in state)
