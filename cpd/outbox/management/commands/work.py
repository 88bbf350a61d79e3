"""`manage.py work`: takes due rows without a broker."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cpd.outbox.working import work_all


class Command(BaseCommand):
    help = "Run due jobs until stopped; with --once, run what is due and end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing is due")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args: Any, **options: Any) -> None:
        count = work_all()
        while not options["once"]:
            time.sleep(options["every"])
            count += work_all()
        self.stdout.write(f"{count} jobs run.")
