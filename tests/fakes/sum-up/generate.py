import random
from pathlib import Path


def generate(seed: int, out: Path) -> None:
    rng = random.Random(seed)
    numbers = [rng.randint(1, 99) for _ in range(10)]
    text = "".join(f"{number}\n" for number in numbers)
    (out / "public" / "example.csv").write_text(text)
    (out / "hidden" / "numbers.csv").write_text(text)
    (out / "answers" / "sum.txt").write_text(str(sum(numbers)))
