"""Every address of the product."""

from django.contrib import admin
from django.urls import path

handler400 = "vetting.config.failures.bad_request"
handler403 = "vetting.config.failures.forbidden"
handler404 = "vetting.config.failures.not_found"
handler500 = "vetting.config.failures.defect"

urlpatterns = [path("admin/", admin.site.urls)]
