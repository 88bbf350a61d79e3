"""Wagtail's own address of a file is for those who choose files in the studio."""

from typing import Any

import pytest

from cpd.media.models import CourseDocument
from tests.factories import make_document, make_user


@pytest.fixture
def document(db: None) -> CourseDocument:
    """A hand-out in the library."""
    return make_document()


@pytest.mark.parametrize(
    ("role", "status"),
    [("Author", 200), ("Reviewer", 200), ("Admin", 200), ("Support", 404), ("Finance", 404)],
)
def test_a_file_is_served_to_who_may_choose_it(
    role: str, status: int, document: CourseDocument, roles: Any, sign_in: Any
) -> None:
    user = make_user("jo@example.org", is_staff=True)
    user.groups.add(roles[role])

    answer = sign_in(user).get(document.url)

    assert answer.status_code == status
    answer.close()


def test_a_file_is_served_to_no_learner(document: CourseDocument, carol: Any, sign_in: Any) -> None:
    assert sign_in(carol).get(document.url).status_code == 404
