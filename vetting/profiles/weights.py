"""How a role profile weighs. Pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LOWEST_WEIGHT, HIGHEST_WEIGHT = 0.1, 10.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors; what is not named counts once. Without arguments: everything alike."""

    challenges: Mapping[str, float] = field(default_factory=dict)
    criteria: Mapping[str, float] = field(default_factory=dict)

    def of_challenge(self, slug: str) -> float:
        return self.challenges.get(slug, 1.0)

    def of_criterion(self, competency: str) -> float:
        return self.criteria.get(competency, 1.0)


ALIKE = Weights()
