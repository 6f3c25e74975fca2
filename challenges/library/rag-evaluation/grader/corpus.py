"""Python's language documentation as passages with sentences that can be pointed at."""

import gzip
import json
import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"*”][.!?])\s+(?=[A-Z\"“*])")
ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "vs.", "cf.")
WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")
CODE = (">>>", "::=", "...", "->", "(Pdb)", "|")
LEAST_WORDS, MOST_WORDS = 9, 36


@dataclass(frozen=True)
class Passage:
    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Sentence:
    passage: str
    start: int
    end: int
    text: str


@cache
def topics() -> dict[str, list[str]]:
    """Blocks of every topic: prose on one line each, code as it stands; no block twice."""
    with gzip.open(DATA / "topics.json.gz", "rt", encoding="utf-8") as file:
        raw: dict[str, str] = json.load(file)
    seen: set[str] = set()
    result: dict[str, list[str]] = {}
    for topic, text in raw.items():
        blocks = [_block(block) for block in re.split(r"\n\s*\n", text)]
        result[topic] = [block for block in blocks if block and block not in seen]
        seen.update(result[topic])
    return result


@cache
def elsewhere() -> list[str]:
    """Sentences about Python's standard library, of which the corpus does not speak."""
    with gzip.open(DATA / "elsewhere.json.gz", "rt", encoding="utf-8") as file:
        told: list[str] = json.load(file)
    return told


def _block(raw: str) -> str:
    block = textwrap.dedent(raw.strip("\n"))
    return " ".join(block.split()) if _is_prose(block) else block.rstrip()


def _is_prose(block: str) -> bool:
    if any(mark in block for mark in CODE) or re.search(r"\n {2,}\S", block):
        return False
    return block.rstrip().endswith((".", ":")) and len(WORD.findall(block.lower())) >= 6


def split(blocks: list[str], size: int) -> list[str]:
    """Gather a topic's blocks into passages of about `size` characters."""
    passages: list[str] = []
    text = ""
    for block in blocks:
        if text and len(text) + len(block) > size:
            passages.append(text)
            text = ""
        text = f"{text}\n\n{block}" if text else block
    if text:
        passages.append(text)
    return [one for one in passages if len(one) >= size / 6]


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of the passage's prose that say something by themselves."""
    found = []
    start = 0
    for block in passage.text.split("\n\n"):
        if _is_prose(block):
            found += [
                Sentence(passage.name, start + at, start + at + len(text), text)
                for at, text in _split_prose(block)
            ]
        start += len(block) + 2
    return [one for one in found if _speaks(one.text)]


def _split_prose(block: str) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    at = 0
    for end in [*(found.start() for found in SENTENCE_END.finditer(block)), len(block)]:
        text = block[at:end]
        if text.endswith(ABBREVIATIONS):
            continue
        lead = len(text) - len(text.lstrip())
        parts.append((at + lead, text.strip()))
        at = end
    return parts


def _speaks(text: str) -> bool:
    words = WORD.findall(text.lower())
    plain = text[0].isupper() and text.endswith(".") and "See " not in text
    return plain and LEAST_WORDS <= len(words) <= MOST_WORDS
