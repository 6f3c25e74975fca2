import json
import sys

from prices import fit

slope, base = fit()
assert open("data/quotes.csv").readline().startswith("id")
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"accept": asked["offer"] >= base + slope * asked["size"]}), flush=True)
