"""The search in the studio's menu leads each role to its own lists."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from tests.factories import make_user

COURSES = reverse("wagtailsnippets_courses_course:list")


def menu_search(page: str) -> str:
    """Return where the field in the menu leads."""
    props = re.search(r'<script[^>]*id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.S)
    assert props
    [module] = [
        row
        for row in json.loads(props[1])["modules"]
        if row["_type"] == "wagtail.sidebar.SearchModule"
    ]
    return str(module["_args"][0])


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("Author", COURSES),
        ("Admin", COURSES),
        ("Support", reverse("support:search")),
        ("Finance", reverse("lists_order:index")),
    ],
)
def test_the_menu_searches_what_a_role_works_with(
    roles: dict[str, Group], sign_in: Any, role: str, page: str
) -> None:
    person = make_user(f"{role.lower()}@example.org", is_staff=True)
    person.groups.add(roles[role])

    assert menu_search(sign_in(person).get("/cms/").content.decode()) == page


def test_a_search_finds_courses_and_leads_on_to_other_lists(
    bob: User, course: Course, sign_in: Any
) -> None:
    page = sign_in(bob).get(COURSES, {"q": "vagus"}).content.decode()

    assert course.title in page
    for model in ("lessons_lesson", "quizzes_question", "lessons_reference"):
        assert f"{reverse(f'wagtailsnippets_{model}:list')}?q=vagus" in page
    assert "support/?q=" not in page
    assert "order/?q=" not in page
