"""Which profiles an organization has to choose from, and which weights its openings follow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from vetting.accounts.models import Organization
from vetting.assessments.models import Item
from vetting.openings.models import Opening
from vetting.profiles.models import ChosenProfile, RoleProfile
from vetting.profiles.weights import ALIKE, Weights


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The newest profile of a role: the organization's own where it has one."""

    profile: RoleProfile
    built_in: RoleProfile | None  # of the same role, to compare with and to go back to


@dataclass(frozen=True, kw_only=True)
class Choice:
    """By what an opening weighs; without a profile it weighs everything alike."""

    profile: RoleProfile | None = None
    newer: RoleProfile | None = None  # what it would get if it chose that role now


def offers(organization: Organization) -> list[Offer]:
    built_in: dict[str, RoleProfile] = {}
    own: dict[str, RoleProfile] = {}
    for profile in RoleProfile.objects.usable_by(organization).order_by("version"):
        (built_in if profile.organization_id is None else own)[profile.role] = profile
    found = [
        Offer(profile=profile, built_in=built_in.get(role))
        for role, profile in (built_in | own).items()
    ]
    return sorted(found, key=lambda offer: offer.profile.title)


def profile_of(opening: Opening) -> RoleProfile | None:
    chosen = ChosenProfile.objects.filter(opening=opening).select_related("profile").first()
    return chosen.profile if chosen else None


def choice_of(opening: Opening) -> Choice:
    profile = profile_of(opening)
    if profile is None:
        return Choice()
    of_role = RoleProfile.objects.usable_by(opening.organization_id).filter(role=profile.role)
    newest = max(of_role, key=lambda one: (one.organization_id is not None, one.version))
    return Choice(profile=profile, newer=None if newest == profile else newest)


def weights_of(profile: RoleProfile | None) -> Weights:
    if profile is None:
        return ALIKE
    return Weights(challenges=profile.challenge_weights, criteria=profile.criterion_weights)


def item_weight(item: Item, weights: Weights) -> float:
    """The assessment's own weight of the item, times what the role gives to its challenge."""
    return item.weight * weights.of_challenge(item.challenge_version.challenge.slug)


def weights_by_opening(opening_ids: Iterable[UUID]) -> Mapping[UUID, Weights]:
    """Return the weights of each opening, in one query."""
    chosen = ChosenProfile.objects.filter(opening__in=set(opening_ids)).select_related("profile")
    found: defaultdict[UUID, Weights] = defaultdict(Weights)
    found.update({one.opening_id: weights_of(one.profile) for one in chosen})
    return found
