"""The back office: pages for staff in Wagtail's admin; no models of its own."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "payments.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        from courses.studio import waiting  # noqa: PLC0415 models are ready only now
        from courses.studio.reports import kinds  # noqa: PLC0415 as above
        from payments.backoffice.home import sales_waiting  # noqa: PLC0415 as above
        from payments.backoffice.policies import register  # noqa: PLC0415 as above

        register()
        waiting.SOURCES.append(sales_waiting)
        kinds.NEIGHBOURS.append(
            kinds.Neighbour(
                "Revenue",
                "What was sold, given back and taxed, by day, country or product.",
                "payments.see_revenue",
                "sales:revenue",
            )
        )
