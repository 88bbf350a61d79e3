"""Two authors take in a course at the same new address at once: one has it, one is refused."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from accounts.models import User
from courses.catalogue.models import Author, Course
from courses.interchange.importing import read_files
from courses.quizzes.models import Question
from courses.studio.packages.acting import MEANWHILE, NotTaken, take_in
from tests.courses.studio.packages.test_shared_bank import asking, shared
from tests.factories import make_user
from tests.packages import Files, package
from tests.races import race

ROUNDS = 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_new_address_goes_to_one_author(bob: User, roles: dict[str, Any]) -> None:
    Author.objects.create(key="eve", name="Eve Lind", role="Therapist")
    ann = make_user("ann@example.org", is_staff=True)
    ann.groups.add(roles["Author"])

    for number in range(ROUNDS):
        slug = f"wanted-{number}"
        told = race(partial(take_as, iter([bob, ann]), slug), 2)

        taken = Course.objects.get(slug=slug)
        [editor] = taken.editors.all()
        assert sorted(told) == sorted([editor.email, f"There is a course at “{slug}” already."])
        assert {revision.user for revision in taken.revisions} == {editor}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_adds_the_same_shared_question_at_once_is_told_to_try_again(
    dan: User, roles: dict[str, Any]
) -> None:
    Author.objects.create(key="eve", name="Eve Lind", role="Therapist")

    for number in range(ROUNDS):
        addresses = iter([f"first-{number}", f"second-{number}"])
        files = asking(shared(f"new-{number}"))
        told = race(lambda: take_as(iter([dan]), next(addresses), files), 2)  # noqa: B023 at once

        assert {*told} <= {dan.email, MEANWHILE}
        assert Course.objects.filter(slug__endswith=f"-{number}").count() == told.count(dan.email)
        assert Question.objects.filter(course=None, key=f"new-{number}").count() == 1


def take_as(turns: Iterator[User], slug: str, files: Files | None = None) -> str:
    """Take the package in as whoever's turn it is; returns their address, or the refusal."""
    by = next(turns)
    try:
        take_in(read_files(files or package()), by=by, slug=slug)
    except NotTaken as refusal:
        return str(refusal).removesuffix(" Choose another address.")
    return by.email
