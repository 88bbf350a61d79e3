"""The demo's bodies: what is invented says so, and a second start changes nothing."""

from typing import Any

from accounts.models import BodyMembership, ProfessionalBody, User
from courses.catalogue.models import Accreditation
from cpd.demo.bodies import ACCREDITED, accredit, make_bodies
from cpd.demo.people import make_people
from tests.factories import make_course


def prepare() -> None:
    make_people()
    make_bodies()
    accredit()


def test_only_example_bodies_accredit(roles: Any) -> None:
    for slug in {course for _, course, _, _ in ACCREDITED}:
        make_course(slug)

    prepare()

    names = set(Accreditation.objects.values_list("body__name", flat=True))
    assert Accreditation.objects.count() == len(ACCREDITED)
    assert all(name.endswith("(example)") for name in names)


def test_a_second_start_brings_nothing_back(roles: Any) -> None:
    for slug in {course for _, course, _, _ in ACCREDITED}:
        make_course(slug)
    prepare()
    learner = User.objects.get(email="learner@example.org")
    assert learner.memberships.filter(body__slug="amt").exists()
    learner.memberships.all().delete()
    before = (ProfessionalBody.objects.count(), BodyMembership.objects.count())

    prepare()

    assert (ProfessionalBody.objects.count(), BodyMembership.objects.count()) == before
    assert Accreditation.objects.count() == len(ACCREDITED)
