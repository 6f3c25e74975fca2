"""Answers questions, one per line on stdin, from the index alone."""

import json
import sys
from pathlib import Path

from search import Searcher


def main() -> None:
    searcher = Searcher(json.loads(Path("data/index.dat").read_text(encoding="utf-8")))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(searcher.answer(json.loads(line)["text"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
