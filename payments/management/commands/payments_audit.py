"""`manage.py payments_audit`: every invariant here, and Stripe's books against ours."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from payments.auditing import audit_at_stripe, audit_here


class Command(BaseCommand):
    help = "Check payments; prints each finding and exits 1 if there is one. Repairs nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--here", action="store_true", help="do not ask Stripe")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = audit_here() + ([] if options["here"] else audit_at_stripe())
        for finding in findings:
            self.stdout.write(f"{finding.rule}  {finding.thing}  {finding.says}")
        self.stdout.write(f"{len(findings)} findings." if findings else "Nothing to report.")
        if findings:
            raise SystemExit(1)
