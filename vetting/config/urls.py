"""Every address of the product."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from vetting.config import health, instance, pages, session

handler400 = "vetting.config.failures.bad_request"
handler403 = "vetting.config.failures.forbidden"
handler404 = "vetting.config.failures.not_found"
handler500 = "vetting.config.failures.defect"

v1: list[URLPattern | URLResolver] = [
    path("instance/", instance.InstanceView.as_view()),
    path("me/", session.MeView.as_view()),
    path("sign-in/", session.SignInView.as_view()),
    path("sign-out/", session.SignOutView.as_view()),
    path("", include("vetting.assessments.urls")),
    path("", include("vetting.profiles.urls")),
    path("", include("vetting.attempts.urls")),
    path("", include("vetting.runs.urls")),
    path("", include("vetting.reviews.urls")),
    path("", include("vetting.shortlists.urls")),
]

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("api/v1/", include(v1)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="core/api_docs.html"),
        name="docs",
    ),
    # Whatever is left belongs to the front end's router; unknown API addresses stay a 404.
    re_path(r"^(?!api/|admin/|static/|assets/)", pages.index),
]
