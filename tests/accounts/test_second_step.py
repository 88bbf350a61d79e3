"""Outside the demo no page of the studio opens to staff without a second step."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from courses.studio.roles import ROLES
from tests.factories import make_user
from tests.house.routes import routes

SETTING_UP = "/accounts/2fa/"


@pytest.fixture
def production(settings: Any) -> None:
    """As it is where learners are."""
    settings.IS_DEMO = False


def studio_paths() -> list[str]:
    """Return every address of the studio, Wagtail's previews, choosers and API too."""
    paths = {route.path for route in routes() if route.path.startswith("/cms/")}
    assert len(paths) > 300
    return sorted(paths)


def leads_to_setting_up(client: Client, path: str) -> bool:
    """Whether reading and writing both end where the second step is set up."""
    answers = (client.get(path), client.post(path))
    return all((one.status_code, one.get("Location")) == (302, SETTING_UP) for one in answers)


def test_every_address_of_the_studio_asks_an_admin_for_a_second_step(
    production: None, roles: Any, sign_in: Any
) -> None:
    admin = make_user("kim@example.org", is_staff=True)
    admin.groups.add(roles["Admin"])
    client = sign_in(admin)

    open_ones = [path for path in studio_paths() if not leads_to_setting_up(client, path)]
    assert open_ones == []


ASKED = (
    *("/cms/", "/cms/api/main/pages/", "/cms/snippets/lessons/lesson/preview/1/"),
    *("/cms/snippets/choose/quizzes/question/", "/cms/studio/courses/1/", "/documents/1/a.pdf"),
    *("/cms/images/1/preview/original/", "/cms/bulk/courses/course/delete/", "/learn/"),
    *("/cms//", "/CMS/", "/cms/nothing-here/", "/courses/styles/"),
)


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_every_role_of_staff_is_asked(
    role: str, production: None, roles: Any, sign_in: Any
) -> None:
    user = make_user("kim@example.org", is_staff=True, is_superuser=role == "superuser")
    if role in roles:
        user.groups.add(roles[role])
    client = sign_in(user)

    for path in ASKED:
        assert leads_to_setting_up(client, path), path


def test_with_a_second_step_the_studio_opens(production: None, roles: Any, sign_in: Any) -> None:
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Author"])
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert sign_in(user).get("/cms/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(
    production: None, roles: Any, sign_in: Any
) -> None:
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Author"])
    codes = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=user, type=codes, data={"seed": "x", "used_mask": 0})

    assert sign_in(user).get("/cms/")["Location"] == SETTING_UP


def test_learners_need_no_second_step(production: None, alice: User, sign_in: Any) -> None:
    assert sign_in(alice).get("/learn/", secure=True).status_code == 200
