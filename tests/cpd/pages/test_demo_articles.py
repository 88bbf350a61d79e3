"""The articles of the demo, as they are written in the repository."""

import re

import pytest
from django.test import Client

from cpd.demo.content import PACKAGES
from cpd.demo.pages import CLAIMS, make_pages
from cpd.pages.models import ArticlePage
from tests.factories import make_reference

pytestmark = pytest.mark.django_db


def test_every_statement_of_an_article_stands_in_its_text() -> None:
    for key in {key for *_, keys, _ in CLAIMS for key in keys}:  # of the courses, for the home page
        make_reference(key)
    make_pages(PACKAGES / "articles")
    articles = list(ArticlePage.objects.live())
    assert articles

    for article in articles:
        notes = [block.value["claim"] for block in article.body if block.block_type == "evidence"]
        page = Client().get(article.url).content.decode()
        assert len(re.findall(r'class="claim" id="claim-', page)) == len(notes), article.title
