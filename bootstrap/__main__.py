"""`python3 -m bootstrap <target>`: what the Makefile calls."""

import sys

from bootstrap import checks, run, tests, upkeep
from bootstrap.steps import StepError

TARGETS = {
    "run": run.main,
    "test": tests.main,
    "check": checks.main,
    "e2e": tests.journeys,
    "bench": upkeep.bench,
    "images": upkeep.images,
    "lock": upkeep.lock,
    "schema": upkeep.schema,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in TARGETS:
        print(f"usage: python3 -m bootstrap {{{','.join(TARGETS)}}}", file=sys.stderr)
        return 2
    try:
        return TARGETS[arguments[0]]()
    except StepError:
        return 1  # the step has said what failed and what to do
    except KeyboardInterrupt:
        print("\nstopped")
        return 130


sys.exit(main(sys.argv[1:]))
