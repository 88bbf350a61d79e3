"""Progress: what a learner has completed."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "courses.progress"
    label = "progress"

    def ready(self) -> None:
        from courses.attempts import submitting  # noqa: PLC0415 models are ready only now
        from courses.editions import publishing  # noqa: PLC0415 as above
        from courses.progress.completing import complete_after_passing  # noqa: PLC0415 as above
        from courses.progress.jobs import complete_after_publishing  # noqa: PLC0415 as above
        from courses.progress.telling import tell_after_publishing  # noqa: PLC0415 as above

        publishing.after_publishing.append(complete_after_publishing)
        publishing.after_publishing.append(tell_after_publishing)
        submitting.after_passing.append(complete_after_passing)
