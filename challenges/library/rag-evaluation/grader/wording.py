"""How people ask: half of the words, their own words for the rest, hastily typed."""

import re
from functools import cache

import numpy as np

from grader.corpus import WORD

STOP_WORDS = frozenset(
    """a about above after again against all also although always an and any are as at be because
    been before being below between both but by can cannot could did do does done during each either
    else even every example few following for from further had has have having how however i if in
    into is it its itself just like may means might more most must neither no non nor not note now of
    off on once one only onto or other others otherwise our out over own per rather same see should
    since so some such than that the their them then there therefore these they this those though
    three through thus to too two under unless until up upon used using very via was way we were what
    when where whether which while who whose why will with within without would you your""".split()  # noqa: SIM905, a list of quotes would be harder to read
)

# Word → what somebody says who does not know the manual's word for it.
OWN_WORDS = {
    "access": "reach", "add": "append", "additional": "extra", "allow": "permit", "alter": "edit",
    "append": "attach", "application": "program", "arbitrary": "random", "argument": "input",
    "assign": "store", "assignment": "storing", "asynchronous": "nonblocking",
    "attribute": "property", "base": "parent", "behavior": "conduct", "block": "chunk",
    "body": "inside", "call": "invoke", "cause": "provoke", "certain": "particular",
    "change": "modify", "character": "letter", "class": "blueprint", "clause": "branch",
    "code": "script", "command": "directive", "common": "usual", "compare": "contrast",
    "comparison": "contrasting", "compile": "translate", "contain": "include",
    "container": "holder", "context": "environment", "conversion": "casting", "convert": "cast",
    "copy": "duplicate", "create": "construct", "current": "active", "custom": "homemade",
    "customize": "tailor", "default": "fallback", "define": "declare", "definition": "declaration",
    "delete": "erase", "deletion": "erasing", "dictionary": "lookup", "different": "distinct",
    "digit": "numeral", "directly": "immediately", "display": "present", "element": "member",
    "empty": "blank", "equal": "identical", "equivalent": "interchangeable", "error": "fault",
    "evaluate": "compute", "evaluation": "computing", "exception": "failure", "execute": "run",
    "execution": "running", "explicitly": "deliberately", "expression": "formula",
    "feature": "capability", "field": "slot", "file": "document", "first": "initial",
    "format": "layout", "function": "routine", "generator": "producer", "global": "toplevel",
    "handle": "treat", "identifier": "symbol", "identity": "sameness", "immutable": "unchangeable",
    "implement": "realize", "implementation": "realization", "import": "load",
    "index": "position", "information": "knowledge", "insert": "inject", "instance": "exemplar",
    "integer": "wholenumber", "interpreter": "runtime", "item": "piece", "iterable": "collection",
    "iterator": "cursor", "key": "entry", "leading": "heading", "length": "size", "level": "depth",
    "line": "row", "list": "array", "literal": "constant", "local": "inner", "loop": "cycle",
    "mapping": "association", "method": "procedure", "module": "component",
    "multiple": "several", "mutable": "changeable", "name": "label", "namespace": "symboltable",
    "negative": "minus", "new": "fresh", "next": "subsequent", "normal": "ordinary",
    "number": "figure", "object": "entity", "occur": "happen", "omit": "discard",
    "operation": "action", "operator": "sign", "optional": "dispensable", "order": "arrangement",
    "override": "supersede", "package": "bundle", "pair": "couple", "parameter": "setting",
    "pass": "supply", "position": "place", "possible": "feasible", "program": "application",
    "raise": "trigger", "range": "interval", "reference": "pointer", "remove": "discard",
    "replace": "substitute", "represent": "depict", "result": "outcome", "return": "deliver",
    "scope": "reach", "search": "hunt", "separator": "delimiter", "sequence": "series",
    "set": "collection", "single": "lone", "slice": "subrange", "source": "origin",
    "space": "gap", "special": "magic", "specify": "indicate", "start": "commence",
    "statement": "instruction", "store": "save", "string": "text", "support": "offer",
    "syntax": "grammar", "target": "destination", "type": "kind", "user": "person",
    "value": "content", "variable": "placeholder", "whitespace": "blanks", "width": "breadth",
}  # fmt: skip

FRAMES = {
    "how": ("how do i get {}", "how can i make sure that {}", "is there a way for {}", "{} how to"),
    "what": ("what happens with {}", "what does python do about {}", "why {}", "can it be that {}"),
    "keywords": ("{}", "{}", "python {}", "{} python"),
    "version": (
        "since which release {}",
        "in which version did this come: {}",
        "which python version introduced {}",
        "from what release on {}",
    ),
}


def words_of(sentence: str) -> list[str]:
    """Content words in their order, each once; quoted code is left out."""
    plain = re.sub(r'"[^"]*"|“[^”]*”|\*\S+', " ", sentence).lower()
    words = [word for word in WORD.findall(plain) if len(word) > 2 and word not in STOP_WORDS]
    return list(dict.fromkeys(words))


def code_of(sentence: str) -> list[str]:
    """Names in quotes that somebody might type along: bare, without brackets."""
    return re.findall(r'"(?:[\w.]*\.)?(\w{4,})(?:\(\))?"', sentence)


@cache
def stem(word: str) -> str:
    for ending in ("ations", "ation", "ions", "ings", "ing", "ion", "ies", "ied", "es", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word[:-1] if len(word) > 4 and word[-1] in "sey" else word


def stems_of(text: str) -> set[str]:
    return {stem(word) for word in words_of(text)}


def own_word(word: str, table: dict[str, str]) -> str:
    """Say the word in one's own way, in the same form, if the table has it."""
    for ending in ("", "s", "es", "d", "ed", "ing"):
        for base in (word.removesuffix(ending), word.removesuffix(ending) + "e"):
            if base in table and word in {_with(base, one) for one in ("", "s", "ed", "ing")}:
                form = next(one for one in ("", "s", "ed", "ing") if word == _with(base, one))
                return _with(table[base], form)
    return word


def _with(base: str, ending: str) -> str:
    if ending == "s" and base.endswith(("s", "x", "ch")):
        return base + "es"
    if ending in {"s", "ed"} and base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + ("ies" if ending == "s" else "ied")
    if ending in {"ed", "ing"} and base.endswith("e"):
        return base[:-1] + ending
    return base + ending


def mistyped(word: str, rng: np.random.Generator) -> str:
    """Drop a letter, double one, or swap two, but never the first."""
    at = int(rng.integers(1, len(word) - 1))
    kind = int(rng.integers(3))
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
