"""The pages an editor writes in Wagtail: home, landing pages, articles."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cpd.pages"
    label = "pages"
