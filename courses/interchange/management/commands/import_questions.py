"""`manage.py import_questions FILE [--format FORMAT] [--course SLUG] [--dry-run] [--duplicates]
[--json]`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.catalogue.models import Course
from courses.interchange.bank.candidates import candidates
from courses.interchange.bank.reporting import Report, as_json, as_lines, report_of
from courses.interchange.bank.taking import take_in
from courses.interchange.opening import open_file
from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.guessing import format_of
from courses.interchange.questions.reading import FORMATS, read_questions


class Command(BaseCommand):
    help = "Take the questions of a file into the bank of a course, or into the shared one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", choices=FORMATS, help="without it, the content tells the format"
        )
        parser.add_argument("--course", metavar="SLUG", help="without it, the shared bank")
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
        parser.add_argument(
            "--duplicates", action="store_true", help="take also what the bank has already"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = _bank(options["course"])
        try:
            content = open_file(options["file"])
            format_ = options["format"] or format_of(content, options["file"].name)
            reading = read_questions(content, format=format_, name=options["file"].name)
        except Unreadable as unreadable:
            raise CommandError(unreadable.reason, returncode=2) from None
        is_dry_run = options["dry_run"]
        with transaction.atomic():
            found = candidates(reading.questions, bank=bank)
            report = report_of(reading, found, with_twins=options["duplicates"])
            if not is_dry_run:
                _take(report, bank, options["file"].name)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report, is_dry_run=is_dry_run), indent=1))
        else:
            self.stdout.write("\n".join(as_lines(report, is_dry_run=is_dry_run)))


def _bank(slug: str | None) -> Course | None:
    if slug is None:
        return None
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise CommandError(f"There is no course “{slug}”.", returncode=2)
    return course


def _take(report: Report, bank: Course | None, source: str) -> None:
    taken = take_in([candidate.draft.read for candidate in report.taken], bank=bank, source=source)
    for candidate, question in zip(report.taken, taken, strict=True):
        candidate.draft.question = question
