"""The links of lessons: finding them, noting them, and asking each from time to time."""

import re
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from html import unescape
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from courses.lessons.dois import doi_address
from courses.lessons.models import CheckedLink
from courses.lessons.models.link import LONGEST
from cpd.fetching import NotPublic, Silent, ask
from cpd.outbox.registry import job
from cpd.outbox.schedule import every

HREF = re.compile(r'href="(https?://[^"]+)"')
AGAIN = timedelta(days=7)
FORGOTTEN = timedelta(days=60)  # after which a link that no course has any more is not asked
BATCH = 40
BUDGET = 120.0  # seconds of asking in one go; what is left comes next time
GONE = {404, 410}
NO_HEAD = {400, 403, 405, 501}  # what hosts answer that only know GET
State = CheckedLink.State


def links_of(block: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that a compiled block links to."""
    for value in block.values():
        if isinstance(value, str):
            yield from (unescape(url) for url in HREF.findall(value))
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, dict):
                    yield from links_of(part)


def link_of(source: dict[str, Any]) -> str:
    """Return where a cited source leads; empty where it leads nowhere."""
    return doi_address(source["doi"]) if source["doi"] else source["url"]


def links_in(content: dict[str, Any]) -> set[str]:
    """Return every address that a compiled lesson links to, its sources' too."""
    cited = (link_of(source) for source in content["sources"].values())
    own = (url for block in content["blocks"] for url in links_of(block))
    return {url for url in (*own, *cited) if url and len(url) <= LONGEST}


def note_links(urls: Iterable[str]) -> None:
    """Remember addresses, so that they are asked in their turn."""
    now = timezone.now()
    wanted = sorted(set(urls))
    rows = [CheckedLink(url=url, wanted_at=now) for url in wanted]
    CheckedLink.objects.bulk_create(rows, ignore_conflicts=True)
    CheckedLink.objects.filter(url__in=wanted).update(wanted_at=now)


@every(timedelta(minutes=15), "lessons.links", seconds=300, in_transaction=False, can_wait=True)
def check_due_links() -> None:
    """Ask the links whose turn it is, where the site is told to ask by itself."""
    if settings.CHECKS_LINKS:
        now = timezone.now()
        due = Q(checked_at__isnull=True) | Q(checked_at__lt=now - AGAIN)
        rows = CheckedLink.objects.filter(due, wanted_at__gte=now - FORGOTTEN)
        until = time.monotonic() + BUDGET
        first = rows.order_by(F("checked_at").asc(nulls_first=True))[:BATCH]
        check(takewhile(lambda link: time.monotonic() < until, first))


@job("lessons.check_links", seconds=300, in_transaction=False, can_wait=True)
def check_links(urls: list[str]) -> None:
    """Ask these links now."""
    check(CheckedLink.objects.filter(url__in=urls))


def check(links: Iterable[CheckedLink]) -> None:
    """Ask each and keep what it answers."""
    for link in links:
        state, status = answer_of(link.url)
        now = timezone.now()
        is_failing = state in {State.DEAD, State.SILENT}
        CheckedLink.objects.filter(pk=link.pk).update(
            state=state,
            status=status,
            checked_at=now,
            failing_since=(link.failing_since or now) if is_failing else None,
        )


def answer_of(url: str) -> tuple[State, int | None]:
    """Return what a link answers. A host that refuses machines, or has too much to do, counts as
    answering: a person may still read it."""
    try:
        reply = ask(url, method="HEAD")
        if reply.status in NO_HEAD | GONE:
            reply = ask(url)
    except NotPublic:
        return State.UNASKED, None
    except Silent:
        return State.SILENT, None
    if reply.status in GONE:
        return State.DEAD, reply.status
    return (State.SILENT if reply.status >= 500 else State.FINE), reply.status
