"""Words of texts and questions, and the sentences of a text."""

from __future__ import annotations

import re
from functools import cache

STOP_WORDS = frozenset(
    """a about also an and any are as at be because been but by can come did do does for from get had
    has have how i if in into is it its make may me my no not of on only or our should so some such
    sure than that the their them then there these they this those to up us use used using want was
    way we were what when where which while who why will with would you your""".split()  # noqa: SIM905, a list of quotes would be harder to read
)
WORD = re.compile(r"[a-z0-9]+")
ENDINGS = ("ations", "ation", "ments", "ment", "ions", "ings", "ing", "ion", "ies", "ied", "es")
LEAST_STEM = 4
BOUNDARY = re.compile(r"(?<=[a-z0-9)\"*”][.!?])\s+(?=[A-Z\"“*])|\n\n")


@cache
def stem(word: str) -> str:
    for ending in (*ENDINGS, "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            return word[: -len(ending)]
    return word[:-1] if len(word) > LEAST_STEM and word[-1] in "sey" else word


def stems(text: str) -> list[str]:
    """Stems of the words that say something, each once, in their order."""
    words = [word for word in WORD.findall(text.lower()) if word not in STOP_WORDS]
    return list(dict.fromkeys(stem(word) for word in words if len(word) > 1))


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, and of every block of code."""
    found = []
    at = 0
    for boundary in [*BOUNDARY.finditer(text), None]:
        end = boundary.start() if boundary else len(text)
        if text[at:end].strip() and not text[at:end].endswith(("e.g.", "i.e.", "etc.")):
            found.append((at, end))
            at = boundary.end() if boundary else end
    return found


def one_edit_away(word: str, other: str) -> bool:
    """Whether a single slip of the fingers makes one word of the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if at is None:
        return True
    a, b = word[at:], other[at:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
