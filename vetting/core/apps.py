from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "vetting.core"

    def ready(self) -> None:
        # Registers how the API's schema describes our sign-in: the registry collects on import.
        import vetting.core.schema  # noqa: F401, PLC0415 # importing it registers it
