"""Quiz attempts, from start to mark."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    name = "courses.attempts"
    label = "attempts"

    def ready(self) -> None:
        from accounts import closing as accounts_closing  # noqa: PLC0415 models are ready only now
        from courses.attempts import closing, regrading  # noqa: F401, PLC0415 registers their jobs
        from courses.attempts.allowing import forget_reasons  # noqa: PLC0415 as above

        accounts_closing.while_closing.append(forget_reasons)
