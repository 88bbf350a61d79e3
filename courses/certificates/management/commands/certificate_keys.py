"""`manage.py certificate_keys make|rotate [--root]|list|revoke KEY_ID`."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.making import NoKeys, make_keys, rotate_keys
from courses.certificates.keys.revoking import StillCurrent, revoke_key
from courses.certificates.keys.store import KeyMissing
from courses.certificates.models import SigningKey


class Command(BaseCommand):
    help = "Make, change, list or revoke the keys that sign certificates."
    requires_system_checks: list[str] = []  # the check asks for this command

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("make", help="make what is missing; again changes nothing")
        rotate = acts.add_parser(
            "rotate", help="new keys sign from now on; old ones stay published"
        )
        rotate.add_argument("--root", action="store_true", help="a new root certifies them too")
        acts.add_parser("list", help="every key, and whether its private half is here")
        revoke = acts.add_parser("revoke", help="trust no longer what a key signed")
        revoke.add_argument("key_id")
        revoke.add_argument("--reason", default="", help="for the audit log")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["act"] == "make":
                self._say(make_keys(), otherwise="All keys are there.")
            elif options["act"] == "rotate":
                self._say(rotate_keys(with_root=options["root"]), otherwise="")
            elif options["act"] == "revoke":
                self._revoke(options["key_id"], options["reason"])
            else:
                self._say(SigningKey.objects.all(), otherwise="There are no keys.")
        except (KeyMissing, NoKeys) as error:
            raise CommandError(str(error)) from None

    def _revoke(self, key_id: str, reason: str) -> None:
        key = SigningKey.objects.filter(key_id=key_id).first()
        if key is None:
            raise CommandError("There is no such key.")
        try:
            self._say([revoke_key(key, reason=reason)], otherwise="")
        except StillCurrent:
            raise CommandError("It signs now: run `certificate_keys rotate` first.") from None
        except ValueError as error:
            raise CommandError(str(error)) from None

    def _say(self, keys: Iterable[SigningKey], *, otherwise: str) -> None:
        lines = [_line(key) for key in keys] or [otherwise]
        self.stdout.write("\n".join(line for line in lines if line))


def _line(key: SigningKey) -> str:
    state = "current" if key.is_current else "revoked" if key.revoked_at else "published"
    is_held = key_store().holds(key.purpose, key.key_id)
    place = "private half here" if is_held else "public half only"
    age = (timezone.now() - key.made_at).days
    until = f", valid until {key.valid_until:%Y-%m-%d}" if key.valid_until else ""
    return f"{key.key_id}  {key.purpose:<10}  {state:<9}  {age} days old{until}, {place}"
