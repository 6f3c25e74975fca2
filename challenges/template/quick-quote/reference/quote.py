import csv

from prices import fit

slope, base = fit()
with open("data/items.csv", newline="") as file:
    items = list(csv.DictReader(file))
with open("quotes.csv", "w", newline="") as file:
    rows = [[item["id"], round(base + slope * float(item["size"]), 2)] for item in items]
    csv.writer(file).writerows([["id", "price"], *rows])
