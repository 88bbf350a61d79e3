"""The pages a visitor chooses on."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "courses.storefront"
    label = "storefront"
