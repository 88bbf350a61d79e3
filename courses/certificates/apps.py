"""Certificates: issuing, drawing, verifying."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "courses.certificates"
    label = "certificates"

    def ready(self) -> None:
        from accounts import closing, saving  # noqa: PLC0415 as below
        from courses.certificates import checks, jobs  # noqa: F401, PLC0415 registers both
        from courses.certificates.issuing import has_certificate, issue_on_completion, issue_waiting  # noqa: PLC0415 models are ready
        from courses.certificates.withholding import withhold_names  # noqa: PLC0415 as above
        from courses.progress import completing  # noqa: PLC0415 as above

        completing.after_completion.append(issue_on_completion)
        saving.after_naming.append(issue_waiting)
        closing.while_closing.append(withhold_names)
        saving.keeps_name.append(has_certificate)
