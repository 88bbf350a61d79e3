"""Published text holds paragraphs, lists, emphasis and safe links, and nothing that acts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.lessons.sanitising import ATTRIBUTES, TAGS, clean_html, publish_html
from tests.cases import naughty_strings, needs_cases

SAFE = {"http", "https", "mailto"}
IGNORED = dict.fromkeys([9, 10, 13])  # browsers leave out tab and line breaks in a link


class Watcher(HTMLParser):
    """Notes every tag and attribute that may not stand in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {*ATTRIBUTES.get(tag, set()), "rel"} if tag == "a" else set()
        self.faults += [tag] if tag not in TAGS else []
        self.faults += [f"{tag} {name}" for name, _ in attrs if name not in allowed]
        links = [value or "" for name, value in attrs if name == "href"]
        self.faults += [link for link in links if scheme(link) not in {*SAFE, ""}]


def scheme(link: str) -> str:
    """Return a link's scheme as a browser reads it."""
    read = link.translate(IGNORED).lstrip("".join(map(chr, range(33))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", read)
    return match[1].lower() if match else ""


HOSTILE = [
    ("<script>alert(1)</script>", ""),
    ("<p>a<script src=//e.org></script>b</p>", "<p>ab</p>"),
    ('<p onclick="x()" onmouseover=x()>a</p>', "<p>a</p>"),
    ('<b style="position:fixed" class="x" id="y">a</b>', "<b>a</b>"),
    ("<style>p{display:none}</style>a", "a"),
    ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="JaVaScRiPt:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href=" java\nscript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="&#106;ava&#x73;cript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="\x01javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="data:text/html,<script>1</script>">a</a>', '<a rel="noopener">a</a>'),
    ('<a href="vbscript:x">a</a>', '<a rel="noopener">a</a>'),
    ('<iframe src="https://e.org"></iframe>', ""),
    ("<svg onload=alert(1)><circle/></svg>", ""),
    ("<svg><style><img src=x onerror=alert(1)></style></svg>", ""),
    ('<math><mi xlink:href="javascript:1">a</mi></math>', ""),
    ("<img src=x onerror=alert(1)>", ""),
    ("<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;"),
    ("&lt;script&gt;a&lt;/script&gt;", "&lt;script&gt;a&lt;/script&gt;"),
    ("<form action=/x><input name=q><button>a</button></form>", "a"),
    ("<object data=x>a</object><embed src=x>", "a"),
    ("<base href=//e><meta http-equiv=refresh content=0><link href=x>", ""),
    ("<!-- <script>1</script> --><p>a</p>", "<p>a</p>"),
    ("<template><script>1</script></template>", ""),
    ("<textarea><p></textarea>", "&lt;p&gt;"),
    ("<h2>a</h2><div>b</div><table><tr><td>c</td></tr></table>", "abc"),
    ("<b><i>a</b>", "<b><i>a</i></b>"),
]


@pytest.mark.parametrize(("html", "clean"), HOSTILE)
def test_hostile_mark_up_is_taken_out(html: str, clean: str) -> None:
    assert clean_html(html) == clean


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain <b>bold</b> <i>italic</i> <em>em</em> <strong>strong</strong><br>next</p>",
        "<ul><li>one</li></ul><ol><li>CO<sub>2</sub>, 10<sup>3</sup></li></ol>",
        "<p>5 &lt; 6 &amp; 7 &gt; 6</p>",
        "<p>{{ settings.SECRET_KEY }} {% debug %} ${7*7} #let</p>",
        '<p>“Quotes” "straight" and it’s</p>',
    ],
)
def test_what_authors_may_write_is_kept(html: str) -> None:
    assert clean_html(html) == html


@pytest.mark.parametrize(
    "link", ["https://e.org/a?b=1", "http://e.org", "mailto:a@e.org", "/courses/", "#section-1"]
)
def test_safe_links_are_kept_and_open_without_an_opener(link: str) -> None:
    assert clean_html(f'<a href="{link}" target="_blank" rel="x">a</a>') == (
        f'<a href="{link}" rel="noopener">a</a>'
    )


@pytest.mark.parametrize(("html", "_clean"), HOSTILE)
def test_cleaning_twice_changes_nothing(html: str, _clean: str) -> None:
    once = clean_html(html)

    assert clean_html(once) == once


def test_an_embed_of_the_studio_is_not_published(db: None) -> None:
    assert publish_html('<p>a<embed embedtype="nothing" url="https://e.org"/>b</p>') == "<p>ab</p>"


def test_a_link_to_a_page_that_is_gone_leaves_the_words(db: None) -> None:
    html = publish_html('<p><a linktype="page" id="999">words</a></p>')

    assert html == '<p><a rel="noopener">words</a></p>'


@given(st.text(alphabet="<>/=\"'&;:! abijopqrstcn#x0\n\x00", max_size=80))
def test_no_text_becomes_forbidden_mark_up(text: str) -> None:
    assert Watcher(clean_html(text)).faults == []


@needs_cases
def test_naughty_strings_do_nothing_as_mark_up() -> None:
    faults = {text: Watcher(clean_html(f"<p>{text}</p>")).faults for text in naughty_strings()}

    assert {text: found for text, found in faults.items() if found} == {}


@needs_cases
def test_naughty_strings_inside_a_link_do_nothing() -> None:
    links = [clean_html(f'<a href="{text}">a</a>') for text in naughty_strings()]

    assert [html for html in links if Watcher(html).faults] == []
