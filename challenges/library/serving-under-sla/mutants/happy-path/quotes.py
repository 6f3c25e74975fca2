"""Takes a quote for what it says it is; whatever is wrong with it shows further down."""

import json


def parse(raw):
    return json.loads(raw)
