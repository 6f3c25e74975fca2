"""Serves features: one request with the newest messages per line on stdin, one answer per line."""

import json
import sys
from pathlib import Path

from store import Store

# What the process before this one left, and what this one leaves: the latter is not yet there.
BEFORE, AFTER = Path("data/state.json"), Path("state.json")


def main() -> None:
    store = Store.restore(json.loads(BEFORE.read_text())) if BEFORE.exists() else Store()
    for line in sys.stdin:
        request = json.loads(line)
        for message in request["messages"]:
            store.receive(message)
        sys.stdout.write(json.dumps(store.features(request)) + "\n")
        sys.stdout.flush()
    AFTER.write_text(json.dumps(store.state(), separators=(",", ":")))


main()
