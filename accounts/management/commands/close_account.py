"""`manage.py close_account EMAIL`: close an account at its owner's request."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.closing import close_account
from accounts.models import User


class Command(BaseCommand):
    help = "Close an account: the person goes; orders, documents and certificates stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", default="At the owner's request.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        close_account(user, reason=options["reason"])
        self.stdout.write("The account is closed.")
