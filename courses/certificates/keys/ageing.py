"""Keys sign for two years at most, so that what they sign can be checked for eight years more. A
root certifies for ten: the keys that it certifies must not outlive it."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from courses.certificates.keys.authority import LEAF_LIFE, ROOT_LIFE
from courses.certificates.models import SigningKey
from cpd.outbox import mailer
from cpd.outbox.schedule import every

NOTICE = timedelta(days=30)


def keys_due() -> list[SigningKey]:
    """Return the current keys that have signed for as long as they may, less a month's notice; for
    the root it comes with the last change of keys before that, so that the next finds a new one."""
    years = timedelta(days=365 * settings.CERTIFICATE_KEY_YEARS)
    lives = {SigningKey.Purpose.ROOT.value: ROOT_LIFE - LEAF_LIFE - years}
    now = timezone.now()
    current = SigningKey.objects.filter(is_current=True)
    return [key for key in current if now - key.made_at > lives.get(key.purpose, years) - NOTICE]


@every(timedelta(days=1), "certificates.keys_ageing")
def tell_of_ageing() -> None:
    """Mail staff once for each key that is due."""
    for key in keys_due():
        mailer.send_once(
            "signing_key_due",
            to=settings.SUPPORT_EMAIL,
            cause=f"signing-key-due:{key.key_id}",
            context={"key": key, "years": settings.CERTIFICATE_KEY_YEARS},
        )
