"""What the storefront prints of an edition."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from accounts.countries import Country
from accounts.models import ProfessionalBody
from courses.catalogue.claims import Ground, Worth, worth
from courses.editions.models import Edition, EditionItem
from courses.lessons.grades import GRADE_MEANINGS, Design, Grade
from cpd.durations import in_full

Row = dict[str, Any]


def syllabus_of(edition: Edition) -> list[Row]:
    """Return an edition's modules and items as the outline component takes them; one query."""
    return syllabus(edition.items.select_related("module").order_by("position"), edition)


def syllabus(items: Iterable[EditionItem], edition: Edition) -> list[Row]:
    """Return the same from items in order."""
    groups = groupby(items, key=lambda item: item.module)
    slug = edition.course.slug
    return [
        {"title": module.title, "items": [_line(item, slug) for item in members]}
        for module, members in groups
    ]


def _line(item: EditionItem, slug: str) -> Row:
    return {
        "key": item.key,
        "title": item.title,
        "minutes": item.minutes,
        "is_quiz": item.is_quiz,
        "preview_url": reverse("storefront:preview", args=[slug, item.key])
        if item.is_preview
        else "",
    }


def preview_outline(item: EditionItem) -> list[Row]:
    """Return the outline beside a free lesson: what is not free is locked."""
    modules = syllabus_of(item.edition)
    for line in (line for module in modules for line in module["items"]):
        is_here = line["key"] == item.key
        line["state"] = "current" if is_here else "open" if line["preview_url"] else "locked"
        line["url"] = line["preview_url"]
    return modules


def evidence_rows(edition: Edition) -> list[Row]:
    """Return the graded statements by kind of study, strongest kind first."""
    counts = edition.evidence["design"]
    return [
        {"label": design.label, "count": counts[design]} for design in Design if counts.get(design)
    ]


def grade_rows() -> list[Row]:
    """Return the six grades with what each means."""
    return [
        {"grade": grade.value, "label": grade.label, "meaning": GRADE_MEANINGS[grade]}
        for grade in Grade
    ]


def worth_of(edition: Edition, country: Country) -> Row:
    """Return what an edition is worth today to the bodies of a country: those of which we can tell
    points or hours, boards of registered professions apart, and those to be asked; three
    queries."""
    rows = worth(
        country.code,
        course=edition.course,
        edition_number=edition.number,
        minutes=edition.minutes,
        on=timezone.localdate(timezone=ZoneInfo(country.zone)),
    )
    return {
        "time": in_full(edition.minutes),
        "told": [row for row in rows if row.ground != Ground.NOTHING and not _is_boards(row)],
        "boards": [row for row in rows if _is_boards(row)],
        "asked": [row for row in rows if row.ground == Ground.NOTHING],
    }


def _is_boards(row: Worth) -> bool:
    """What accredits a course is never folded away."""
    return row.ground == Ground.RULE and row.body.kind == ProfessionalBody.Kind.REGULATOR
