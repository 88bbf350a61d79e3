"""`manage.py assets`: style sheets joined and fonts cut, ready to be served."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cpd.assets import build_assets


class Command(BaseCommand):
    help = "Join the style sheets and cut the fonts into var/assets; quick when nothing changed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--target", type=Path, default=settings.VAR_DIR / "assets")

    def handle(self, *, target: Path, **options: object) -> None:
        build_assets(target)
        self.stdout.write(f"Assets are in {target}")
