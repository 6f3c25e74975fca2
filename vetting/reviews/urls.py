from django.urls import path

from vetting.reviews import views

urlpatterns = [
    path("reviews/", views.ReviewListView.as_view()),
    path("applications/<uuid:application_id>/my-scorecard/", views.MyScorecardView.as_view()),
    path(
        "applications/<uuid:application_id>/my-scorecard/hand-in/",
        views.MyScorecardHandInView.as_view(),
    ),
]
