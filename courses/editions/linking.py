"""Having the links of whole courses checked."""

from datetime import timedelta

from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.editions.readiness.link_checks import all_links
from courses.lessons.linking import note_links
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job
from cpd.outbox.schedule import every

AT_ONCE = 5  # links a job, so that it ends within its lease also where nobody answers
REST = timedelta(minutes=10)


def check_now(course: Course) -> int:
    """Have every link of a draft asked soon, once in ten minutes however often this is wished;
    returns how many there are."""
    urls = sorted(all_links(compile_course(course)))
    note_links(urls)
    wish = f"check-links-{course.pk}-{int(timezone.now().timestamp() // REST.total_seconds())}"
    for start in range(0, len(urls), AT_ONCE):
        some = urls[start : start + AT_ONCE]
        post_job("lessons.check_links", key=f"{wish}-{start}", urls=some)
    return len(urls)


def note_after_publishing(edition: Edition) -> None:
    """Remember what a new edition links to."""
    _post(edition.course_id)


@every(timedelta(days=7), "editions.collect_links")
def collect_links() -> None:
    """Look through every course that is not retired, one job each."""
    courses = Course.objects.filter(retired_at__isnull=True).order_by("pk")
    for pk in courses.values_list("pk", flat=True).iterator(chunk_size=1000):
        _post(pk)


@job("editions.note_links", seconds=120)
def note_course_links(course_id: int) -> None:
    """Remember what one course's draft links to."""
    note_links(all_links(compile_course(Course.objects.get(pk=course_id))))


def _post(course_id: int) -> None:
    post_job("editions.note_links", course_id=course_id)
