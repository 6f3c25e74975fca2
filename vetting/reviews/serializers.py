from typing import Any

from rest_framework import serializers

from vetting.accounts.serializers import PersonSerializer
from vetting.openings.models import Application, Opening
from vetting.profiles.weights import Weights
from vetting.reviews.estimates import scorecard_score
from vetting.reviews.models import Rating, Scorecard
from vetting.reviews.selectors import shown_name
from vetting.reviews.standings import Stage
from vetting.rubrics.models import Rubric
from vetting.rubrics.serializers import RubricSerializer

RECOMMENDATIONS = Scorecard.Recommendation.choices
MAX_RATINGS = 100


class OpeningNameSerializer(serializers.ModelSerializer[Opening]):
    class Meta:
        model = Opening
        fields = ("id", "title")


class RatingSerializer(serializers.ModelSerializer[Rating]):
    criterion_id = serializers.UUIDField()
    criterion = serializers.CharField(source="criterion.title")
    competency = serializers.CharField(source="criterion.competency_id")

    class Meta:
        model = Rating
        fields = ("criterion_id", "criterion", "competency", "level", "not_observed", "evidence")


class ScorecardSerializer(serializers.ModelSerializer[Scorecard]):
    """A scorecard beside others. `score` is null where nothing was observed.

    Needs the opening's `weights` in its context.
    """

    author = PersonSerializer()
    recommendation = serializers.ChoiceField(choices=RECOMMENDATIONS, allow_blank=True)
    score = serializers.SerializerMethodField()
    ratings = RatingSerializer(many=True)

    class Meta:
        model = Scorecard
        fields = (
            "id",
            "author",
            "state",
            "recommendation",
            "summary",
            "score",
            "handed_in_at",
            "ratings",
        )

    def get_score(self, scorecard: Scorecard) -> float | None:
        weights: Weights = self.context["weights"]
        return scorecard_score(
            (
                rating.level,
                rating.criterion.weight * weights.of_criterion(rating.criterion.competency_id),
            )
            for rating in scorecard.ratings.all()
        )


class OwnRatingSerializer(serializers.ModelSerializer[Rating]):
    criterion_id = serializers.UUIDField()

    class Meta:
        model = Rating
        fields = ("criterion_id", "level", "not_observed", "evidence")


class RatedApplicationSerializer(serializers.Serializer[Application]):
    id = serializers.UUIDField()
    candidate_name = serializers.SerializerMethodField()
    opening = OpeningNameSerializer()

    def get_candidate_name(self, application: Application) -> str:
        return shown_name(application, owed=self.context["owed"])


class OwnScorecardSerializer(serializers.Serializer[Any]):
    """The caller's scorecard, or the empty form for it."""

    application = RatedApplicationSerializer()

    id = serializers.UUIDField(allow_null=True)
    state = serializers.ChoiceField(choices=Scorecard.State.choices)
    rubric = RubricSerializer()
    ratings = OwnRatingSerializer(many=True)
    recommendation = serializers.ChoiceField(choices=RECOMMENDATIONS, allow_blank=True)
    summary = serializers.CharField(allow_blank=True)
    revision = serializers.IntegerField()
    handed_in_at = serializers.DateTimeField(allow_null=True)


class RatingDraftSerializer(serializers.Serializer[None]):
    criterion_id = serializers.UUIDField()
    level = serializers.IntegerField(min_value=1, max_value=5, allow_null=True, default=None)
    not_observed = serializers.BooleanField(default=False)
    evidence = serializers.CharField(max_length=5000, allow_blank=True, default="")


class ScorecardDraftSerializer(serializers.Serializer[None]):
    """`revision` is the one that was loaded: 0 where there was none yet."""

    ratings = serializers.ListField(child=RatingDraftSerializer(), max_length=MAX_RATINGS)
    recommendation = serializers.ChoiceField(choices=RECOMMENDATIONS, allow_blank=True, default="")
    summary = serializers.CharField(max_length=10000, allow_blank=True, default="")
    revision = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class ScorecardSummarySerializer(serializers.ModelSerializer[Scorecard]):
    class Meta:
        model = Scorecard
        fields = ("id", "state")


class ReviewSerializer(serializers.Serializer[Any]):
    """An application that waits for the caller's scorecard, or has it."""

    application_id = serializers.UUIDField(source="application.pk")
    candidate_name = serializers.CharField()
    opening = OpeningNameSerializer(source="application.opening")
    stage = serializers.ChoiceField(choices=list(Stage), source="standing.stage")
    scorecard = ScorecardSummarySerializer(allow_null=True)


def empty_form(*, application: Application, rubric: Rubric) -> dict[str, Any]:
    """What a person sees who has not begun: the rubric and no answers."""
    return {
        "application": application,
        "id": None,
        "state": Scorecard.State.DRAFT,
        "rubric": rubric,
        "ratings": [],
        "recommendation": "",
        "summary": "",
        "revision": 0,
        "handed_in_at": None,
    }
