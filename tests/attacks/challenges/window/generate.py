import random
from pathlib import Path

from packkit import canary

ROWS = 12
MODULUS = 101


def generate(seed: int, out: Path) -> None:
    rng = random.Random(seed)
    ids = rng.sample(range(1000, 10_000), ROWS)
    rows = [(one, rng.randint(2, 999), rng.randint(2, 999)) for one in ids]
    table = "id,a,b\n" + "".join(f"{one},{a},{b}\n" for one, a, b in rows)
    (out / "public" / "asked.csv").write_text(table)
    (out / "hidden" / "asked.csv").write_text(table)
    answers = "".join(f"{one},{a * b % MODULUS}\n" for one, a, b in rows)
    (out / "answers" / "answers.csv").write_text(f"id,answer\n{answers}")
    (out / "answers" / "canary.txt").write_text(canary(seed))
