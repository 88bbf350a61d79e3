"""Every kind of job has words for people, and no other has."""

from cpd.outbox.models import Job
from cpd.outbox.registry import kinds
from cpd.outbox.wording import UNKNOWN, WORDS


def test_every_kind_has_words_and_no_other_has() -> None:
    assert set(kinds) == set(WORDS)


def test_a_kind_that_nobody_knows_says_so() -> None:
    assert Job(kind="nosuchkind").words == UNKNOWN
