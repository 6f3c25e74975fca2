from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "vetting.reviews"
