"""Wagtail's pages: home with its weighed claims, articles, and what machines read."""

import json
import re
from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page, Site

from courses.catalogue.models import Course
from courses.editions.models import Edition
from cpd.pages.models import ArticleIndexPage, ArticlePage, HomePage
from tests.factories import evidence, publish_course, text


@pytest.fixture
def home(edition: Edition) -> HomePage:
    """A home page with one weighed claim."""
    page = HomePage(
        title="Home",
        slug="start",
        lead="Courses with their evidence.",
        claims=[evidence("Massage rebalances gut bacteria.", "unsupported", limits="Not found.")],
    )
    Page.get_first_root_node().add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    return page


@pytest.fixture
def article(home: HomePage, course: Course) -> ArticlePage:
    """An article on the course's subject."""
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    page = ArticlePage(
        title="Massage and the gut",
        slug="gut",
        introduction="Half of it is right.",
        author_line="Editorial team",
        published_on=date(2026, 11, 22),
        reading_minutes=5,
        disclaimer="Not medical advice.",
        related_course=course,
        body=[
            text("<p>It is a loop.</p>"),
            evidence("It is a loop"),
            {"type": "references", "value": "Sources"},
        ],
    )
    index.add_child(instance=page)
    return page


def test_the_home_page_weighs_its_claims_in_words(home: HomePage) -> None:
    page = Client().get("/").content.decode()

    assert "Massage rebalances gut bacteria." in page
    assert "Not supported." in page


def test_the_home_page_shows_the_flagship_as_it_was_published(home: HomePage) -> None:
    course = Course.objects.get()
    course.is_flagship = True
    course.save()
    publish_course_again(course)

    page = Client().get("/").content.decode()

    assert "3 graded statements" not in page
    assert "2 graded statements" in page


def publish_course_again(course: Course) -> None:
    course.summary = "Said better."
    course.save()
    publish_course(course)


def test_an_article_carries_its_evidence_and_leads_to_its_course(article: ArticlePage) -> None:
    page = Client().get("/articles/gut/").content.decode()

    assert '<span class="claim" id="claim-1">It is a loop</span>' in page
    assert "Not medical advice." in page
    assert "/courses/vagus-nerve/" in page


def test_articles_are_listed_and_fed(article: ArticlePage) -> None:
    assert "Massage and the gut" in Client().get("/articles/").content.decode()
    assert "Massage and the gut" in Client().get("/articles/feed/").content.decode()


def test_the_sitemap_names_courses_and_articles_and_no_draft(article: ArticlePage) -> None:
    sitemap = Client().get("/sitemap.xml").content.decode()

    assert "/courses/vagus-nerve/" in sitemap
    assert "/articles/gut/" in sitemap


def test_robots_keep_out_of_personal_pages(db: None) -> None:
    assert "Disallow: /learn/" in Client().get("/robots.txt").content.decode()


def test_a_course_tells_machines_what_it_is_and_nothing_ends_its_script(edition: Edition) -> None:
    course = edition.course
    course.title = "</script><b>Hands</b>"
    course.save()
    publish_course(course)

    page = Client().get("/courses/vagus-nerve/").content.decode()

    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["name"] == "</script><b>Hands</b>"
