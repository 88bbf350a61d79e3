"""`manage.py load_bodies`: bring the professional bodies of `accounts/bodies.yaml` in."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.loading import load_bodies


class Command(BaseCommand):
    help = "Load professional bodies and their point rules; what staff changed stays."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_bodies()
        for words, slugs in (
            ("New", loaded.made),
            ("Brought up to date", loaded.changed),
            ("Left, because somebody changed them here", loaded.left),
        ):
            if slugs:
                self.stdout.write(f"{words}: {', '.join(slugs)}.")
        self.stdout.write(f"As they were: {len(loaded.same)}.")
