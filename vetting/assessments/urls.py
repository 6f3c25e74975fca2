from django.urls import path

from vetting.assessments import views

urlpatterns = [
    path("challenges/", views.ChallengeListView.as_view()),
    path("assessments/", views.AssessmentListView.as_view()),
    path("assessments/<uuid:assessment_id>/publish/", views.AssessmentPublishView.as_view()),
]
