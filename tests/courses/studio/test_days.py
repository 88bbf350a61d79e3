"""Days that no calendar has room for are refused in words, wherever somebody chooses days."""

from typing import Any

import pytest
from django.urls import reverse

from courses.editions.models import Edition
from courses.quizzes.models import Quiz
from tests.reviewing import make_admin

ADDRESSES = [
    ("sales:revenue", "first=0001-01-01&last=0001-01-02&way=day"),
    ("sales:revenue", "first=9999-12-30&last=9999-12-31&way=day"),
    ("reports:report", "period=own&first=9999-12-30&last=9999-12-31"),
    ("assessment:analysis", "first_day=0001-01-01&last_day=9999-12-31"),
]


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_a_day_outside_every_calendar_is_refused_in_words(
    name: str, query: str, edition: Edition, roles: Any, sign_in: Any
) -> None:
    args: dict[str, list[Any]] = {
        "reports:report": ["enrolments"],
        "assessment:analysis": [Quiz.objects.get().pk],
    }
    admin = sign_in(make_admin(roles))

    page = admin.get(f"{reverse(name, args=args.get(name, []))}?{query}")

    assert page.status_code in {200, 422}
    assert "Choose a day" in page.content.decode()
