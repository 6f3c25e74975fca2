from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.accounts.views import StaffView
from vetting.core.parsing import parse
from vetting.openings.models import Application
from vetting.reviews import services
from vetting.reviews.models import Scorecard
from vetting.reviews.permissions import require_team_member
from vetting.reviews.selectors import reviews_of
from vetting.reviews.serializers import (
    OwnScorecardSerializer,
    ReviewSerializer,
    ScorecardDraftSerializer,
    empty_form,
)
from vetting.rubrics.models import Rubric


class ReviewListView(StaffView):
    @extend_schema(operation_id="reviews_list", responses=ReviewSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(ReviewSerializer(reviews_of(user=self.user), many=True).data)


class MyScorecardView(StaffView):
    @extend_schema(operation_id="my_scorecard", responses=OwnScorecardSerializer)
    def get(self, request: Request, application_id: UUID) -> Response:
        return Response(self.rendered(self.get_application(application_id)))

    @extend_schema(
        operation_id="my_scorecard_save",
        request=ScorecardDraftSerializer,
        responses=OwnScorecardSerializer,
    )
    def put(self, request: Request, application_id: UUID) -> Response:
        draft = parse(ScorecardDraftSerializer, request.data)
        application = self.get_application(application_id)
        services.save_scorecard(
            application=application,
            author=self.user,
            ratings=[services.RatingDraft(**rating) for rating in draft.pop("ratings")],
            **draft,
        )
        return Response(self.rendered(application))

    def get_application(self, application_id: UUID) -> Application:
        application = get_object_or_404(
            Application.objects.visible_to(self.user).select_related("opening", "candidate"),
            pk=application_id,
        )
        require_team_member(user=self.user, opening=application.opening)
        return application

    def rendered(self, application: Application) -> dict[str, object]:
        scorecard = (
            Scorecard.objects.filter(application=application, author=self.user)
            .select_related("rubric", "application__opening", "application__candidate")
            .prefetch_related("ratings", "rubric__criteria__levels")
            .first()
        )
        context = {"owed": scorecard is None or scorecard.state == Scorecard.State.DRAFT}
        if scorecard is not None:
            return OwnScorecardSerializer(scorecard, context=context).data
        rubrics = Rubric.objects.prefetch_related("criteria__levels")
        form = empty_form(
            application=application, rubric=rubrics.get(pk=application.opening.rubric_id)
        )
        return OwnScorecardSerializer(form, context=context).data


class MyScorecardHandInView(MyScorecardView):
    http_method_names = ("post", "options")

    @extend_schema(
        operation_id="my_scorecard_hand_in", request=None, responses=OwnScorecardSerializer
    )
    def post(self, request: Request, application_id: UUID) -> Response:
        application = self.get_application(application_id)
        services.hand_in_scorecard(application=application, author=self.user, at=timezone.now())
        return Response(self.rendered(application))
