"""`manage.py issue_sample_certificate --name NAME --out FILE.pdf [--course SLUG]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.countries import DEFAULT
from accounts.names import clean_name
from courses.catalogue.models import Provider
from courses.certificates.keys.making import NoKeys
from courses.certificates.keys.store import KeyMissing
from courses.certificates.samples import make_sample
from courses.editions.models import Edition

ZONE = ZoneInfo(DEFAULT.zone)  # a sample is of nobody's day: the provider's is taken


class Command(BaseCommand):
    help = "Draw and sign a sample certificate of a published course, marked as a sample."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="the name as it must be printed")
        parser.add_argument("--out", required=True, type=Path, help="the PDF to write")
        parser.add_argument("--course", help="the course's slug; else the flagship")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_place(options["out"])
        editions = Edition.objects.live().for_cards().order_by("-course__is_flagship", "pk")
        if options["course"]:
            editions = editions.filter(course__slug=options["course"])
        edition = editions.first()
        if edition is None:
            raise CommandError("There is no such published course. Run `manage.py demo` first.")
        if not Provider.objects.filter(is_current=True).exists():
            raise CommandError(
                "There is no provider to name. Enter one under Providers in the studio’s library "
                "and mark it current."
            )
        try:
            name = clean_name(options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        try:
            sample = make_sample(edition, name=name, on=timezone.localdate(timezone=ZONE))
        except (KeyMissing, NoKeys) as error:
            raise CommandError(str(error)) from None
        try:
            options["out"].write_bytes(sample)
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Sample for {name} written to {options['out']}.")


def _check_place(out: Path) -> None:
    """Raises CommandError where no file can be written."""
    if not out.parent.is_dir():
        raise CommandError(f"There is no folder {out.parent}. Make it first, or name another file.")
    if out.is_dir():
        raise CommandError(f"{out} is a folder. Name a file in it, for example {out}/sample.pdf.")
