"""`manage.py demo`: migrations, cut assets and idempotent demo content; no server."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from courses.studio.roles import sync_roles
from cpd.assets import build_assets
from cpd.demo.bodies import accredit, make_bodies
from cpd.demo.content import PACKAGES, load_courses, make_provider
from cpd.demo.pages import make_pages
from cpd.demo.people import PASSWORD, PEOPLE, make_people
from cpd.demo.sales import open_shop, sell
from cpd.demo.shelf import fill_shelf
from cpd.demo.statics import collect
from cpd.demo.study import study
from cpd.outbox.working import work_all


class Command(BaseCommand):
    help = "Prepare the demo's database, assets, courses and people; again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--banner-port", type=int, help="print the site's address and the log-ins"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                "The demo's people have a public password: this command is for the demo only."
            )
        build_assets(settings.VAR_DIR / "assets")
        collect()
        migrate()
        sync_roles()
        make_provider()
        make_people()
        make_bodies()
        load_courses()
        accredit()
        fill_shelf()
        make_pages(PACKAGES / "articles")
        study()
        open_shop()
        sell()
        work_all()
        if options["banner_port"]:
            self.stdout.write(banner(options["banner_port"]))


def migrate() -> None:
    """Apply what is missing; nothing to apply costs next to nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())


def banner(port: int) -> str:
    """Return the address and the log-ins."""
    people = "\n".join(f"    {person.role:<10} {person.email}" for person in PEOPLE)
    return (
        f"\n  {settings.SITE_NAME} is at http://localhost:{port}\n"
        f"  The studio is at http://localhost:{port}/cms/, mail at http://localhost:{port}/demo/mail/\n\n"
        f"  Log in with the password {PASSWORD}\n{people}\n"
    )
