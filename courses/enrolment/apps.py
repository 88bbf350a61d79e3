"""Enrolment: who may see a course, and by which grant."""

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "courses.enrolment"
    label = "enrolment"

    def ready(self) -> None:
        from courses.editions import publishing  # noqa: PLC0415 models are ready only now
        from courses.enrolment.enrolling import move_after_publishing  # noqa: PLC0415 as above

        publishing.after_publishing.append(move_after_publishing)
