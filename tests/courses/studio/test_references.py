"""The reference manager: a DOI fills a source in, each source is there once and printed one way."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.lessons.looking_up import fields_of
from courses.lessons.models import Reference, Term
from tests.factories import make_reference
from tests.hosts import Host, other_host

pytestmark = pytest.mark.django_db
DOI = "10.1000/Abc.1"
ITEM = {
    "author": [
        {"family": "Nguyễn", "given": "Thị-Lan M."},
        {"family": "Berg", "given": "Jo", "non-dropping-particle": "van den"},
        {"literal": "Gut Group"},
    ],
    "title": ["A <i>trial</i> of hands &amp; breath"],
    "container-title": "Journal of Touch",
    "issued": {"date-parts": [[2021, 3]]},
    "volume": "12",
    "issue": "3",
    "page": "49-58",
}
EMPTY = {"authors": "", "title": "", "source": "", "year": "", "url": "", "key": ""}


@pytest.fixture
def host(settings: Any) -> Iterator[Host]:
    """The register of DOIs."""
    with other_host() as host:
        settings.FETCHES_FROM_INSIDE = True
        settings.DOI_RESOLVER = f"{host.address}/"
        yield host


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    client: Client = sign_in(bob)
    return client


def added() -> "QuerySet[Reference]":
    """Return the sources that the course did not have."""
    return Reference.objects.exclude(key="bonaz-2018")


def add(client: Client, **values: str) -> str:
    data = {"doi": DOI, "design": "trial", **EMPTY, **values}
    address = reverse("wagtailsnippets_lessons_reference:add")
    return client.post(address, data, follow=True).content.decode()


def test_a_doi_fills_a_source_in(host: Host, author: Client) -> None:
    host.answer(f"/{DOI}", 302, Location="/there")
    host.answer("/there", 200, json.dumps(ITEM).encode())

    add(author, doi=f"https://doi.org/{DOI}")

    row = added().get()
    assert (row.doi, row.key, row.year) == (DOI, "nguyen-2021", 2021)
    assert row.authors == "Nguyễn TLM, van den Berg J, Gut Group"
    assert row.title == "A trial of hands & breath"
    assert row.source == "Journal of Touch 2021;12(3):49-58"


def test_what_was_typed_is_not_written_over(host: Host, author: Client) -> None:
    host.answer(f"/{DOI}", 200, json.dumps(ITEM).encode())

    add(author, title="My own words", key="mine-2021")

    row = added().get()
    assert (row.title, row.key) == ("My own words", "mine-2021")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, b"", "Nobody registered this DOI"),
        (500, b"", "did not answer"),
        (200, b"<html>", "did not answer"),
        (200, b"[]", "did not answer"),
        (200, b"{}", "Fill this in, or give a DOI"),
        (200, b'{"author": 5, "title": {}, "issued": {"date-parts": [[null]]}}', "Fill this in"),
    ],
)
def test_what_cannot_be_filled_in_is_said(
    host: Host, author: Client, status: int, body: bytes, words: str
) -> None:
    host.answer(f"/{DOI}", status, body)

    assert words in add(author)
    assert not added().exists()


def test_without_a_doi_the_fields_are_asked_for(author: Client) -> None:
    assert "Fill this in, or give a DOI" in add(author, doi="", title="A study")
    add(author, doi="", authors="Lind E", title="A study", source="J 2020;1:1", year="2020")
    assert added().get().key == "lind-2020"


def test_a_source_is_in_the_library_once(author: Client) -> None:
    doi = make_reference().doi
    fields = {"authors": "A", "title": "T", "source": "S", "year": "2020"}

    shown = add(author, doi=f"doi:{doi.upper()}", **fields)

    assert "The library has this source already: “bonaz-2018”" in shown


def test_no_doi_is_taken_for_one(author: Client) -> None:
    fields = {"authors": "A", "title": "T", "source": "S", "year": "2020"}

    assert "is no DOI" in add(author, doi="javascript:alert(1)", **fields)


def test_a_source_can_be_added_while_choosing_one(host: Host, author: Client) -> None:
    host.answer(f"/{DOI}", 200, json.dumps(ITEM).encode())
    chooser = "wagtailsnippetchoosers_lessons_reference"
    page = author.get(reverse(f"{chooser}:choose")).json()["html"]
    assert "Add a reference" in page

    answer = author.post(reverse(f"{chooser}:create"), {"doi": DOI, "design": "trial", **EMPTY})

    assert answer.json()["step"] == "chosen"
    assert answer.json()["result"]["id"] == str(added().get().pk)


def test_its_page_shows_how_it_is_printed(author: Client) -> None:
    row = make_reference("lind-2020", doi="", authors="<b>Lind</b> E")

    page = author.get(reverse("wagtailsnippets_lessons_reference:edit", args=[row.pk]))

    assert "&lt;b&gt;Lind&lt;/b&gt; E. The vagus nerve. <cite>" in page.content.decode()


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Eur Spine J", "<cite>Eur Spine J</cite>, 2006."),
        ("Eur Spine J 2006;15:S192", "<cite>Eur Spine J 2006;15:S192</cite>."),
    ],
)
def test_the_year_is_printed_once(author: Client, source: str, printed: str) -> None:
    row = make_reference("airaksinen-2006", year=2006, source=source, doi="")

    page = author.get(reverse("wagtailsnippets_lessons_reference:edit", args=[row.pk]))

    assert printed in page.content.decode()


@pytest.mark.parametrize(
    ("authors", "label"),
    [
        ("Porges SW", "Porges 2020"),
        ("van den Berg J, Lind E", "van den Berg 2020"),
        ("The ACA", "The ACA 2020"),
        ("NHS", "NHS 2020"),
    ],
)
def test_a_margin_note_names_the_first_author_or_the_body(authors: str, label: str) -> None:
    assert Reference(authors=authors, year=2020).label == label


def test_a_term_is_added_once_whatever_its_case(author: Client) -> None:
    address = reverse("wagtailsnippets_lessons_term:add")
    for name in ("Vagus nerve", "vagus NERVE"):
        author.post(address, {"name": name, "meaning": "A nerve.", "also": "", "key": ""})

    assert [(term.key, term.name) for term in Term.objects.all()] == [
        ("vagus-nerve", "Vagus nerve")
    ]


def test_long_lists_of_authors_are_cut() -> None:
    people = [{"family": f"A{number}", "given": "B"} for number in range(9)]

    assert fields_of({"author": people})["authors"] == "A0 B, A1 B, A2 B, A3 B, A4 B, A5 B, et al."
