"""`manage.py export_course SLUG FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.catalogue.models import Course
from courses.interchange.archive import write_package
from courses.interchange.exporting import NotWhole, export_course


class Command(BaseCommand):
    help = "Write a course's draft as a package: a zip, or a folder if FILE is one or ends in /."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        course = Course.objects.filter(slug=options["slug"]).first()
        if course is None:
            raise CommandError(f"There is no course “{options['slug']}”.")
        try:
            files, target = export_course(course), Path(options["file"])
        except NotWhole as missing:
            names = "\n".join(f"  {name}" for name in missing.names)
            raise CommandError(
                "Nothing was written. Put files that are gone in again under Images or Documents,"
                f" finish blocks that are begun, or take them out of the course:\n{names}"
            ) from None
        if options["file"].endswith("/") or target.is_dir():
            for name, content in files.items():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (target / name).write_bytes(content)
        else:
            write_package(files, target)
        self.stdout.write(f"{len(files)} files written to {target}.")
