"""The demo's content: five courses and an example provider."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import User
from courses.catalogue.models import Course, Provider
from courses.editions.models import Edition
from courses.editions.publishing import publish
from courses.interchange.importing import import_course

PACKAGES = Path(settings.BASE_DIR) / "courses" / "demo"
ORDER = (
    "massage-anxiety-brain-gut",
    "red-flags-referral",
    "low-back-pain",
    "consent-boundaries-records",
    "pregnancy-massage",
)


def make_provider() -> None:
    """Make the provider that certificates name, marked as an example."""
    if not Provider.objects.filter(is_current=True).exists():
        Provider.objects.create(
            legal_name="Massage CPD Pty Ltd",
            registration="ABN 00 000 000 000",
            address="1 Example Street, Sydney NSW 2000, Australia",
            is_example=True,
        )


def load_courses() -> None:
    """Import and publish each course that the database does not know; drafts that people edit
    stay."""
    for slug in ORDER:
        if not Course.objects.filter(slug=slug).exists():
            _load(slug)


@transaction.atomic
def _load(slug: str) -> None:
    author = User.objects.get(email="author@example.org")
    reviewer = User.objects.get(email="reviewer@example.org")
    course = import_course(PACKAGES / slug, by=author).course
    course.editors.add(author)
    publish(course, note="First edition.", change_class=Edition.ChangeClass.MATERIAL, by=reviewer)
