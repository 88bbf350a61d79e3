"""Every address in every role; an address that the table does not know fails the suite."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question
from tests.factories import make_full_course, make_user
from tests.house.routes import routes
from tests.house.table import PEOPLE, SENT_AWAY, SIGN_IN, Row, ask, rows
from tests.house.things import make_things

# Groups of addresses that belong to libraries; their tests stand below.
LIBRARIES = ("account_", "mfa_", "usersessions_", "wagtail", "lists_", "studio_login", "?")
OPEN = {"/cms/sprite/", "/cms/jsi18n/"}  # icons and words of Wagtail's own
TABLE = list(rows())
GROUPS = sorted({row.group for row in TABLE})
# Addresses that lead to what somebody has: a course's author, or a learner.
AUTHORS = ("studio", "review", "assessment", "question_files", "reports")
LEARNERS = ("payments", "certificates", "accounts", "classroom")
# What they take is no such thing: a kind of file or report, a course to enrol in.
OF_NOBODY = {
    *("question_files:template", "reports:report", "payments:enrol"),
}
REFUSED = {"404", SENT_AWAY}


@pytest.fixture
def people(
    alice: User, carol: User, bob: User, dan: User, roles: Any, sign_in: Any
) -> dict[str, Client]:
    """The columns of the table."""

    def staff(role: str, name: str) -> User:
        user = make_user(f"{name}@example.org", is_staff=True)
        user.groups.add(roles[role])
        return user

    desk = {"support": "Support", "finance": "Finance", "admin": "Admin", "stranger": "Author"}
    users = {"alice": alice, "carol": carol, "author": bob, "reviewer": dan}
    users |= {name: staff(role, name) for name, role in desk.items()}
    make_full_course("own-course").editors.add(users["stranger"])
    return {"visitor": Client(), **{name: sign_in(user) for name, user in users.items()}}


@pytest.fixture
def things(enrolment: Enrolment, bob: User, dan: User) -> dict[str, str]:
    """What stands for the capital words of the table."""
    return make_things(enrolment, author=bob, reviewer=dan)


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_what_the_table_says(
    group: str, people: dict[str, Client], things: dict[str, str]
) -> None:
    wrong = []
    for row in (row for row in TABLE if row.group == group):
        address = row.address(things)
        got = tuple(ask(people[person], row, address) for person in PEOPLE)
        if got != row.cells:
            wrong.append(f"{row.name} {row.args} gave {' '.join(got)}")

    assert wrong == []


def test_the_table_knows_every_address_of_ours() -> None:
    known = {row.name for row in TABLE}

    ours = {route.name for route in routes() if not route.name.startswith(LIBRARIES)}
    assert ours == known


def taking(groups: tuple[str, ...]) -> list[Row]:
    """Return the rows of addresses that name something of somebody's."""
    rows_of = (row for row in TABLE if row.group in groups and (row.args or row.query))
    return [row for row in rows_of if row.name not in OF_NOBODY or row.names_a_thing]


def test_what_an_address_of_the_studio_names_exists_and_is_no_strangers() -> None:
    for row in taking(AUTHORS):
        of_roles = {row.of(person) for person in ("author", "reviewer", "support", "admin")}
        assert of_roles - REFUSED, (row.name, "names a thing that nobody finds")
        assert row.of("stranger") in REFUSED, row.name


def test_what_is_a_learners_is_no_other_learners() -> None:
    private = [row for row in taking(LEARNERS) if row.of("visitor") == SIGN_IN]

    assert len(private) > 20
    assert [row.name for row in private if row.of("carol") not in REFUSED] == []


def test_the_studio_opens_to_no_visitor_and_no_learner(alice: User, sign_in: Any) -> None:
    paths = {route.path for route in routes() if route.path.startswith("/cms/")}
    learner = sign_in(alice)

    assert len(paths) > 200
    for path in sorted(paths - OPEN):
        assert Client().get(path).status_code in {302, 404}, path
        assert learner.get(path).status_code in {302, 403, 404}, path
        assert learner.post(path).status_code in {302, 403, 404, 405}, path


@pytest.mark.parametrize("kind", ["course", "module", "lesson", "quiz", "question"])
def test_another_authors_draft_does_not_exist(
    kind: str, course: Any, roles: Any, sign_in: Any
) -> None:
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    module = course.modules.get(key="the-quiz")
    quiz = module.quizzes.get()
    drafts = {
        "course": course,
        "module": module,
        "lesson": course.modules.get(key="the-ground").lessons.first(),
        "quiz": quiz,
        "question": Question.objects.first(),
    }
    draft = drafts[kind]
    namespace = f"wagtailsnippets_{draft._meta.app_label}_{draft._meta.model_name}"
    client = sign_in(eve)

    views = {route.name for route in routes() if route.name.startswith(f"{namespace}:")}
    for view in ("edit", "copy", "history", "preview_on_edit", "lock", "usage", "delete"):
        if f"{namespace}:{view}" not in views:
            continue
        address = reverse(f"{namespace}:{view}", args=[draft.pk])
        assert client.get(address).status_code in {404, 405}, view
        assert client.post(address).status_code == 404, view
    assert draft.__class__.objects.filter(pk=draft.pk).exists()
