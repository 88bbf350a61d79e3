"""People: the user, sign-in, country and the name for certificates."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self) -> None:
        from allauth.account.signals import (  # noqa: PLC0415 models are ready
            login_code_rejected,
            user_logged_in,
        )
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415 as above
        from django.contrib.auth.signals import user_login_failed  # noqa: PLC0415 as above

        from accounts import signing_in  # noqa: PLC0415 as above

        user_logged_in.connect(signing_in.keep_sign_in)
        user_login_failed.connect(signing_in.keep_failure)
        login_code_rejected.connect(signing_in.keep_wrong_code)
        authentication_failed.connect(signing_in.keep_failed_second_step)


class StudioUsersConfig(WagtailUsersAppConfig):
    """Wagtail's people, with our forms and nothing deleted."""

    user_viewset = "accounts.studio_users.StudioUserViewSet"

    def ready(self) -> None:
        super().ready()
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 models are ready

        from accounts.models import User  # noqa: PLC0415 as above
        from cpd.policies import KeepingPolicy  # noqa: PLC0415 as above

        register_permission_policy(User, KeepingPolicy(User))
