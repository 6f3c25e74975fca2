"""Questions that the corpus answers, each with its evidence, and questions that it cannot answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.corpus import Passage, Sentence, elsewhere, sentences
from grader.wording import FRAMES, OWN_WORDS, code_of, mistyped, own_word, stem, stems_of, words_of

ASKED = {"how": 26, "what": 26, "keywords": 26, "version": 7}  # answerable ones of each kind
UNANSWERABLE = {"foreign": 20, "crossed": 20, "dateless": 16}
SLIPS = 2  # words that are mistyped in a hasty question
LEAST, MOST = 4, 6  # words of the sentence that a question takes up
OWN, TYPO, CODE = 0.95, 0.35, 0.1  # chance of one's own word, of a typo, of naming a name
KNOWN = 0.85  # share of the table of own words that one portal's people use
ALONE = 0.88  # the runner-up shares at most so much of what the question asks for
RARE, MOST_RARE = 4.6, 1  # weight of a rare word, and how many of them a question has at most
PASSES = 4  # through all sentences: other words may make one alone that was not
COVERED = 0.62  # no passage may hold more of an unanswerable question


@dataclass(frozen=True)
class Question:
    text: str
    kind: str
    mistyped: bool
    evidence: Sentence | None = None


@dataclass
class Asker:
    """Draws questions about one case's passages; no sentence is asked about twice."""

    passages: Sequence[Passage]
    rng: np.random.Generator
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        keys = sorted(OWN_WORDS)
        chosen = self.rng.choice(keys, size=round(KNOWN * len(keys)), replace=False)
        self.table = {str(key): OWN_WORDS[str(key)] for key in chosen}
        self.sentences = [one for passage in self.passages for one in sentences(passage)]
        self.home = np.array([one.passage for one in self.sentences])
        self.names = np.array([passage.name for passage in self.passages])
        single = [stems_of(one.text) for one in self.sentences]
        inside: dict[str, set[str]] = {passage.name: set() for passage in self.passages}
        for one, stems in zip(self.sentences, single, strict=True):
            inside[one.passage] |= stems
        whole = [stems_of(passage.text) | inside[passage.name] for passage in self.passages]
        self.known = {one: at for at, one in enumerate(sorted(set().union(*whole)))}
        self.in_passage = self._held(whole)
        self.in_sentence = self._held(single)
        self.weight = np.log(1 + len(whole) / self.in_passage.sum(axis=0))
        self.dated = {
            passage.name for passage in self.passages if "version" in passage.text.lower()
        }

    def _held(self, texts: Sequence[set[str]]) -> np.ndarray:
        held = np.zeros((len(texts), len(self.known)), bool)
        for row, stems in enumerate(texts):
            held[row, [self.known[one] for one in stems]] = True
        return held

    def draw(self, share: float = 1.0) -> list[Question]:
        """Draw the questions of one list, in any order."""
        drawn: list[Question] = []
        for counts, draw in ((ASKED, self._answerable), (UNANSWERABLE, self._unanswerable)):
            for kind, count in counts.items():
                source = draw(kind)
                drawn += [next(source) for _ in range(round(share * count))]
        return [drawn[at] for at in self.rng.permutation(len(drawn))]

    def _answerable(self, kind: str) -> Iterator[Question]:
        order = [self.rng.permutation(len(self.sentences)) for _ in range(PASSES)]
        for at in np.concatenate(order):
            sentence = self.sentences[at]
            changed = sentence.text.startswith(("Changed in version", "New in version"))
            if sentence.text in self.used or changed != (kind == "version"):
                continue
            words = self._some(words_of(sentence.text.partition(": ")[2] or sentence.text))
            if len(words) >= LEAST and self._is_alone(int(at), words):
                self.used.add(sentence.text)
                yield self._ask(kind, words, sentence)

    def _unanswerable(self, kind: str) -> Iterator[Question]:
        draw: dict[str, Callable[[], tuple[str, list[str]]]] = {
            "foreign": self._foreign,
            "crossed": self._crossed,
            "dateless": self._dateless,
        }
        while True:
            frame, words = draw[kind]()
            if len(words) >= LEAST and (kind == "dateless" or not self._is_covered(words)):
                yield self._ask(frame, words)

    def _foreign(self) -> tuple[str, list[str]]:
        """About the standard library, of which the corpus has the words but not the answer."""
        told = elsewhere()
        words = self._some(words_of(told[self.rng.integers(len(told))]))
        known = [word for word in words if stem(word) in self.known]
        return self._frame(), words if len(known) >= 0.75 * len(words) else []

    def _crossed(self) -> tuple[str, list[str]]:
        """Half of one sentence and half of another: nothing in the corpus joins them."""
        picked = self.rng.choice(len(self.sentences), 2, replace=False)
        halves = [self._some(words_of(self.sentences[at].text))[:3] for at in picked]
        return self._frame(), halves[0] + halves[1]

    def _dateless(self) -> tuple[str, list[str]]:
        """Since when something holds that the corpus describes without a date."""
        sentence = self.sentences[self.rng.integers(len(self.sentences))]
        if sentence.passage in self.dated or sentence.text in self.used:
            return "version", []
        self.used.add(sentence.text)
        return "version", self._some(words_of(sentence.text))

    def _frame(self) -> str:
        return str(self.rng.choice(["how", "what", "keywords"]))

    def _some(self, words: list[str]) -> list[str]:
        """Words of a sentence in their order; of those that hardly any passage has, one at most."""
        order = [words[at] for at in self.rng.permutation(len(words))]
        rare = [word for word in order if self._rarity(word) > RARE][:MOST_RARE]
        usual = [word for word in order if self._rarity(word) <= RARE]
        count = int(self.rng.integers(LEAST, MOST + 1))
        taken = set(rare + usual[: count - len(rare)])
        return [word for word in words if word in taken]

    def _rarity(self, word: str) -> float:
        at = self.known.get(stem(word))
        return float(self.weight.max() if at is None else self.weight[at])

    def _coverage(self, words: Sequence[str], held: np.ndarray) -> np.ndarray:
        """How much of the words' weight each row holds; unknown words weigh most."""
        stems = set(map(stem, words))
        columns = sorted(self.known[one] for one in stems if one in self.known)
        total = self.weight[columns].sum() + (len(stems) - len(columns)) * self.weight.max()
        share: np.ndarray = held[:, columns] @ self.weight[columns] / total
        return share

    def _is_alone(self, at: int, words: Sequence[str]) -> bool:
        """Whether no other passage, nor sentence beside it, holds nearly as much of the words."""
        others = self._coverage(words, self.in_passage)[self.names != self.home[at]]
        beside = self.home == self.home[at]
        beside[at] = False
        near = self._coverage(words, self.in_sentence[beside])
        return max(others.max(), near.max(initial=0.0)) <= ALONE

    def _is_covered(self, words: Sequence[str]) -> bool:
        return bool(self._coverage(words, self.in_passage).max() > COVERED)

    def _ask(self, kind: str, words: list[str], source: Sentence | None = None) -> Question:
        rng = self.rng
        said = [own_word(word, self.table) if rng.random() < OWN else word for word in words]
        slips = bool(rng.random() < TYPO)
        if slips:
            for at in sorted(range(len(said)), key=lambda place: -len(said[place]))[:SLIPS]:
                said[at] = mistyped(said[at], rng)
        names = code_of(source.text) if source else []
        if names and rng.random() < CODE:
            said.append(names[rng.integers(len(names))])
        if kind == "keywords":
            said = [said[at] for at in rng.permutation(len(said))]
        frames = FRAMES[kind]
        text = frames[rng.integers(len(frames))].format(" ".join(said))
        return Question(text, kind, slips, source)
