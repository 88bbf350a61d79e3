"""Progress: what a learner has completed."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "courses.progress"
    label = "progress"

    def ready(self) -> None:
        from courses.editions import publishing  # noqa: PLC0415 models are ready only now
        from courses.progress.jobs import complete_after_publishing  # noqa: PLC0415 as above

        publishing.after_publishing.append(complete_after_publishing)
