"""The support desk, in Wagtail's admin."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "cpd.support"
    label = "support"

    def ready(self) -> None:
        from accounts import closing  # noqa: PLC0415 models are ready only now
        from cpd.support.bulk import enrolling  # noqa: F401, PLC0415 registers its job
        from cpd.support.bulk.forgetting import forget_person  # noqa: PLC0415 as above
        from cpd.support.merging.closing import close_merged  # noqa: PLC0415 as above

        closing.before_closing.append(forget_person)
        closing.while_closing.append(close_merged)
