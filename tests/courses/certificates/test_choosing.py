"""A certificate names the bodies that its learner chose, with what was valid on the day of
completion."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from accounts.joining import join_body
from accounts.models import BodyMembership, User
from courses.catalogue.models import Accreditation, Course
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from tests.bodies import make_accreditation, make_body, make_rule
from tests.study import finish

IN_2026 = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def memberships(alice: User) -> list[BodyMembership]:
    """Two bodies of Alice's; only the first has accredited anything."""
    amt, anta = make_body("amt"), make_body("anta")
    make_rule(anta)
    return [join_body(alice, amt, number="12345"), join_body(alice, anta)]


def complete(enrolment: Enrolment, at: datetime = IN_2026) -> Certificate:
    with time_machine.travel(at, tick=False):
        finish(enrolment)
    return Certificate.objects.get(state="valid")


def test_an_accreditation_of_the_day_gives_points_and_number(
    enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    make_accreditation(enrolment.course, memberships[0].body)

    certificate = complete(enrolment)

    claim = certificate.facts["bodies"][0]
    assert claim["accreditation"]["number"] == "A-123"
    assert "2.5 CPE points" in claim["words"]
    assert certificate.memberships == {"amt": "12345"}


def test_without_one_there_are_minutes_and_hours_only_whatever_the_bodys_rule(
    enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    anta = complete(enrolment).facts["bodies"][1]

    assert anta["accreditation"] is None
    assert "point" not in anta["words"]
    assert "50 minutes" in anta["words"]


@pytest.mark.parametrize(
    "changed",
    [{"valid_from": date(2026, 3, 2)}, {"valid_until": date(2026, 2, 28)}, {"from_edition": 2}],
)
def test_an_accreditation_of_another_day_or_edition_is_not_printed(
    enrolment: Enrolment, memberships: list[BodyMembership], changed: dict[str, object]
) -> None:
    row = make_accreditation(enrolment.course, memberships[0].body)
    Accreditation.objects.filter(pk=row.pk).update(**changed)

    assert complete(enrolment).facts["bodies"][0]["accreditation"] is None


def test_what_the_learner_does_not_want_printed_is_not(
    enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    BodyMembership.objects.filter(body__slug="amt").update(on_certificates=False)

    certificate = complete(enrolment)

    assert [body["slug"] for body in certificate.facts["bodies"]] == ["anta"]
    assert certificate.memberships == {}


def test_another_choice_issues_it_anew_for_the_day_of_completion(
    client: Client, enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    make_accreditation(enrolment.course, memberships[0].body)
    first = complete(enrolment)
    client.force_login(enrolment.learner)

    client.post(f"/certificates/{first.public_id}/bodies/", {"bodies": ["amt"]})

    new = Certificate.objects.get(state="valid")
    assert (new.replaces, new.name, new.completed_on) == (first, first.name, first.completed_on)
    assert [body["slug"] for body in new.facts["bodies"]] == ["amt"]
    assert new.facts["bodies"] == first.facts["bodies"][:1]


def test_the_same_choice_issues_nothing(
    client: Client, enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    first = complete(enrolment)
    client.force_login(enrolment.learner)

    answer = client.post(
        f"/certificates/{first.public_id}/bodies/", {"bodies": ["amt", "anta"]}, follow=True
    )

    assert "Nothing has changed" in answer.content.decode()
    assert Certificate.objects.get() == first


def test_a_body_that_is_not_ones_own_is_refused(
    client: Client, enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    make_body("fht")
    first = complete(enrolment)
    client.force_login(enrolment.learner)

    answer = client.post(f"/certificates/{first.public_id}/bodies/", {"bodies": ["fht"]})

    assert answer.status_code == 422
    assert Certificate.objects.count() == 1


def test_somebody_elses_certificate_does_not_exist(
    client: Client, enrolment: Enrolment, carol: User
) -> None:
    first = complete(enrolment)
    client.force_login(carol)

    assert client.get(f"/certificates/{first.public_id}/bodies/").status_code == 404


def test_the_check_shows_the_claims_as_printed(
    client: Client, enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    make_accreditation(enrolment.course, memberships[0].body)
    certificate = complete(enrolment)

    page = client.get(f"/verify/{certificate.token}/").content.decode()

    assert "Supports a claim as" in page
    assert "accreditation A-123" in page
    assert "Member no. 12345" in page


def test_there_is_an_end_to_issuing_anew(
    client: Client, course: Course, enrolment: Enrolment, memberships: list[BodyMembership]
) -> None:
    complete(enrolment)
    client.force_login(enrolment.learner)

    codes = []
    for turn in range(21):
        current = Certificate.objects.get(state="valid")
        chosen = ["amt"] if turn % 2 else ["anta"]
        codes.append(client.post(f"/certificates/{current.public_id}/bodies/", {"bodies": chosen}))

    assert [answer.status_code for answer in codes] == [302] * 20 + [429]
