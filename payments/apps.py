"""Payments: from the order to the grant, and back."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "payments"

    def ready(self) -> None:
        from accounts import closing  # noqa: PLC0415 models are ready only now
        from courses.enrolment import enrolling  # noqa: PLC0415 models are ready only now
        from payments import alerting, jobs, mailing  # noqa: F401, PLC0415 registers its jobs
        from payments.access import line_withdrawn  # noqa: PLC0415 as above
        from payments.closing import give_up_orders  # noqa: PLC0415 as above
        from payments.documents import jobs as document_jobs  # noqa: F401, PLC0415 as above

        enrolling.before_withdrawal.append(line_withdrawn)
        closing.before_closing.append(give_up_orders)
