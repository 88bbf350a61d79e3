"""`manage.py import_course PACKAGE [--publish]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.editions.classing import IsMaterial
from courses.editions.models import Edition
from courses.editions.publishing import NothingChanged, NotReady, publish
from courses.interchange.importing import import_course
from courses.interchange.located import PackageRefused


class Command(BaseCommand):
    help = (
        "Turn a course package (folder or zip) into drafts; a known slug gets its draft replaced."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path)
        parser.add_argument(
            "--publish", action="store_true", help="publish the drafts as an edition"
        )
        parser.add_argument(
            "--note", default="Imported from a course package.", help="the change note"
        )
        parser.add_argument("--minor", action="store_true", help="class the change as minor")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                imported = import_course(options["package"])
                edition = self._publish(imported.course, options) if options["publish"] else None
        except PackageRefused as refusal:
            raise CommandError(
                f"The package was refused; nothing was imported.\n{refusal}"
            ) from None
        except IsMaterial as refusal:
            raise CommandError(
                f"This is a material change, publish without --minor: {refusal}"
            ) from None
        except NotReady as refusal:
            told = [*refusal.faults, *map(str, imported.hints)]
            raise CommandError("Not ready to publish:\n" + "\n".join(told)) from None
        verb = "New course" if imported.is_new else "Draft replaced"
        counts = f"{imported.lesson_count} lessons, {imported.question_count} questions"
        published = f"; {edition}" if edition else ""
        self.stdout.write(f"{verb}: {imported.course.slug}, {counts}{published}.")
        for hint in imported.hints:
            self.stdout.write(f"To mend before publishing: {hint}")

    def _publish(self, course: Any, options: dict[str, Any]) -> Edition | None:
        change = Edition.ChangeClass.MINOR if options["minor"] else Edition.ChangeClass.MATERIAL
        try:
            return publish(course, note=options["note"], change_class=change)
        except NothingChanged:
            self.stdout.write("The draft is the same as the live edition: no new edition.")
            return None
