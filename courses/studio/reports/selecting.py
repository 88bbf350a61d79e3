"""What a report is about: days, courses, edition and country; and the rows that fit."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from courses.attempts.models import QuizAttempt
from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion
from cpd.periods import Grain, Period

RECENTLY = timedelta(days=30)  # somebody seen since then may still go on
UNKNOWN = "none"  # the country of learners who told none


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of rows. Without `courses` it is about all of them."""

    period: Period
    grain: Grain = Grain.DAY
    courses: tuple[int, ...] | None = None
    course: Course | None = None
    edition: Edition | None = None
    country: str = ""

    def enrolments(self) -> QuerySet[Enrolment]:
        """Those who enrolled in the period."""
        begin, end = self.period.moments
        rows = Enrolment.objects.filter(created_at__gte=begin, created_at__lt=end)
        return self._chosen(rows)

    def begun(self) -> QuerySet[Enrolment]:
        """Those whose present round began in the period."""
        days = (self.period.first, self.period.last)
        return self._chosen(Enrolment.objects.filter(started_on__range=days))

    def of_begun(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the completions of lessons, or the attempts, that belong to present rounds begun in
        the period."""
        days = (self.period.first, self.period.last)
        own = rows.filter(round=F("enrolment__round"), enrolment__started_on__range=days)
        return self._chosen(own.order_by(), "enrolment__", "enrolment__edition")

    def completions(self) -> QuerySet[CourseCompletion]:
        """Rounds completed in the period, by the day where the learner lives."""
        days = (self.period.first, self.period.last)
        rows = CourseCompletion.objects.filter(completed_on__range=days)
        return self._chosen(rows, "enrolment__")

    def attempts(self) -> QuerySet[QuizAttempt]:
        """Attempts submitted in the period, in no order."""
        begin, end = self.period.moments
        rows = QuizAttempt.objects.filter(submitted_at__gte=begin, submitted_at__lt=end)
        return self._chosen(rows.order_by(), "enrolment__")

    def certificates(self, moment: str = "issued_at") -> QuerySet[Certificate]:
        """Certificates whose moment, issuing or revoking, lies in the period, in no order."""
        begin, end = self.period.moments
        within = {f"{moment}__gte": begin, f"{moment}__lt": end}
        rows = Certificate.objects.filter(**within).order_by()
        return self._chosen(rows, "completion__enrolment__", "completion__edition")

    def _chosen(
        self, rows: QuerySet[Any], path: str = "", edition: str = "edition"
    ) -> QuerySet[Any]:
        """Keep courses, edition and country; `path` leads from a row to its enrolment."""
        chosen = Q()
        if self.edition is not None:
            chosen &= Q(**{edition: self.edition})
        if self.courses is not None:
            chosen &= Q(**{f"{path}course__in": self.courses})
        if self.country:
            country = "" if self.country == UNKNOWN else self.country
            chosen &= Q(**{f"{path}learner__country": country})
        return rows.filter(chosen)


def titles(courses: set[int]) -> dict[int, str]:
    """Return the titles of courses by their key."""
    return dict(Course.objects.filter(pk__in=courses).values_list("pk", "title"))
