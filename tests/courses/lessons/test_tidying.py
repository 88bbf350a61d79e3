"""Texts from a word processor lose what nobody meant, and no word."""

import pytest

from courses.lessons.blocks import TextBlock
from courses.lessons.tidying import tidy


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p data-block-key="a">\u00a0</p><p>One.</p><p> <br/> </p>', "<p>One.</p>"),
        ("<p>&nbsp; One,\u00a0\u00a0 two. </p>", "<p>One, two.</p>"),
        ("<ul><li> First</li><li>&nbsp;</li></ul>", "<ul><li>First</li></ul>"),
        ("<p>12\u00a0mmHg</p>", "<p>12\u00a0mmHg</p>"),
        ("<p>A <b>word</b> and <i>one</i>.</p>", "<p>A <b>word</b> and <i>one</i>.</p>"),
        ("<p>One.<br/>Two.</p>", "<p>One.<br/>Two.</p>"),
    ],
)
def test_what_nobody_meant_goes(html: str, expected: str) -> None:
    assert tidy(html) == expected


def test_it_happens_where_a_form_comes_in() -> None:
    block = TextBlock()

    value = block.value_from_form("<p>One.</p><p>&nbsp;</p>")

    assert value.source == "<p>One.</p>"
