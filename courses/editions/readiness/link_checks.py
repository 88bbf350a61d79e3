"""What is looked at in links: those that a job found dead."""

from collections.abc import Iterator

from courses.editions.compiling import CompiledCourse
from courses.editions.readiness.findings import Finding, Place, blocks_of, in_lesson
from courses.lessons.linking import link_of, links_in, links_of
from courses.lessons.models import CheckedLink, Reference
from cpd.dates import long_date

Links = dict[str, CheckedLink]


def links(compiled: CompiledCourse) -> Iterator[Finding]:
    """Nothing that a lesson links to is gone."""
    broken = {url: link for url, link in _known(compiled).items() if link.is_broken}
    if not broken:
        return
    for lesson in compiled.lessons:
        for block in blocks_of(lesson):
            for url in links_of(block.content):
                if url in broken:
                    words = in_lesson(lesson, f"the link {_fault(broken[url])}")
                    yield Finding(words, block.place, is_blocking=False)
    yield from _sources(compiled, broken)


def _sources(compiled: CompiledCourse, broken: Links) -> Iterator[Finding]:
    sources = {
        key: link_of(source)
        for lesson in compiled.lessons
        for key, source in lesson.content["sources"].items()
    }
    rows = dict(Reference.objects.filter(key__in=sources).values_list("key", "pk"))
    for key, url in sources.items():
        if url in broken:
            words = f"The link of the reference “{key}” {_fault(broken[url])}"
            yield Finding(words, Place("reference", rows.get(key)), is_blocking=False)


def note(compiled: CompiledCourse) -> str:
    """Say how many links there are, and when they were asked."""
    urls = all_links(compiled)
    known = _known(compiled).values()
    asked = [link.checked_at for link in known if link.checked_at]
    if not urls:
        return "No lesson links anywhere."
    count = "1 link" if len(urls) == 1 else f"{len(urls)} links"
    if len(asked) < len(urls):
        return f"{count}, {len(urls) - len(asked)} not checked yet."
    checked = f"{count}, last checked on {long_date(max(asked).date())}."
    silent = sum(link.is_silent for link in known)
    return f"{checked} {silent} did not answer: they are asked again." if silent else checked


def are_open(compiled: CompiledCourse) -> bool:
    """Whether some links were not asked yet, or did not answer."""
    known = _known(compiled).values()
    answered = {link.url for link in known if link.checked_at and not link.is_silent}
    return answered != all_links(compiled)


def all_links(compiled: CompiledCourse) -> set[str]:
    """Return every address that a draft's lessons link to."""
    return {url for lesson in compiled.lessons for url in links_in(lesson.content)}


def _known(compiled: CompiledCourse) -> Links:
    return {link.url: link for link in CheckedLink.objects.filter(url__in=all_links(compiled))}


def _fault(link: CheckedLink) -> str:
    since = long_date(link.failing_since.date()) if link.failing_since else ""
    if link.state == CheckedLink.State.DEAD:
        answer = f" ({link.status})" if link.status else ""
        return f"{link.url} is gone{answer} since {since}. Choose another, or take it out."
    if link.state == CheckedLink.State.UNASKED:
        return f"{link.url} cannot be asked from here. Open it, and see that everybody can read it."
    return f"{link.url} has not answered since {since}. Look whether it moved."
