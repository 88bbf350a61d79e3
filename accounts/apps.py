"""People: the user, sign-in, country and the name for certificates."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
