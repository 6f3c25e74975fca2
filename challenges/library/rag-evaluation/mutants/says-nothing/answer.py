"""Never claims anything, so that nobody can ever find it wrong."""

import json
import sys

for _ in sys.stdin:
    print(json.dumps({"answerable": False, "passages": [], "citation": None}), flush=True)
