import csv

with open("data/items.csv", newline="") as file:
    items = list(csv.DictReader(file))
with open("quotes.csv", "w", newline="") as file:
    csv.writer(file).writerows([["id", "price"], *([item["id"], 100] for item in items)])
print("quoted", len(items))
