from django.urls import path

from vetting.profiles import views

urlpatterns = [
    path("organizations/<uuid:organization_id>/role-profiles/", views.ProfileListView.as_view()),
    path(
        "organizations/<uuid:organization_id>/role-profiles/<slug:role>/",
        views.ProfileView.as_view(),
    ),
    path("openings/<uuid:opening_id>/role-profile/", views.OpeningProfileView.as_view()),
]
