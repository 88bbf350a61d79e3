"""The fixed cast: Alice is enrolled, Bob wrote the course, Carol has no access, Dan reviews."""

import os
import re
import time
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.studio.roles import ROLES, sync_roles
from cpd.outbox import schedule
from tests import prepared
from tests.factories import enrol_free, make_full_course, make_provider, make_user, publish_course

SignIn = Any
POSTED = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)
TOKEN = {"csrfmiddlewaretoken", "w-editing-sessions"}  # Wagtail's own is sent by its script


@pytest.fixture(scope="session", autouse=True)
def _addresses() -> None:
    """Load the addresses as the tests' settings have them, before a test with others does."""
    import_module(settings.ROOT_URLCONF)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Begin with the database of an earlier run, where its migrations are the same."""
    if connection.vendor != "sqlite":
        yield
        return
    with prepared.filled():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Make the roles once, for all tests."""
    with django_db_blocker.unblock():
        sync_roles()
        if connection.vendor == "sqlite":
            prepared.keep()


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits start afresh in each test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_comes_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schedule has just been looked at, so that jobs are those of the test."""
    monkeypatch.setattr(schedule, "_looked_at", time.monotonic())


@pytest.fixture(autouse=True)
def _forms_can_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form of every page that a test loads has its token: the test client asks for none, and
    a browser's button without one is refused."""
    request = Client.request

    def looked_at(client: Client, **environment: Any) -> Any:
        answer = request(client, **environment)
        is_read = not answer.streaming and "Content-Encoding" not in answer
        if is_read and "html" in answer.get("Content-Type", ""):
            forms = POSTED.findall(answer.content.decode())
            assert not [form[:300] for form in forms if TOKEN.isdisjoint(form.split('"'))]
        return answer

    monkeypatch.setattr(Client, "request", looked_at)


@pytest.fixture
def alice(db: None) -> User:
    """A learner in Australia."""
    return make_user("alice@example.org", certificate_name="Alice Nguyễn", country="AU")


@pytest.fixture
def carol(db: None) -> User:
    """A learner in the UK, enrolled in nothing."""
    return make_user("carol@example.org", country="GB")


@pytest.fixture
def roles(db: None) -> dict[str, Group]:
    """The groups of the roles."""
    groups = {group.name: group for group in Group.objects.filter(name__in=ROLES)}
    return groups if len(groups) == len(ROLES) else {group.name: group for group in sync_roles()}


@pytest.fixture
def bob(roles: dict[str, Group], course: Course) -> User:
    """The author of the course."""
    user = make_user("bob@example.org", is_staff=True, first_name="Bob", last_name="Hale")
    user.groups.add(roles["Author"])
    course.editors.add(user)
    return user


@pytest.fixture
def dan(roles: dict[str, Group]) -> User:
    """A reviewer, who publishes."""
    user = make_user("dan@example.org", is_staff=True, first_name="Dan", last_name="Reid")
    user.groups.add(roles["Reviewer"])
    return user


@pytest.fixture
def course(db: None) -> Course:
    """A draft of two lessons and a quiz of three questions."""
    make_provider()
    return make_full_course()


@pytest.fixture
def edition(course: Course) -> Edition:
    """Its first edition."""
    return publish_course(course)


@pytest.fixture
def enrolment(alice: User, edition: Edition) -> Enrolment:
    """Alice in the course."""
    return enrol_free(alice, edition.course)


@pytest.fixture
def other_enrolment(carol: User, edition: Edition) -> Enrolment:
    """Carol in the course, where a test needs a second learner."""
    return enrol_free(carol, edition.course)


@pytest.fixture
def sign_in() -> SignIn:
    """Return a client that is signed in as somebody."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches the database; the rest is the same there as on SQLite. With
    POSTGRES_PART=0/2 run one of two parts, and all that is for PostgreSQL alone."""
    if connection.vendor == "sqlite":
        return
    wanted = [_touches_database(item) and _is_in_part(item) for item in items]
    rest = [item for item, is_wanted in zip(items, wanted, strict=True) if not is_wanted]
    config.hook.pytest_deselected(items=rest)
    items[:] = [item for item, is_wanted in zip(items, wanted, strict=True) if is_wanted]


def _is_in_part(item: pytest.Item) -> bool:
    part, _, parts = os.environ.get("POSTGRES_PART", "0/1").partition("/")
    if item.get_closest_marker("postgres"):
        return True
    return zlib.crc32(item.nodeid.encode()) % int(parts) == int(part)


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "transactional_db"} or item.get_closest_marker("django_db"))
