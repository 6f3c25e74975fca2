from django.urls import path

from vetting.shortlists import views

urlpatterns = [
    path("openings/", views.OpeningListView.as_view()),
    path("openings/<uuid:opening_id>/", views.OpeningDetailView.as_view()),
    path("openings/<uuid:opening_id>/colleagues/", views.ColleaguesView.as_view()),
    path("openings/<uuid:opening_id>/team/<uuid:user_id>/", views.SeatView.as_view()),
    path("openings/<uuid:opening_id>/applications/", views.OpeningApplicationsView.as_view()),
    path("openings/<uuid:opening_id>/shortlist/", views.ShortlistView.as_view()),
    path("openings/<uuid:opening_id>/shortlist.csv", views.ShortlistExportView.as_view()),
    path("applications/<uuid:application_id>/", views.ApplicationDetailView.as_view()),
    path("applications/<uuid:application_id>/decide/", views.DecideView.as_view()),
]
