"""A claim is tied where its words stand in one run of text, and nowhere inside a tag."""

from typing import Any

import pytest

from courses.lessons.claims import tie
from courses.lessons.sanitising import clean_html


def note(claim: str, number: int = 1) -> dict[str, Any]:
    return {"number": number, "claim": claim, "grade": "early", "references": []}


def tied(html: str, claim: str) -> str:
    """Return the tied text with a short sign for the mark."""
    result = tie(html, note(claim)) or ""
    assert clean_html(result).replace(' rel="noopener"', "")  # still HTML
    before, _, rest = result.partition('<a class="mark"')
    return f"{before}^{rest.partition('</a>')[2]}".replace(' id="claim-1"', "")


@pytest.mark.parametrize(
    ("html", "claim", "expected"),
    [
        (
            "<p>It is <strong>strong</strong>.</p>",
            "strong",
            '<p>It is <strong><span class="claim">strong</span>^</strong>.</p>',
        ),
        (
            '<p><a href="https://e.org/gut">See</a> the gut.</p>',
            "gut",
            '<p><a href="https://e.org/gut">See</a> the <span class="claim">gut</span>.^</p>',
        ),
        (
            '<p><a href="https://e.org/?a>gut">the gut</a>, now</p>',
            "gut",
            '<p><a href="https://e.org/?a>gut">the <span class="claim">gut</span></a>,^ now</p>',
        ),
        (
            "<p>R&amp;D amp</p>",
            "amp",
            '<p>R&amp;D <span class="claim">amp</span>^</p>',
        ),
        (
            "<p>about&nbsp;80 &lt; 90</p>",
            "about\xa080 < 9",
            '<p><span class="claim">about&nbsp;80 &lt; 9</span>^0</p>',
        ),
    ],
)
def test_only_words_are_tied(html: str, claim: str, expected: str) -> None:
    assert tied(html, claim) == expected


@pytest.mark.parametrize(
    ("html", "claim"),
    [
        ("<p>It is <b>very</b> strong.</p>", "very strong"),
        ("<p>One.</p><p>Two.</p>", "One.Two"),
        ('<p><a href="https://e.org">See</a></p>', "e.org"),
        ("<p>a &amp; b</p>", "amp;"),
        ("<p>a</p>", "p"),
        ("<p><b>x</b></p>", "<b>x</b>"),
        ("<p>a</p>", ""),
    ],
)
def test_words_with_mark_up_inside_and_mark_up_itself_are_not_tied(html: str, claim: str) -> None:
    assert tie(html, note(claim)) is None


def test_words_in_the_mark_of_another_claim_are_not_tied() -> None:
    first = {**note("One"), "references": [{"number": 7}], "grade_label": "Early"}
    html = tie("<p>One thing and 7 more.</p>", first) or ""

    again = tie(html, note("7", 2)) or ""

    assert 'and <span class="claim" id="claim-2">7</span>' in again


@pytest.mark.parametrize(
    ("claim", "html"),
    [
        ("p < 0.05 & n > 9", "<p>It was p &lt; 0.05 &amp; n &gt; 9 here.</p>"),
        ('the "gut" feeling', '<p>On the "gut" feeling.</p>'),
        ("it’s “so”", "<p>And it’s “so”.</p>"),
        ("d'accord", "<p>We are d'accord.</p>"),
    ],
)
def test_a_claim_with_signs_is_found(claim: str, html: str) -> None:
    assert (tie(html, note(claim)) or "").count('class="claim"') == 1
