"""Plan the campaign: contact the customers at the highest risk of lapsing.

Run from the workspace: python campaign.py
Reads data/*.csv and data/terms.json, writes plan.csv and summary.json.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

DATA = Path("data")


def read(name):
    with (DATA / name).open(newline="") as lines:
        return list(csv.DictReader(lines))


def silence(customer):
    """Customers who have not ordered for long tend to lapse: months since the last order."""
    return int(customer["days_since_last_order"]) // 30


def main():
    pilot = read("pilot.csv")
    customers = read("customers.csv")
    terms = json.loads((DATA / "terms.json").read_text())

    # Share of lapsed customers by months of silence, as seen in spring.
    lapsed = defaultdict(list)
    for customer in pilot:
        lapsed[silence(customer)].append(customer["bought_in_week"] == "")
    risk = {months: sum(seen) / len(seen) for months, seen in lapsed.items()}

    # The riskiest first, until the money is spent.
    customers.sort(key=lambda customer: -risk.get(silence(customer), 0.5))
    left = terms["budget"]
    saved = 0.0
    with Path("plan.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["customer_id", "contact", "lapse_probability"])
        for customer in customers:
            chance = risk.get(silence(customer), 0.5)
            cost = terms["contact_cost"][customer["channel"]]
            contact = chance > 0.5 and cost <= left
            if contact:
                left -= cost
                saved += chance * float(customer["margin_if_kept"]) - cost
            writer.writerow([customer["customer_id"], int(contact), round(chance, 4)])
    Path("summary.json").write_text(json.dumps({"expected_net_profit": round(saved, 2)}))


if __name__ == "__main__":
    main()
