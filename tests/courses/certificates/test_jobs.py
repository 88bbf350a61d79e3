"""What waits for a provider is issued by the sweep that comes round, once a provider is there."""

import pytest

from accounts.models import User
from courses.catalogue.models import Provider
from courses.certificates import jobs
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from cpd.outbox import schedule
from cpd.outbox.working import work_all
from tests.certificates import revoke
from tests.study import finish


@pytest.fixture
def waiting(enrolment: Enrolment, other_enrolment: Enrolment) -> None:
    """Alice finished, Carol too, who has no name; there was no provider."""
    Provider.objects.update(is_current=False)
    for finished in (enrolment, other_enrolment):
        finish(finished)


def come_round(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the schedule be looked at; returns the names on certificates."""
    monkeypatch.setattr(schedule, "_looked_at", 0.0)
    work_all()
    return list(Certificate.objects.order_by("pk").values_list("name", flat=True))


def test_a_provider_lets_what_waited_be_issued(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Provider.objects.update(is_current=True)

    assert come_round(monkeypatch) == ["Alice Nguyễn"]


def test_without_a_provider_all_goes_on_waiting(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert come_round(monkeypatch) == []


def test_a_revoked_certificate_does_not_come_back(
    waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Provider.objects.update(is_current=True)
    come_round(monkeypatch)
    revoke(Certificate.objects.get())

    jobs.issue_all_waiting()

    assert Certificate.objects.count() == 1


def test_many_are_issued_in_batches(waiting: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BATCH", 1)
    Provider.objects.update(is_current=True)
    User.objects.filter(email="carol@example.org").update(certificate_name="Carol Byrne")

    assert come_round(monkeypatch) == ["Alice Nguyễn", "Carol Byrne"]
