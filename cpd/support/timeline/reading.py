"""The timeline of a learner: every source read up to the page that is shown, joined, newest
first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cpd.moments import Moment
from cpd.support.learners import Learner
from cpd.support.timeline import acting, studying

PER_PAGE = 50
LAST_PAGE = 200
Source = Callable[[Learner, int], Iterable[Moment]]
# By the kind that the page's filter names.
KINDS: dict[str, tuple[str, Source]] = {
    "staff": ("Staff", acting.staff),
    "sign-in": ("Sign-ins", acting.sign_ins),
    "money": ("Money", acting.money),
    "mail": ("Mails", acting.mails),
    "access": ("Access", studying.access),
    "progress": ("Progress", studying.progress),
    "attempt": ("Attempts", studying.attempts),
    "certificate": ("Certificates", studying.certificates),
    "act": ("Learner’s acts", acting.own),
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of it."""

    moments: list[Moment]
    kind: str
    page: int
    has_older: bool


def timeline_of(learner: Learner, *, kind: str = "", page: int = 1) -> Timeline:
    """Return a page of what happened to a learner, of one kind or of all. Each source is asked once
    for its newest rows, as many as the page can need."""
    page = min(max(page, 1), LAST_PAGE)
    end = page * PER_PAGE
    sources = [KINDS[kind][1]] if kind in KINDS else [source for _, source in KINDS.values()]
    moments = [moment for source in sources for moment in source(learner, end + 1)]
    moments.sort(key=lambda moment: moment.at, reverse=True)
    return Timeline(
        moments=moments[end - PER_PAGE : end],
        kind=kind if kind in KINDS else "",
        page=page,
        has_older=len(moments) > end and page < LAST_PAGE,
    )
