"""What waits for somebody, in one panel on the studio's first page, each kind only for those who
have the right to act on it; and in another what is coming without them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from accounts.models import User
from courses.certificates.models import NameCorrection
from courses.editions.models import Submission
from courses.editions.waiting import (
    approved_for,
    open_comments_on_courses_of,
    plans_for,
    returned_to,
    submissions_for,
)
from courses.studio.review.zones import zone_for
from cpd.requests import signed_in

SHOWN = 5  # of each kind
PLANS = 20
MOST = 100  # submissions fetched, of all kinds
STATES = {
    str(Submission.State.WAITING): "Submitted for review",
    str(Submission.State.APPROVED): "Approved, to be published",
    str(Submission.State.RETURNED): "Came back with changes wanted",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that waits: what it is, since when, and where it is dealt with."""

    words: str
    since: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things of a kind; `more` leads to all of them where there are more than are shown."""

    title: str
    things: list[Thing]
    more: str = ""


def some(
    title: str, rows: QuerySet[Any], thing: Callable[[Any], Thing], *, all_at: str = ""
) -> list[Waiting]:
    """Return the first of some rows; nothing where there are none. One query."""
    found = list(rows[: SHOWN + 1])
    if not found:
        return []
    more = all_at if len(found) > SHOWN else ""
    return [Waiting(title, [thing(row) for row in islice(found, SHOWN)], more)]


def _drafts(user: User) -> list[Waiting]:
    if not user.has_perm("courses.change_course"):
        return []
    comments = open_comments_on_courses_of(user)
    return [*_submissions(user), *some("Open comments on your courses", comments, _comment)]


def _submissions(user: User) -> list[Waiting]:
    """What was submitted, approved and returned, in one query."""
    first, *others = (
        rows.order_by()
        .annotate(at=Coalesce("answered_at", "submitted_at"))
        .values_list("state", "course_id", "course__title", "at")
        for rows in (submissions_for(user), approved_for(user), returned_to(user))
    )
    kinds: dict[str, list[Thing]] = {state: [] for state in STATES}
    for state, course, title, at in first.union(*others).order_by("at")[:MOST]:
        kinds[state].append(Thing(title, at, _page("publishing", course)))
    return [
        Waiting(STATES[state], things[:SHOWN], _all_courses() if len(things) > SHOWN else "")
        for state, things in kinds.items()
        if things
    ]


def _comment(row: Any) -> Thing:
    return Thing(f"{row.course}, {row.place}: {row}", row.created_at, _page("read", row.course_id))


def _all_courses() -> str:
    return reverse("wagtailsnippets_courses_course:list")


def _page(name: str, course: int) -> str:
    return reverse(f"review:{name}", args=[course])


def _names(user: User) -> list[Waiting]:
    if not user.has_perm("certificates.correct_certificate"):
        return []
    asked = NameCorrection.objects.filter(state=NameCorrection.State.ASKED)
    rows = asked.select_related("learner").order_by("asked_at")
    return some(
        "Names on certificates to decide on",
        rows,
        lambda row: Thing(
            f"{row.learner}: {row.name}",
            row.asked_at,
            reverse("records:correction", args=[row.public_id]),
        ),
        all_at=reverse("lists_namecorrection:index"),
    )


# What somebody has to act on, in this order. Apps above add theirs in AppConfig.ready.
SOURCES: list[Callable[[User], list[Waiting]]] = [_drafts, _names]


class WaitingPanel(Component):
    """What waits, or that nothing does."""

    name = "waiting"
    order = 10
    template_name = "courses/studio/home_waiting.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Ask every source."""
        user = signed_in(self.request)
        return {"waiting": [kind for source in SOURCES for kind in source(user)]}


class ComingPanel(Component):
    """The planned publications of the courses that somebody may change; nothing where there are
    none."""

    name = "coming"
    order = 20
    template_name = "courses/studio/home_coming.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the next plans, their moments to be read where the reader lives."""
        user = signed_in(self.request)
        return {"plans": plans_for(user)[:PLANS], "zone": zone_for(user)}
