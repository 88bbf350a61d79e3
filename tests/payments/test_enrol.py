"""Enrolling in a free course: the name first, then the first lesson."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from accounts.models import User
from courses.catalogue.models import Product
from courses.editions.models import Edition
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment
from tests.factories import make_product, make_user

pytestmark = pytest.mark.usefixtures("sellers")


@pytest.fixture(autouse=True)
def free(edition: Edition) -> Product:
    """The course, given away."""
    return make_product(edition.course, is_free=True)


@pytest.mark.parametrize("values", [{"is_free": False}, {"is_active": False}])
def test_what_is_not_free_is_not_enrolled_in(
    carol: User, free: Product, sign_in: Any, values: dict[str, bool]
) -> None:
    Product.objects.update(**values)
    client, address = sign_in(carol), "/courses/vagus-nerve/enrol/"

    for response in (client.get(address), client.post(address, {"certificate_name": "Carol"})):
        assert response.headers["Location"] == "/courses/vagus-nerve/"
    assert not Enrolment.objects.exists()


def test_enrolling_asks_for_the_name_once_and_opens_the_course(
    carol: User, edition: Edition, sign_in: Any
) -> None:
    response = sign_in(carol).post(
        "/courses/vagus-nerve/enrol/", {"certificate_name": "Carol  Ní Bhriain "}
    )

    assert response.headers["Location"] == "/learn/vagus-nerve/"
    carol.refresh_from_db()
    assert carol.certificate_name == "Carol Ní Bhriain"
    assert Enrolment.objects.active().filter(learner=carol).count() == 1


@pytest.mark.parametrize(
    ("own", "chosen", "kept", "day"),
    [
        ("", "GB", "GB", date(2026, 3, 1)),
        ("", "AU", "AU", date(2026, 3, 2)),
        ("AU", "GB", "AU", date(2026, 3, 2)),
    ],
)
def test_enrolling_keeps_the_visitors_country_and_its_date(
    edition: Edition, sign_in: Any, own: str, chosen: str, kept: str, day: date
) -> None:
    eve = make_user("eve@example.org", country=own)
    client = sign_in(eve)
    client.cookies["country"] = chosen

    with time_machine.travel(datetime(2026, 3, 1, 20, tzinfo=UTC), tick=False):
        client.post("/courses/vagus-nerve/enrol/", {"certificate_name": "Eve"})

    eve.refresh_from_db()
    assert (eve.country, eve.enrolments.get().started_on) == (kept, day)


def test_enrolling_twice_changes_nothing(alice: User, enrolment: Enrolment, sign_in: Any) -> None:
    sign_in(alice).post("/courses/vagus-nerve/enrol/", {"certificate_name": "Alice"})

    assert enrolment.grants.count() == 1


def test_who_was_withdrawn_is_told_so_and_whom_to_write_to(
    alice: User, enrolment: Enrolment, dan: User, sign_in: Any
) -> None:
    withdraw(enrolment, by=dan, reason="Asked for it.")
    client, address = sign_in(alice), "/courses/vagus-nerve/enrol/"

    for response in (client.get(address), client.post(address, {"certificate_name": "Alice"})):
        page = response.content.decode()
        assert response.status_code == 403
        assert "Your access to this course was withdrawn" in page
        assert 'href="mailto:support@example.org' in page
    assert not Enrolment.objects.active().exists()


@pytest.mark.parametrize("name", ["", "   ", "\u0007", "---", "x" * 201])
def test_a_name_that_cannot_be_printed_is_refused_and_kept_in_the_field(
    carol: User, edition: Edition, sign_in: Any, name: str
) -> None:
    response = sign_in(carol).post("/courses/vagus-nerve/enrol/", {"certificate_name": name})

    assert response.status_code == 422
    assert "Please look at this again" in response.content.decode()
    assert not Enrolment.objects.exists()


def test_extra_fields_change_nothing(carol: User, edition: Edition, sign_in: Any) -> None:
    fields = {"certificate_name": "Carol", "is_staff": "1", "edition": "9", "user_id": "1"}

    sign_in(carol).post("/courses/vagus-nerve/enrol/", fields)

    carol.refresh_from_db()
    assert not carol.is_staff
