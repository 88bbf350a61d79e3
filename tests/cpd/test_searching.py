"""Whatever is typed into the studio's searches is looked for as words, and never an error."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.search.query import And, Or, Phrase, PlainText
from wagtail.search.utils import parse_query_string

from cpd.searching import in_plain_words
from tests.factories import make_image
from tests.reviewing import make_admin

ADDRESSES = [
    "/cms/choose-page/search/",
    "/cms/pages/1/",
    "/cms/pages/search/",
    "/cms/images/",
    "/cms/images/chooser/results/",
    "/cms/documents/",
    "/cms/documents/chooser/results/",
]
TYPED = [
    '5"', '"', '""', '"a', 'a"b"c', '"*', '"' * 51, "é“\"", "'", "a'b", "*", "(", ")", "a AND",
    "NEAR(", "a NEAR b", "^a", "-a", "a:b", "title:", "{a}", "a\\", "OR", "NOT", "%", "--", "/*",
    "a " * 2_000, "x" * 5_000, '"a b" ' * 2_000, "is:x " * 500, " ", "& | !", "<->", "a:*",
]  # fmt: skip


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    """Somebody who may choose and search everything."""
    client: Client = sign_in(make_admin(roles))
    return client


@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_is_typed_is_answered(admin: Client, address: str) -> None:
    for text in TYPED:
        assert admin.get(address, {"q": text}).status_code == 200, text[:20]


def test_words_are_found_whatever_stands_around_them(admin: Client) -> None:
    image = make_image("blue")
    image.title = "The 5 inch wrist"
    image.save()

    for text in ('5"', '"wrist', "wri", '"inch wrist"'):
        found = admin.get("/cms/images/", {"q": text}).content.decode()
        assert "The 5 inch wrist" in found, text
    assert "The 5 inch wrist" not in admin.get("/cms/images/", {"q": '"'}).content.decode()


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ('a"b', "a b"),
        ('"', ""),
        (PlainText('a "', operator="or"), PlainText("a", operator="or")),
        (Phrase('"'), ""),
        (And([PlainText('"'), Phrase("a b")]), Phrase("a b")),
        (Or([PlainText("a"), PlainText("b")]), Or([PlainText("a"), PlainText("b")])),
        (And([PlainText('"'), Phrase('"')]), ""),
        ("a " * 2_000, " ".join("a" * 30)),
    ],
)
def test_what_is_asked_is_plain_words(query: Any, plain: Any) -> None:
    assert repr(in_plain_words(query)) == repr(plain)


@pytest.mark.parametrize("text", TYPED)
def test_a_search_with_phrases_is_answered(db: None, text: str) -> None:
    _, query = parse_query_string(text)

    assert list(Page.objects.all().search(query)) is not None
