"""What goes into the bank comes out the same, by itself and through every format we write."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from courses.interchange.bank.candidates import candidates
from courses.interchange.bank.leaving import read_of
from courses.interchange.questions.form import ReadQuestion
from courses.interchange.questions.losses import losses
from courses.interchange.questions.reading import read_questions
from tests.courses.interchange.bank.banking import bank, core, there_and_back
from tests.courses.interchange.questions.making import questions, vignettes
from tests.courses.interchange.questions.test_round_trips import WRITERS

pytestmark = pytest.mark.django_db
quick = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@quick
@given(read=questions() | vignettes())
def test_the_bank_keeps_what_a_file_holds(read: ReadQuestion) -> None:
    with transaction.atomic():
        assert there_and_back(read) == core(read)
        transaction.set_rollback(True)


@pytest.mark.parametrize("format", ["gift", "moodle-xml", "csv", "xlsx"])
@settings(quick, max_examples=25)
@given(read=questions() | vignettes())
def test_a_question_of_the_bank_survives_a_file(format: str, read: ReadQuestion) -> None:  # noqa: A002
    with transaction.atomic():
        before = read_of(bank(read))
        if not losses(format, before):
            reading = read_questions(WRITERS[format]([before]).content, format=format)
            assert reading.skipped == ()
            assert core(read_of(bank(reading.questions[0]))) == core(before)
            assert candidates(reading.questions, bank=None)[0].is_duplicate
        transaction.set_rollback(True)
