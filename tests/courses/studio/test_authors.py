"""An author names herself as a course's author, and nobody else's entry changes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Author, Course

pytestmark = pytest.mark.django_db
CHOOSE = reverse("wagtailsnippetchoosers_courses_author:choose")
CREATE = reverse("wagtailsnippetchoosers_courses_author:create")
ROLE = "Remedial massage therapist, Dip RMT"


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    User.objects.filter(pk=bob.pk).update(certificate_name="Bob Ó Briain")
    client: Client = sign_in(bob)
    return client


def edit(entry: Author) -> str:
    return reverse("wagtailsnippets_courses_author:edit", args=[entry.pk])


def test_an_author_adds_herself_while_choosing(author: Client, bob: User) -> None:
    page = author.get(CHOOSE).json()["html"]
    assert "Add yourself" in page
    assert 'value="Bob Ó Briain"' in page

    answer = author.post(CREATE, {"name": "Bob Ó Briain", "role": ROLE, "biography": ""})

    entry = Author.objects.get(name="Bob Ó Briain")
    assert answer.json()["result"]["id"] == str(entry.pk)
    assert (entry.key, entry.role, entry.added_by) == ("bob-o-briain", ROLE, bob)


def test_everybody_chooses_among_all_and_changes_their_own(
    author: Client, course: Course, bob: User
) -> None:
    mine = Author.objects.create(key="mine", name="Bob", role=ROLE, added_by=bob)

    assert course.author.name in author.get(CHOOSE).json()["html"]
    assert author.get(edit(course.author)).status_code == 404
    form = {"name": "Bob B.", "role": ROLE, "biography": "", "key": ""}
    assert author.post(edit(course.author), form).status_code == 404
    assert author.post(edit(mine), form).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.key, mine.added_by) == ("Bob B.", "mine", bob)


def test_the_list_of_authors_holds_ones_own(author: Client, course: Course, bob: User) -> None:
    added = reverse("wagtailsnippets_courses_author:add")
    author.post(added, {"name": "Bob", "role": ROLE, "biography": "", "key": ""})

    page = author.get(reverse("wagtailsnippets_courses_author:list")).content.decode()

    assert edit(Author.objects.get(added_by=bob)) in page
    assert edit(course.author) not in page


def test_a_reviewer_changes_every_entry(dan: User, course: Course, sign_in: Any) -> None:
    assert sign_in(dan).get(edit(course.author)).status_code == 200


def test_the_form_of_a_course_names_people_before_the_evaluation(author: Client) -> None:
    page = author.get(reverse("wagtailsnippets_courses_course:add")).content.decode()

    assert page.index("add yourself there") < page.index("Evaluation at the end")


def test_the_form_of_a_course_says_how_to_write(author: Client) -> None:
    page = author.get(reverse("wagtailsnippets_courses_course:add")).content.decode()

    assert "Put **two stars** around words for bold" in page
    assert "; Markdown" not in page
    assert "&quot;Answer&quot;" in page
