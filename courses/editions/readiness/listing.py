"""Every check of a draft, in the order an author goes through them."""

from collections.abc import Callable

from courses.editions.compiling import CompiledCourse
from courses.editions.readiness import course_checks as course
from courses.editions.readiness import evidence_checks as evidence
from courses.editions.readiness import link_checks as links
from courses.editions.readiness import media_checks as media
from courses.editions.readiness import quiz_checks as quiz
from courses.editions.readiness import selling_checks as selling
from courses.editions.readiness.findings import Check, Look

CHECKS: dict[str, tuple[str, Look]] = {
    "outcomes": ("Learning outcomes", course.outcomes),
    "contents": ("Modules, lessons and quizzes", course.contents),
    "unfinished": ("Blocks that are begun", course.unfinished),
    "minutes": ("Learning minutes and their basis", course.minutes),
    "statements": ("Graded statements", evidence.statements),
    "references": ("References and their sources", evidence.references),
    "review": ("Last review of the evidence", course.evidence_review),
    "pictures": ("Alternative texts and credits", media.pictures),
    "contrast": ("Contrast of pictures with text", media.contrast),
    "videos": ("Captions and transcripts", media.videos),
    "files": ("Files to download", media.files),
    "headings": ("Headings in order", media.headings),
    "links": ("Links", links.links),
    "quizzes": ("Questions, draws and pass marks", quiz.quizzes),
    "people": ("Author and provider", course.people),
    "price": ("Price in both currencies", selling.price),
    "accreditations": ("Accreditations", selling.accreditations),
}
NOTES: dict[str, Callable[[CompiledCourse], str]] = {
    "minutes": course.minutes_note,
    "links": links.note,
    "quizzes": quiz.note,
}

OPEN: dict[str, Callable[[CompiledCourse], bool]] = {"links": links.are_open}


def readiness_of(compiled: CompiledCourse) -> list[Check]:
    """Return every check of a draft with what it found."""
    return [
        Check(
            key,
            title,
            list(look(compiled)),
            NOTES[key](compiled) if key in NOTES else "",
            key in OPEN and OPEN[key](compiled),
        )
        for key, (title, look) in CHECKS.items()
    ]


def blocking_faults(compiled: CompiledCourse) -> list[str]:
    """Return what keeps a draft from being published, in words; an empty list means it can be."""
    return [
        finding.words
        for _, look in CHECKS.values()
        for finding in look(compiled)
        if finding.is_blocking
    ]
