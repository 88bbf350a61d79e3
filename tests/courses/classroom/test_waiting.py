"""While a certificate waits, each page says for what: the learner's name, or us."""

from typing import Any

import pytest

from accounts.models import User
from courses.catalogue.models import Provider
from courses.enrolment.models import Enrolment
from tests.study import complete_lessons, take_quiz

PREPARED = "Your certificate is being prepared."
ASKS = {
    "/learn/": "A certificate waits for your name.",
    "/learn/vagus-nerve/": "Give your name for the certificate",
    "/learn/attempts/{attempt}/result/": "Give your name for the certificate",
}


@pytest.mark.parametrize("address", ASKS)
@pytest.mark.parametrize("name", ["Alice Nguyễn", ""])
def test_a_page_asks_for_a_name_only_when_it_is_missing(
    alice: User, enrolment: Enrolment, sign_in: Any, address: str, name: str
) -> None:
    Provider.objects.update(is_current=False)
    User.objects.update(certificate_name=name)
    complete_lessons(enrolment)
    attempt = take_quiz(enrolment)

    page = sign_in(alice).get(address.format(attempt=attempt.public_id)).content.decode()

    assert (PREPARED in page, ASKS[address] in page) == (bool(name), not name)
