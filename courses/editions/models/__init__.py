"""What was published, and how a draft gets there: editions, submissions, comments, plans."""

from courses.editions.models.comment import Comment
from courses.editions.models.edition import Edition, EditionItem, EditionModule, EditionQuerySet
from courses.editions.models.plan import PlannedPublication
from courses.editions.models.submission import Submission

__all__ = [
    "Comment",
    "Edition",
    "EditionItem",
    "EditionModule",
    "EditionQuerySet",
    "PlannedPublication",
    "Submission",
]
