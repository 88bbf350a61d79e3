"""What an author chooses while writing can be searched for."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Author
from courses.lessons.models import Term
from cpd.media.models import Drawing
from tests.factories import make_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    client: Client = sign_in(bob)
    return client


def found(author: Client, model: str, sought: str) -> str:
    address = reverse(f"wagtailsnippetchoosers_{model}:choose_results")
    return author.get(address, {"q": sought}).content.decode()


@pytest.mark.parametrize("sought", ["porges", "Polyvagal", "2007", "porges-2007", "10.1016/j.bio"])
def test_a_source_is_found_by_what_one_remembers_of_it(author: Client, sought: str) -> None:
    words = {"authors": "Porges SW", "title": "The polyvagal perspective"}
    make_reference("porges-2007", **words, year=2007, doi="10.1016/j.biopsycho")

    page = found(author, "lessons_reference", sought)

    assert "polyvagal perspective" in page
    assert page.count("data-chooser-modal-choice") == 1


def test_every_word_has_to_be_there(author: Client) -> None:
    make_reference("porges-2007", authors="Porges SW", title="Perspective", year=2007)
    make_reference("porges-2011", authors="Porges SW", title="Theory", year=2011)

    page = found(author, "lessons_reference", "porges 2011")

    assert "Theory" in page
    assert "Perspective" not in page
    assert "no snippets match" in found(author, "lessons_reference", "porges 1999")


def test_terms_drawings_and_authors_have_a_search_field(author: Client) -> None:
    Term.objects.create(key="fascia", name="Fascia", also="fasciae", meaning="Tissue.")
    Term.objects.create(key="nerve", name="Nerve", meaning="A cord.")
    Drawing.objects.create(key="loop", title="The loop", svg="<svg/>")
    Author.objects.create(key="ana", name="Ana", role="Physiotherapist")

    assert "Fascia" in found(author, "lessons_term", "fasciae")
    assert "Nerve" not in found(author, "lessons_term", "fasciae")
    assert "The loop" in found(author, "media_drawing", "loop")
    assert "Ana" in found(author, "courses_author", "physio")
    for model in ("lessons_reference", "lessons_term", "media_drawing", "courses_author"):
        modal = author.get(reverse(f"wagtailsnippetchoosers_{model}:choose")).json()["html"]
        assert 'type="search" name="q"' in modal
