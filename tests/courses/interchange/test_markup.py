"""HTML of the studio goes to Markdown and comes back the same."""

from html import escape
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.interchange.markup import to_html, to_markdown

SIGNS = "ab1 -+*#>=~_`[](){}!&<;.\\|/:\"'’–éß"
words = (
    st.text(alphabet=SIGNS, min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(sign.isalnum() for sign in text))
)
plain_text = words.map(lambda text: escape(text, quote=False))
letters = st.text(alphabet="abcdé", min_size=1, max_size=8)
pieces = st.one_of(
    plain_text,
    letters.map(lambda text: f"<b>{text}</b>"),
    letters.map(lambda text: f"<i>{text}</i>"),
    letters.map(lambda text: f"x<sub>{text}</sub>"),
    letters.map(lambda text: f"x<sup>{text}</sup>"),
    letters.map(lambda text: f'<a href="https://e.org/a_b?c=1">{text}</a>'),
)
lines = st.lists(pieces, min_size=1, max_size=12).map(" ".join)
paragraphs = lines.map(lambda text: f"<p>{text}</p>")
items = st.lists(lines.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=4).map("".join)
lists = st.one_of(items.map("<ul>{}</ul>".format), items.map("<ol>{}</ol>".format))
texts = st.lists(
    st.one_of(paragraphs, lists), min_size=1, max_size=4
).filter(
    lambda parts: all(  # Markdown joins two lists of a kind that follow each other
        first[:4] != second[:4] or first.startswith("<p>") for first, second in pairwise(parts)
    )
)


@given(texts.map("".join))
@settings(max_examples=300, deadline=None)
@example("<p>1. not a list</p>")
@example("<p>a</p><p>- not a list</p>")
@example("<ul><li>- not a list in a list</li></ul>")
@example("<p># no heading</p>")
@example("<p>&gt; no quotation</p>")
@example("<p>---</p>")
@example("<p>a [link](no) ![picture](no) `code`</p>")
@example('<p><a href="https://e.org/">]] [a] ]&gt;</a></p>')
@example("<p>&amp;lt; and &lt;b&gt; as typed</p>")
def test_html_comes_back_the_same(html: str) -> None:
    assert to_html(to_markdown(html)) == html


tags = st.sampled_from(["b", "i", "sub", "sup"])
before, after = st.sampled_from(["", " ", "("]), st.sampled_from(["", " ", ".", "&nbsp;"])
touching = st.lists(
    st.one_of(letters, st.builds("<{0}>{1}{2}{3}</{0}>".format, tags, before, letters, after)),
    min_size=1, max_size=8,
).map("".join)  # fmt: skip


@given(touching)
@settings(max_examples=200, deadline=None)
@example("see <b>bold </b>word")
@example("see<b> bold</b> word")
@example("<b>bold </b>")
@example("a<b> </b>b")
@example("<b><i>a</i></b>")
@example("<i>a <b>b</b></i> c")
@example('<a href="https://e.org/"> link </a>word')
@example("&nbsp;<b>&nbsp;a&nbsp;</b>b")
@example("10 €<b>.5</b>€")
def test_marked_words_keep_their_edges(line: str) -> None:
    html = f"<ul><li>x<b>.</b>{line}y</li></ul><p>x{line}y</p>"

    assert to_html(to_markdown(html)) == html


def test_stars_are_written_where_they_are_read_so() -> None:
    html = "<p><b>Always.</b> (<i>Or</i> <b>a</b>b<i>c</i>): x<b>.</b>y</p>"

    assert to_markdown(html) == "**Always.** (*Or* **a**b*c*): x<b>.</b>y\n"


@given(texts.map("".join))
@settings(max_examples=100, deadline=None)
def test_the_same_html_is_the_same_markdown(html: str) -> None:
    once = to_markdown(html)

    assert to_markdown(to_html(once)) == once


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<br>b</p>",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        "<p>a&nbsp;b</p>",
        "<p>a<b>b</b>c</p>",
        "<p>" + "word " * 60 + "1. word - word</p>",
        "<p>" + "a " * 49 + "- b</p>",
    ],
)
def test_rarer_html_comes_back_too(html: str) -> None:
    assert to_html(to_markdown(html)) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a** *b*", "<p><b>a</b> <i>b</i></p>"),
        ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("# a", "a"),
        ("<script>alert(1)</script>b", "b"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("![a](https://e.org/a.png)", "<p></p>"),
        ("<p onclick=x>a</p>", "<p>a</p>"),
    ],
)
def test_markdown_becomes_clean_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_lines_are_at_most_a_hundred_wide() -> None:
    markdown = to_markdown("<p>" + "word " * 100 + "</p><ul><li>" + "word " * 100 + "</li></ul>")

    assert max(len(line) for line in markdown.splitlines()) <= 100
