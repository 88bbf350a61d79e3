"""The first mention of each term leads to its meaning, outside links, marks and half words."""

import pytest

from courses.lessons.rendering import present
from tests.courses.lessons.test_rendering import lesson, note, text

VAGUS = {"key": "vagus", "name": "Vagus", "forms": ["Vagus", "vagal", "vagus nerve"]}
RISK = {"key": "r-and-d", "name": "R&D", "forms": ["R&D"]}


def shown(*html: str) -> list[str]:
    """Return texts of a lesson whose glossary has both terms."""
    terms = [{**term, "meaning": "…"} for term in (VAGUS, RISK)]
    blocks = [text(part) for part in html]
    content = lesson(*blocks, {"kind": "glossary", "title": "Words", "terms": terms})
    return [str(block["html"]) for block in present(content) if block["kind"] == "text"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>The vagus nerve.</p>",
            '<p>The <a class="term" href="#term-vagus">vagus nerve</a>.</p>',
        ),
        ("<p>Vagal tone</p>", '<p><a class="term" href="#term-vagus">Vagal</a> tone</p>'),
        ("<p>In R&amp;D.</p>", '<p>In <a class="term" href="#term-r-and-d">R&amp;D</a>.</p>'),
        ("<p>Extravagus, vagally.</p>", "<p>Extravagus, vagally.</p>"),
        ('<p><a href="/x">vagus</a></p>', '<p><a href="/x">vagus</a></p>'),
        ('<p title="vagus">x</p>', '<p title="vagus">x</p>'),
    ],
)
def test_a_mention_leads_to_its_meaning(html: str, expected: str) -> None:
    assert shown(html) == [expected]


def test_only_the_first_mention_in_a_lesson_does() -> None:
    first, second = shown("<p>A vagus.</p>", "<p>The vagus.</p>")

    assert ("term-vagus" in first, "term-vagus" in second) == (True, False)


def test_a_mention_within_a_claim_does_too() -> None:
    terms = [{**VAGUS, "meaning": "…"}]
    content = lesson(
        text("<p>The vagus reports upwards.</p>"),
        note("vagus reports", "a"),
        {"kind": "glossary", "title": "Words", "terms": terms},
    )

    html = str(present(content)[0]["html"])

    assert 'id="claim-1"><a class="term" href="#term-vagus">vagus</a> reports</span>' in html


def test_each_meaning_has_its_place_on_the_page() -> None:
    terms = [{**VAGUS, "meaning": "A nerve."}]
    block = present(lesson({"kind": "glossary", "title": "Words", "terms": terms}))[0]

    assert block["terms"][0]["id"] == "term-vagus"
