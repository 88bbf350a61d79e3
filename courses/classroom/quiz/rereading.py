"""The lessons that speak about what was not right: those that cite the same sources."""

from typing import Any

from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment

SHOWN = 4
Review = dict[str, Any]


def lessons_to_reread(enrolment: Enrolment, questions: list[Review]) -> list[EditionItem]:
    """Return lessons of the edition that cite a source of a question that was not right, those with
    most of them first; one query at most. Nothing is said of questions that are not released."""
    wanted = {key for question in questions for key in _sources_of(question)}
    if not wanted:
        return []
    items = enrolment.edition.items.filter(lesson_version__isnull=False).order_by("position")
    rows = items.values_list("pk", "lesson_version__content__sources")
    shared = {pk: len(wanted & set(sources or {})) for pk, sources in rows}
    most = sorted((pk for pk in shared if shared[pk]), key=lambda pk: -shared[pk])[:SHOWN]
    found = EditionItem.objects.in_bulk(most) if most else {}
    return [found[pk] for pk in most]


def _sources_of(question: Review) -> set[str]:
    if question["state"] == "right" or not question["is_shown"]:
        return set()
    cited = [reference for part in question["parts"] for reference in part["references"]]
    for part in question["parts"]:
        cited += [row for choice in part.get("choices", []) for row in choice["references"]]
    return {reference["key"] for reference in [*cited, *question["references"]]}
