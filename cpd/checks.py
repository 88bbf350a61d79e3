"""System checks: a production that lacks its secrets, or a demo that looks like production, does
not start."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOCAL = {"", "localhost", "127.0.0.1", "::1", "[::1]"}


def needed(name: str, hint: str, number: int) -> list[CheckMessage]:
    """Return an error where a production setting is empty."""
    value = getattr(settings, name)
    if value and value != "missing":
        return []
    return [Error(f"MODE=production needs {name}.", hint=hint, id=f"cpd.E{number:03}")]


def production_errors() -> list[CheckMessage]:
    """Return what a production lacks."""
    missing = [
        *needed("SECRET_KEY", "Set SECRET_KEY or SECRET_KEY_FILE to 50 random characters.", 1),
        *needed("ALLOWED_HOSTS", "Set ALLOWED_HOSTS to the site's host names.", 2),
        *needed("BASE_URL", "Set BASE_URL to https://your.host.", 3),
        *needed("DATABASE_URL", "Set DATABASE_URL to postgres://user:password@host/name.", 4),
        *needed("BROKER_URL", "Set REDIS_URL to redis://host:6379/0.", 5),
        *needed("SMTP_HOST", "Set SMTP_HOST, SMTP_USER and SMTP_PASSWORD.", 6),
    ]
    missing += [
        *needed("STRIPE_SECRET_KEY", "Set STRIPE_SECRET_KEY: a live key with PAYMENTS_LIVE=1.", 8),
        *needed("STRIPE_WEBHOOK_SECRETS", "Set STRIPE_WEBHOOK_SECRETS to the endpoint's.", 9),
        *payment_errors(),
    ]
    if settings.BASE_URL and urlsplit(settings.BASE_URL).scheme != "https":
        missing.append(Error("BASE_URL must begin with https://.", id="cpd.E007"))
    return missing


def payment_errors() -> list[CheckMessage]:
    """Return where the kind of Stripe's key and PAYMENTS_LIVE disagree."""
    is_live_key = settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))
    if settings.PAYMENTS_LIVE and settings.USES_SANDBOX:
        hint = "Set STRIPE_SECRET_KEY, or remove PAYMENTS_LIVE."
        return [Error("The sandbox does not take live payments.", hint=hint, id="cpd.E012")]
    if is_live_key != settings.PAYMENTS_LIVE and not settings.USES_SANDBOX:
        hint = "A live key goes with PAYMENTS_LIVE=1, a test key without it."
        return [Error("Stripe's key does not match PAYMENTS_LIVE.", hint=hint, id="cpd.E013")]
    return []


def demo_errors() -> list[CheckMessage]:
    """Return what makes a demo look like production."""
    errors: list[CheckMessage] = [*payment_errors()]
    if settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_")):
        hint = "Set MODE=production, or use a test key."
        errors.append(Error("The demo takes no live key.", hint=hint, id="cpd.E014"))
    foreign = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL | {"testserver"}]
    if foreign:
        hint = "Set MODE=production, or remove ALLOWED_HOSTS."
        errors.append(
            Error(f"The demo serves local hosts only, not {foreign}.", hint=hint, id="cpd.E010")
        )
    if urlsplit(settings.DATABASE_URL).hostname not in LOCAL | {None}:
        hint = "Set MODE=production, or use a database on this machine."
        errors.append(Error("The demo does not use a remote database.", hint=hint, id="cpd.E011"))
    return errors


@register()
def mode(**kwargs: Any) -> list[CheckMessage]:
    """Check what goes with the mode."""
    return demo_errors() if settings.IS_DEMO else production_errors()


def refuse_to_start() -> None:
    """End the process, with the reasons, where the mode's checks fail; the web server calls it."""
    found = mode()
    if found:
        reasons = "\n".join(f"{error.id}: {error.msg} {error.hint or ''}" for error in found)
        raise SystemExit(f"The site does not start:\n{reasons}")
