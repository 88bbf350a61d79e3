"""`manage.py roles`: make and mend the groups of the roles."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.studio.roles import sync_roles


class Command(BaseCommand):
    help = "Make each role's group with exactly its permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        names = ", ".join(group.name for group in sync_roles())
        self.stdout.write(f"Roles: {names}.")
