from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "vetting.runs"

    def ready(self) -> None:
        # Registers the system checks: the registry collects on import.
        import vetting.runs.checks  # noqa: F401, PLC0415
