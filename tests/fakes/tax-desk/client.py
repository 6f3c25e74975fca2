import csv
import json
from pathlib import Path

from packhttp import Request, Service, load, post
from packkit import number

BAD = (b"{", b"{}", b'{"country": "c1", "amount": "much"}')


def drive(case: Path, service: Service) -> dict[str, bytes]:
    service.wait_until_ready(seconds=5)
    with (case / "hidden" / "asked.csv").open(newline="") as file:
        asked = [
            post("/tax", {"country": row["country"], "amount": float(row["amount"])}, seconds=1)
            for row in csv.DictReader(file)
        ]
    replies = load(service, asked, per_second=200, workers=4)
    taxes = [reply.json({"tax": number}) if reply.status == 200 else None for reply in replies]
    bad = [service.ask(Request(method="POST", path="/tax", body=raw, seconds=1)) for raw in BAD]
    told = {
        "taxes": [tax and tax["tax"] for tax in taxes],
        "statuses": [reply.status for reply in bad],
        "seconds": [reply.seconds for reply in replies],
    }
    return {"replies.json": json.dumps(told).encode()}
