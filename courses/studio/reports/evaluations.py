"""How many evaluations each course has, and the means of its scales where there are enough. No
period: two periods that differ by a person would tell what that person said (decision 18)."""

from django.db.models import Count
from django.urls import reverse

from courses.progress.evaluations import FEWEST, evaluations_of
from courses.progress.models import CourseCompletion, Evaluation
from courses.studio.reports.selecting import Selection, titles
from courses.studio.reports.tables import Figure, Report, Row, Table, share

HINT = (
    "Since the beginning, without names. Answers are read on the page behind each course, from "
    f"{FEWEST} evaluations on."
)


def evaluations(selection: Selection) -> Report:
    """Return the report; two queries, and for one course what its scales say."""
    answered = _by_course(selection, Evaluation.objects.all())
    if not answered:
        return Report()
    completed = _by_course(selection, CourseCompletion.objects.exclude(edition__survey={}))
    names = titles(set(answered))
    rows = [
        Row(
            [
                names[course],
                count,
                completed.get(course, 0),
                "yes" if count >= FEWEST else f"from {FEWEST} on",
            ],
            reverse("assessment:evaluation", args=[course]),
            share(count, max(completed.get(course, 0), count)),
        )
        for course, count in sorted(answered.items(), key=lambda entry: names[entry[0]])
    ]
    headings = ["Course", "Evaluations", "Completions that asked for one", "Can be read"]
    tables = [Table("courses", "By course", headings, rows, hint=HINT)]
    if selection.course is not None:
        tables += _scales(selection)
    return Report([Figure("Evaluations", str(sum(answered.values())))], tables=tables)


def _by_course(selection: Selection, rows: object) -> dict[int, int]:
    counted = rows.order_by()  # type: ignore[attr-defined] # of either model
    if selection.courses is not None:
        counted = counted.filter(edition__course__in=selection.courses)
    return dict(counted.values_list("edition__course_id").annotate(n=Count("pk")))


def _scales(selection: Selection) -> list[Table]:
    if selection.course is None:
        return []
    report = evaluations_of(selection.course)
    rows = [
        Row([entry.question["question"], entry.answered, f"{entry.mean:.1f}"])
        for entry in report.questions
        if entry.mean is not None
    ]
    headings = ["Question", "Answers", "Mean, 1 to 5"]
    return [Table("scales", "Scales", headings, rows)] if rows else []
