"""`manage.py resign_certificates [--key OLD_KEY_ID] [--status]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.certificates.models import SigningKey
from courses.certificates.resigning import ask_resigning, progress


class Command(BaseCommand):
    help = "Sign certificates again with the current keys, in batches in the background."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--key", help="only those by this older key")
        parser.add_argument("--status", action="store_true", help="say how far it has come")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["status"]:
            ask_resigning(old_key=self._key(options["key"]))
        now = progress()
        state = " The work is posted." if now.is_posted else ""
        self.stdout.write(f"By the current key: {now.done}. Still to sign: {now.left}.{state}")

    def _key(self, key_id: str | None) -> SigningKey | None:
        if key_id is None:
            return None
        key = SigningKey.objects.filter(
            key_id=key_id, purpose=SigningKey.Purpose.DOCUMENT, is_current=False
        ).first()
        if key is None:
            raise CommandError("There is no such older key. See `manage.py certificate_keys list`.")
        return key
