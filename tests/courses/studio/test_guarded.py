"""Addresses of Wagtail's that ask too little: what they would tell, and what they trip over."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from courses.catalogue.models import Course
from courses.quizzes.models import Question
from tests.factories import make_course, make_user
from tests.reviewing import make_admin

TAGS = "/cms/tag-autocomplete/quizzes/banktag/?term=va"
CHOSEN = "/cms/choose-page/chosen-multiple/"


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    """An admin's browser."""
    client: Client = sign_in(make_admin(roles))
    return client


@pytest.fixture
def tagged(course: Course) -> None:
    """A tag of Bob's, one of somebody else's, one of the shared bank, one of nobody's."""
    other = make_course("other")
    for bank, name in ((course, "vagus"), (other, "vault"), (None, "valve")):
        question = Question.objects.create(key="tagged", course=bank, stem="<p>Q</p>")
        question.tags.add(name, "vast")
    question.tags.add("vain")
    question.tags.remove("vain")


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("Reviewer", ["vagus", "vain", "valve", "vast", "vault"]),
        ("Support", []),
        ("Finance", []),
    ],
)
def test_tags_are_told_to_who_edits_their_bank(
    role: str, seen: list[str], tagged: None, roles: Any, sign_in: Any
) -> None:
    user = make_user("jo@example.org", is_staff=True)
    user.groups.add(roles[role])

    assert sign_in(user).get(TAGS).json() == seen


def test_an_author_is_told_no_tag_of_another_authors_bank(
    tagged: None, bob: User, sign_in: Any
) -> None:
    assert sign_in(bob).get(TAGS).json() == ["vagus", "valve", "vast"]
    assert sign_in(bob).get("/cms/tag-autocomplete/quizzes/banktag/").json() == []


def test_the_form_of_a_question_asks_there(bob: User, sign_in: Any) -> None:
    page = sign_in(bob).get(reverse("wagtailsnippets_quizzes_question:add") + "?kind=single")

    assert TAGS.partition("?")[0] in page.content.decode()


@pytest.mark.parametrize("ids", ["1", "1&id=2", "abc", "9" * 30, "-1", ""])
def test_what_is_no_page_is_not_chosen(admin: Client, ids: str) -> None:
    assert admin.get(f"{CHOSEN}?id={ids}").status_code == 404


def test_a_page_is_chosen(admin: Client) -> None:
    page = Page.objects.get(depth=2)

    answer = admin.get(f"{CHOSEN}?id={page.pk}").json()

    assert [one["id"] for one in answer["result"]] == [page.pk]


@pytest.mark.parametrize("address", ["/cms/choose-page/", "/cms/choose-page/1/"])
@pytest.mark.parametrize(("target", "status"), [("x", 404), ("9" * 30, 404), ("2", 200), ("", 200)])
def test_pages_to_move_are_pages(admin: Client, address: str, target: str, status: int) -> None:
    assert admin.get(address, {"target_pages[]": target}).status_code == status
