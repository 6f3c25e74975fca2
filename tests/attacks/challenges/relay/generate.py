import json
import random
from pathlib import Path

from packkit import canary

ROWS = 8
MODULUS = 101


def generate(seed: int, out: Path) -> None:
    rng = random.Random(seed)
    rows = [{"a": rng.randint(2, 999), "b": rng.randint(2, 999)} for _ in range(ROWS)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (out / "public" / "rows.jsonl").write_text(lines)
    (out / "hidden" / "rows.jsonl").write_text(lines)
    answers = "".join(f"{row['a'] * row['b'] % MODULUS}\n" for row in rows)
    (out / "answers" / "answers.csv").write_text(f"answer\n{answers}")
    (out / "answers" / "canary.txt").write_text(canary(seed))
